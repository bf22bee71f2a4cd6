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


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "nearest as drawn: Luxian Area, 118.5 km ±4.7 km; "
            "Jiangyang Area, Longmatan Core Area could be nearer",
        ),
        ("zh", "按所绘轮廓最近：泸县片区，118.5 km ±4.7 km；江阳片区、龙马潭核心区可能更近"),
    ],
)
def test_a_place_says_which_part_is_nearest_and_how_far(zone, lang, said):
    entries = {each["id"]: each for each in make_search_index(Measured(zone), lang)}
    assert entries["chongqing"]["nearest"] == said
    assert entries["chongqing"]["nearestPart"] == "luxian-district"
    told = [key for key, each in entries.items() if "nearest" in each]
    assert told == [*zone.places.index, *zone.stations.index]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "nearest park as drawn: Pharmaceutical industrial park, 123.5 km ±4.7 km; "
               "perhaps one of 4 others"),
        ("zh", "按所绘轮廓最近的产业园：医药产业园，123.5 km ±4.7 km；另有 4 个产业园可能更近"),
    ],
)  # fmt: skip
def test_a_place_says_which_park_is_nearest(zone, lang, said):
    entries = {each["id"]: each for each in make_search_index(Measured(zone), lang)}
    assert entries["chongqing"]["nearestPark"] == said
    parks = zone.parts[zone.parts["kind"] == "park"]
    rows = Measured(zone).distances
    rows = rows[(rows["place"] == "chongqing") & rows["id"].isin(parks.index)]
    assert rows.loc[rows["distance_m"].idxmin(), "id"] == "pharmaceutical-park"


def test_a_station_says_it_as_a_place_does(zone):
    entries = {each["id"]: each for each in make_search_index(Measured(zone), "zh")}
    east = entries["luzhou-east-station"]
    assert east["nearest"] == (
        "按所绘轮廓最近：江阳片区，19.5 km ±5.3 km；龙马潭核心区、泸县片区可能更近"
    )
    assert east["nearestPart"] == "jiangyang-district"


@pytest.mark.parametrize("word", ["station", "火车站", "高铁站", "gaotiezhan"])
def test_what_stations_are_called_finds_all_of_them_and_nothing_else(zone, word):
    found = [e["id"] for e in make_search_index(Measured(zone), "en") if word in e["keys"]]
    assert found == list(zone.stations.index)


def test_it_is_said_of_hundreds_of_parts_too(zone, monkeypatch):
    monkeypatch.setattr("geo.measured.FEW", 3)
    entries = make_search_index(Measured(zone), "en")
    told = [each["id"] for each in entries if "nearest" in each]
    assert told == [*zone.places.index, *zone.stations.index]


@pytest.mark.parametrize("limit", ["MOST_PAIRS", "MOST_VERTEX_PAIRS"])
def test_the_places_of_thousands_of_parts_do_not_measure_them(zone, monkeypatch, limit):
    monkeypatch.setattr("geo.measured.FEW", 3)
    monkeypatch.setattr(f"maps.content.search_index.{limit}", 40)
    assert not any("nearest" in each for each in make_search_index(Measured(zone), "en"))
