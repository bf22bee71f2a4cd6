"""The companion is read without an engine, on every Python."""

import json
import math

import pytest

from geo.errors import InputError
from geo.roads.companion import ATTRIBUTION, read_roads, write_roads
from geo.roads.gates import read_gates
from geo.zone import read_zone

BIG = 10**8


def find_figure(roads, *key):
    return next(
        each for each in roads.figures
        if (each.part, each.place, each.direction, each.vehicle) == key
    )  # fmt: skip


def test_figures_are_read_as_they_were_written(kept_path):
    roads = read_zone(kept_path).roads
    assert roads.is_current
    assert len(roads.figures) == 3 * 5 * 2 * 2
    figure = find_figure(roads, "plot", "east", "to", "car")
    assert (figure.least_m, figure.least_s, figure.has_toll) == (35_330.0, 1_694.8, True)
    assert figure.toll_free_m == 27_276.0
    assert figure.line.geom_type == "LineString"
    assert find_figure(roads, "plot", "east", "from", "car").line is None


def test_an_unreachable_place_is_missing_and_never_zero(kept_path):
    figure = find_figure(read_zone(kept_path).roads, "isle", "east", "to", "car")
    assert figure.status == "no_connection"
    numbers = (figure.least_m, figure.most_m, figure.least_s, figure.most_s, figure.along_m)
    assert all(map(math.isnan, numbers))
    assert math.isnan(figure.ratio)
    text = kept_path.with_name("roads.geojson").read_text("utf-8")
    properties = [each["properties"] for each in json.loads(text)["features"]]
    unreached = [each for each in properties if each.get("status") not in {"found", None}]
    assert unreached
    assert all(each["least_m"] is None and each["least_s"] is None for each in unreached)


def test_a_written_file_read_and_written_again_is_the_same(kept_path):
    zone = read_zone(kept_path)
    gates = read_gates(kept_path, zone.parts, max_bytes=BIG)
    before = kept_path.with_name("roads.geojson").read_bytes()
    assert write_roads(zone.roads, parts=zone.parts, places=zone.places, gates=gates) == before


def test_a_zone_without_the_file_has_no_figures_and_the_same_digest(kept_path):
    with_roads = read_zone(kept_path)
    kept_path.with_name("roads.geojson").unlink()
    without = read_zone(kept_path)
    assert without.roads is None
    assert without.digest != with_roads.digest
    assert read_roads(kept_path, without.parts, without.places, max_bytes=BIG) == (None, b"")


def move_first(path, by_deg):
    content = json.loads(path.read_bytes())
    geometry = content["features"][0]["geometry"]
    if geometry["type"] == "Point":
        geometry["coordinates"][0] += by_deg
    else:
        for point in geometry["coordinates"][0]:
            point[0] += by_deg
    path.write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize(("name", "changed"), [("boundaries", "parts"), ("places", "places")])
def test_a_moved_outline_or_place_makes_the_figures_stale(kept_path, name, changed):
    move_first(kept_path.with_name(f"{name}.geojson"), 1e-6)
    roads = read_zone(kept_path).roads
    assert not roads.is_current
    assert roads.changed == (changed,)


def test_a_new_gate_makes_the_figures_stale(kept_path):
    gate = {"type": "Feature", "properties": {"id": "g", "part": "plot"},
            "geometry": {"type": "Point", "coordinates": [105.4, 28.87]}}  # fmt: skip
    kept_path.with_name("gates.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [gate]})
    )
    assert read_zone(kept_path).roads.changed == ("gates",)


@pytest.mark.parametrize("member", ["position_uncertainty_m", "placement"])
def test_another_uncertainty_makes_the_figures_stale(kept_path, member):
    content = json.loads(kept_path.read_bytes())
    changed = {"position_uncertainty_m": 900, "placement": "digitised"}
    content["features"][1]["properties"][member] = changed[member]
    kept_path.write_text(json.dumps(content), "utf-8")
    assert read_zone(kept_path).roads.changed == ("parts",)


def test_other_words_leave_the_figures_current(kept_path):
    content = json.loads(kept_path.read_bytes())
    content["features"][0]["properties"]["note"] = "Another note."
    kept_path.write_text(json.dumps(content), "utf-8")
    assert read_zone(kept_path).roads.is_current


def first_route(content):
    return content["features"][0]["properties"]


def set_value(name, value):
    return lambda content: first_route(content).__setitem__(name, value)


def set_about(name, value):
    return lambda content: content["roads"].__setitem__(name, value)


def repeat(at):
    return lambda content: content["features"].append(content["features"][at])


def set_last(**values):
    return lambda content: content["features"][-1]["properties"].update(values)


def set_first(**values):
    return lambda content: first_route(content).update(values)


def set_extract(day):
    return lambda content: content["roads"]["extracts"][0].update(date=day)


FAULTS = {
    "kind": (set_value("kind", "road"), "kind is “road”. Use one of route, reach."),
    "status": (set_value("status", "maybe"), "status is “maybe”"),
    "no length": (set_value("least_m", None), "does not fit the figures"),
    "length without a way": (set_value("status", "no_connection"), "does not fit the figures"),
    "negative": (set_value("least_s", -5), "least_s is “-5”"),
    "text": (set_value("most_m", "12"), "most_m is “12”"),
    "least above most": (set_value("least_m", 9e9), "least figure is above the most"),
    "direction": (set_value("direction", "north"), "direction is “north”"),
    "half a point": (set_value("points_asked", 1.5), "whole number"),
    "version": (set_about("version", 2), "another format"),
    "engine": (set_about("engine", None), "engine is missing"),
    "extracts": (set_about("extracts", {}), "not a list"),
    "extract": (set_about("extracts", [{"name": "a"}]), "sha256 is missing"),
    "vehicles": (set_about("vehicles", []), "not an object"),
    "option": (set_about("vehicles", {"car": {"wings": 2}}), "contains the option “wings”"),
    "no vehicles": (set_about("vehicles", {}), "vehicles is empty. Run"),
    "fast": (set_about("vehicles", {"car": {"top_speed": 1e308}}), "a number from 10 to 252"),
    "light": (set_about("vehicles", {"car": {"weight": 0}}), "a number from 0.1 to 150"),
    "place": (set_first(place="nowhere"), "place “nowhere” is unknown"),
    "part": (set_first(part="nothing"), "part “nothing” is unknown"),
    "vehicle": (set_first(vehicle="rocket"), "vehicle “rocket” is unknown"),
    "part of an area": (set_last(part="nothing"), "part “nothing” is unknown"),
    "route twice": (repeat(0), "repeats an earlier feature"),
    "area twice": (repeat(-1), "repeats an earlier feature"),
    "far": (set_first(least_m=1e300, along_m=1e300, most_m=1e308), "least_m 1e+300 is too large"),
    "long": (set_first(most_s=1e308), "most_s 1e+308 is too large"),
    "gap": (set_first(gap_m=1e308), "gap_m 1e+308 is too large"),
    "points": (set_first(points_asked=10**30), "points_asked 1e+30 is too large"),
    "more answers": (set_first(points_answered=2), "more points answered than were asked"),
    "no answers": (set_first(points_answered=0), "does not fit the figures"),
    "length without tolls alone": (set_first(toll_free_s=None), "way without tolls"),
    "time without tolls alone": (set_first(toll_free_m=None), "way without tolls"),
    "without tolls of none": (set_first(has_toll=False), "way without tolls"),
    "short": (set_first(straight_m=36_100.0), "shorter than the straight line"),
    "another length": (set_first(along_m=35_331), "least figure is above the most"),
    "month": (set_extract("2026-13-01"), "date is “2026-13-01”, which is not a date"),
    "day": (set_extract("2026-02-30"), "not a date"),
    "year": (set_extract("9999-99-99"), "not a date"),
    "short date": (set_extract("20260501"), "not a date"),
    "digits": (set_extract("٢٠٢٦-٠٥-٠١"), "not a date"),
    "no about": (lambda content: content.pop("roads"), "not an object"),
    "a feature": (lambda content: content["features"].append(5), "not a GeoJSON Feature"),
    "minutes": (lambda content: content["features"][-1]["properties"].update(minutes=45),
                "minutes is “45”"),
    "an area without shape": (lambda content: content["features"][-1].update(geometry=None),
                              "feature 68"),
    "a line as area": (lambda content: content["features"][-1].update(
        geometry={"type": "LineString", "coordinates": [[105, 28], [106, 28]]}), "feature 68"),
    "a bow tie": (lambda content: content["features"][-1].update(
        geometry={"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}),
        "feature 68"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_contradicts_itself_is_refused_in_one_sentence(change_roads, fault):
    edit, said = FAULTS[fault]
    path = change_roads(edit)
    with pytest.raises(InputError) as caught:
        read_zone(path)
    sentence = str(caught.value)
    assert said in sentence
    assert sentence.startswith("roads.geojson")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "values",
    [
        {"straight_m": 35_900.0},  # as far as the roads are from the part and the place
        {"has_toll": True, "toll_free_m": None, "toll_free_s": None},
        {"points_asked": 9},
    ],
)
def test_what_a_computed_file_may_have_is_read(change_roads, values):
    read = find_figure(read_zone(change_roads(set_first(**values))).roads,
                       "plot", "east", "to", "car")  # fmt: skip
    assert all(value is None or getattr(read, name) == value for name, value in values.items())


def test_an_extract_without_a_date_is_read(change_roads):
    assert read_zone(change_roads(set_extract(None))).roads.extracts[0].date is None


def test_a_place_that_was_removed_makes_the_figures_stale(kept_path):
    places = kept_path.with_name("places.geojson")
    content = json.loads(places.read_bytes())
    del content["features"][0]
    places.write_text(json.dumps(content), "utf-8")
    assert read_zone(kept_path).roads.changed == ("places",)


@pytest.mark.parametrize("data", [b"", b"  ", b"{", b"[]", b"\xff\xfe", b'{"type": "Point"}'])
def test_what_is_no_collection_is_refused(kept_path, data):
    kept_path.with_name("roads.geojson").write_bytes(data)
    with pytest.raises(InputError, match=r"roads\.geojson"):
        read_zone(kept_path)


def test_a_credit_that_is_missing_is_the_usual_one(change_roads):
    path = change_roads(lambda content: content.pop("attribution"))
    assert read_zone(path).roads.attribution == ATTRIBUTION


def test_the_file_declares_itself_a_derived_database(kept_path):
    content = json.loads(kept_path.with_name("roads.geojson").read_bytes())
    assert content["roads"]["licence"] == "ODbL-1.0"
    assert "derived database" in content["roads"]["note"]
    assert "ODbL" in content["attribution"]
