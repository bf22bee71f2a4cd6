"""Bars and ranks of numbers side by side: only what the uncertainty leaves certain is ranked."""

import math

import pytest

from geo.measured import Measured
from maps.content.comparison import Estimate, compare_areas, compare_distances, rank_values

WORDS = "most", "least"


@pytest.mark.parametrize(
    ("estimates", "ranks"),
    [
        ([Estimate(1), Estimate(2), Estimate(3)], ["least", "", "most"]),
        ([Estimate(1), Estimate(1)], ["", ""]),
        ([Estimate(1, 0.5), Estimate(2, 0.5)], ["", ""]),
        ([Estimate(1, 0.5), Estimate(2, 0.4)], ["least", "most"]),
        ([Estimate(1), Estimate(2), Estimate(9, math.nan)], ["", "", ""]),
        ([Estimate(1), Estimate(math.nan)], ["", ""]),
        ([Estimate(1)], [""]),
        ([], []),
    ],
)
def test_only_what_is_certain_has_a_rank(estimates, ranks):
    assert [bar.rank for bar in rank_values(estimates, WORDS)] == ranks


def test_shares_are_of_the_greatest_that_is_known():
    bars = rank_values([Estimate(math.nan), Estimate(5, 6), Estimate(4), Estimate(8)], WORDS)
    assert [bar.share for bar in bars] == [None, None, 0.5, 1]
    assert [bar.share for bar in rank_values([Estimate(0), Estimate(0)], WORDS)] == [None, None]


def test_published_and_measured_areas_have_one_scale(zone):
    """The core's 4.62 km², published and drawn, beside an assumed 110 km² drawn alone."""
    bars = compare_areas(Measured(zone), ["longmatan-core", "jiangyang-district"], "en")
    assert bars["published_area_km2"][0].share == pytest.approx(4.62 / 110, rel=1e-3)
    # The assumed one has no bar of its own while its size is unsure.
    for published, drawn in zip(bars["published_area_km2"], bars["area_m2"], strict=True):
        if published.share is not None:
            assert drawn.share == pytest.approx(published.share, rel=1e-3)


def test_an_assumed_area_has_no_rank(zone):
    bars = compare_areas(Measured(zone), ["longmatan-core", "jiangyang-district"], "en")
    assert [bar.rank for bar in bars["area_m2"]] == ["", ""]
    assert bars["published_area_km2"][1].share is None


def test_distances_are_ranked_place_by_place(zone):
    measured = Measured(zone)
    ids = ["luxian-district", "big-data-park"]
    bars = compare_distances(measured, ids, "en")
    assert len(bars) == len(zone.places)
    chengdu = bars[list(zone.places.index).index("chengdu")]
    assert [bar.rank for bar in chengdu] == ["nearer", "farther"]  # 204.6 ±4.2 and 244 ±6.2 km
