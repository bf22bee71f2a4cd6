"""Names to search for: both languages, and pinyin."""

import pytest

from geo.measured import Measured
from maps.content.search_index import make_pinyin_keys, make_search_index


@pytest.mark.parametrize(
    ("name", "spelled"),
    [("泸州", "luzhou"), ("长宁县", "changningxian"), ("重庆", "chongqing"), ("绿", "lu")],
)
def test_pinyin_has_no_tones(name, spelled):
    assert spelled in make_pinyin_keys(name)


def test_everything_with_a_name_is_listed(zone):
    entries = make_search_index(Measured(zone), "en")
    groups = [entry["group"] for entry in entries]
    assert groups == sorted(groups, key=["part", "place", "station", "county"].index)
    assert groups.count("part") == len(zone.parts)
    assert groups.count("place") == len(zone.places)
    assert groups.count("station") == len(zone.stations)


def test_an_entry_is_found_by_both_names_and_has_its_doubt(zone):
    core = make_search_index(Measured(zone), "zh")[0]
    assert (core["name"], core["other"]) == ("龙马潭核心区", "")
    english = make_search_index(Measured(zone), "en")[0]
    assert (english["name"], english["other"]) == ("Longmatan Core Area", "龙马潭核心区")
    assert {"lmthxq", "longmatanhexinqu", "longmatancorearea"} <= set(core["keys"])
    assert core["doubt_m"] == 10_000


def test_a_station_is_found_by_both_names(zone):
    (east,) = (
        entry for entry in make_search_index(Measured(zone), "en") if "泸州东站" in entry["keys"]
    )
    assert (east["name"], east["kind"]) == ("Luzhou East Station", "Railway station")
    assert {"luzhoueaststation", "luzhoudongzhan"} <= set(east["keys"])
    assert east["at"] == [29.06083, 105.63608]


def test_what_is_unknown_is_null(made_zone):
    east = next(
        entry for entry in make_search_index(Measured(made_zone), "en") if entry["id"] == "east"
    )
    assert east["doubt_m"] is None
