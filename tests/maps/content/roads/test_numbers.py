import pytest

from maps.content.roads.numbers import (
    format_length_range,
    format_minutes,
    format_ratio,
    format_time_range,
    list_measures,
    round_minutes,
)


@pytest.mark.parametrize(("seconds", "minutes"), [
    (0, 1), (29, 1), (90, 2), (29 * 60, 29), (29.4 * 60, 29), (29.5 * 60, 30), (32.4 * 60, 30),
    (32.5 * 60, 35), (60 * 60, 60), (62.5 * 60, 65), (186 * 60, 185), (1000 * 60, 1000),
])  # fmt: skip
def test_minutes_are_rounded_to_five_from_thirty_on(seconds, minutes):
    assert round_minutes(seconds) == minutes


@pytest.mark.parametrize(("minutes", "english", "chinese"), [
    (1, "1 min", "1 分钟"), (55, "55 min", "55 分钟"), (60, "1 h", "1 小时"),
    (130, "2 h 10 min", "2 小时 10 分"), (600, "10 h", "10 小时"),
])  # fmt: skip
def test_a_time_is_hours_and_minutes(minutes, english, chinese):
    assert (format_minutes(minutes, "en"), format_minutes(minutes, "zh")) == (english, chinese)


@pytest.mark.parametrize(("least", "most", "said"), [
    (1000, 1000, "17 min"), (1800, 1900, "30 min"), (1000, 1200, "17–20 min"),
    (3300, 4000, "55 min–1 h 5 min"), (7000, 7900, "1 h 55 min–2 h 10 min"),
])  # fmt: skip
def test_a_range_of_times_is_as_coarse_as_its_ends(least, most, said):
    assert format_time_range(least, most, "en") == said


@pytest.mark.parametrize(("least", "most", "said"), [
    (186_400, 186_400, "186 km"), (175_000, 186_000, "175–186 km"), (900, 1_100, "900 m–1.1 km"),
    (120, 480, "120–480 m"), (99_000, 101_000, "99.0–101 km"),
])  # fmt: skip
def test_a_range_of_lengths_names_its_unit_once(least, most, said):
    assert format_length_range(least, most, "en") == said


def test_a_ratio_that_is_not_known_is_a_dash():
    assert format_ratio(float("nan"), "en") == "–"
    assert format_ratio(1.449, "en") == "1.4 ×"


def test_what_a_vehicle_does_not_state_is_left_out():
    assert list_measures({}, "en") == list_measures(None, "zh") == ""
    assert list_measures({"top_speed": 90}, "zh") == "最高 90 km/h"
