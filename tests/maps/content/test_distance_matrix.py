"""The matrix of distances, and the nearest part of each kind, against the table."""

import math
from dataclasses import replace

import pytest
from shapely import Point, box

from geo.measured import Measured
from maps.content.distance_matrix import (
    describe_nearest_part,
    find_nearest_parts,
    make_distance_matrix,
)
from maps.content.measures import join_uncertainty


@pytest.fixture(scope="module")
def measured(zone):
    return Measured(zone)


def test_each_part_has_a_cell_for_each_place(measured):
    matrix = make_distance_matrix(measured, "en")
    assert [row.part.id for row in matrix] == list(measured.zone.parts.index)
    assert {len(row.cells) for row in matrix} == {len(measured.zone.places)}
    table = measured.distances.set_index(["id", "place"])["distance_m"]
    for row in matrix:
        for place, cell in zip(measured.zone.places.index, row.cells, strict=True):
            if cell.distance.startswith("no more"):
                assert cell.uncertainty == ""
            else:
                shown_km = float(cell.distance.removesuffix(" km"))
                assert shown_km == pytest.approx(table[row.part.id, place] / 1000, abs=0.6)


def test_the_nearest_of_a_kind_is_named_with_all_that_could_be_nearer(measured):
    table = measured.distances[measured.distances["place"] == "chengdu"].set_index("id")
    low = table["distance_m"] - table["position_uncertainty_m"]
    high = table["distance_m"] + table["position_uncertainty_m"]
    kinds = measured.zone.parts["kind"]
    found = {each.kind_label: each for each in find_nearest_parts(measured, "chengdu", "en")}
    assert list(found) == ["Core", "Sub-zone", "Park"]
    for label, kind in (("Sub-zone", "district"), ("Park", "park")):
        ids = kinds.index[kinds == kind]
        nearest = table.loc[ids, "distance_m"].idxmin()
        assert found[label].part.id == nearest
        rivals = {each for each in ids if each != nearest and low[each] <= high[nearest]}
        assert {each.id for each in found[label].rivals} == rivals
    assert found["Park"].rivals == []
    assert found["Park"].part.remark == "205.6 km ±4.2 km"


def test_a_part_alone_of_its_kind_is_named_with_its_distance(measured):
    for place in measured.zone.places.index:
        core, *others = find_nearest_parts(measured, place, "en")
        assert (core.part.id, core.rivals, core.is_only) == ("longmatan-core", [], True)
        [row] = [
            each for each in measured.of_part("longmatan-core").distances if each["place"] == place
        ]
        assert core.part.remark == join_uncertainty(
            row["distance_m"], row["position_uncertainty_m"], "en"
        )
        assert not any(each.is_only for each in others)


def test_a_zone_of_one_part_has_nothing_to_compare(made_zone):
    alone = Measured(replace(made_zone, parts=made_zone.parts.iloc[:1]))
    assert [find_nearest_parts(alone, place, "en") for place in made_zone.places.index] == [
        []
    ] * len(made_zone.places)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_only_what_no_other_can_be_nearer_than_is_marked(measured, lang):
    places = list(measured.zone.places.index)
    marked = {
        (places[n], row.part.id)
        for row in make_distance_matrix(measured, lang)
        for n, cell in enumerate(row.cells)
        if cell.is_nearest
    }
    sure = {
        (place, each.part.id)
        for place in places
        for each in find_nearest_parts(measured, place, lang)
        if not each.rivals and not each.is_only
    }
    assert marked == sure
    assert ("chengdu", "pharmaceutical-park") in marked
    assert not any(place == "chongqing" for place, _ in marked)


def test_a_part_that_states_no_uncertainty_could_always_be_nearest(made_zone):
    parts = made_zone.parts.copy()
    parts["kind"] = "park"
    parts["position_uncertainty_m"] = float("nan")
    unsure = Measured(replace(made_zone, parts=parts))
    for place in made_zone.places.index:
        (found,) = find_nearest_parts(unsure, place, "en")
        assert len(found.rivals) == len(parts) - 1


def test_of_parts_that_are_equally_near_none_is_said_to_be_the_nearest(made_zone):
    parts = made_zone.parts.iloc[:2].copy()
    parts["kind"], parts["position_uncertainty_m"] = "park", 0.0
    parts["geometry"] = [box(105.27, 29.1, 105.3, 29.3), box(105.5, 29.1, 105.53, 29.3)]
    places = made_zone.places.iloc[:1].copy()
    places["geometry"], places["position_uncertainty_m"] = [Point(105.4, 29.2)], 0.0
    even = Measured(replace(made_zone, parts=parts, places=places))
    (found,) = find_nearest_parts(even, places.index[0], "en")
    assert len(found.rivals) == 1
    assert not any(
        cell.is_nearest for row in make_distance_matrix(even, "en") for cell in row.cells
    )


def test_what_is_said_of_the_nearest_part_is_that_of_the_table(zone):
    """The one of any kind: no row of the table is nearer, and what could be is not ruled out."""
    measured = Measured(zone)
    for place in zone.places.index:
        rows = measured.distances[measured.distances["place"] == place]
        first = rows.loc[rows["distance_m"].idxmin()]
        part_id, said = describe_nearest_part(measured, place, "en")
        assert part_id == first["id"]
        assert f": {zone.part(first['id'])['name']}, " in said
        assert "±" in said


def test_what_could_be_nearer_is_named_as_the_table_of_its_kind_names_it(measured):
    for place in measured.zone.places.index:
        part_id, said = describe_nearest_part(measured, place, "en")
        [same] = [
            each for each in find_nearest_parts(measured, place, "en") if part_id == each.part.id
        ]
        _, _, told = said.partition("; ")
        assert all(each.name.text in told for each in same.rivals)
        assert said.startswith("nearest as drawn: " if told else "nearest: ")
        assert told.endswith(" could be nearer") or not told


def test_what_lies_in_the_nearest_part_is_no_rival_of_it(measured):
    """Chengdu: the park in the district is as far as its edge, or farther."""
    _, said = describe_nearest_part(measured, "chengdu", "en")
    assert said == "nearest: Luxian Area, 204.6 km ±4.2 km"


def test_of_many_that_could_be_nearer_the_first_are_named(zone):
    parts = zone.parts.assign(position_uncertainty_m=1e6, parent=None)
    _, said = describe_nearest_part(Measured(replace(zone, parts=parts)), "chongqing", "zh")
    assert said.endswith("等另有 4 个分区可能更近")
    assert said.count("、") == 2


def test_the_nearest_part_is_certain_where_no_other_can_be_as_near(zone):
    parts = zone.parts.assign(position_uncertainty_m=0.0)
    measured = Measured(replace(zone, parts=parts))
    assert describe_nearest_part(measured, "chongqing", "en")[1].startswith(
        "nearest: Luxian Area, "
    )
    unstated = parts.assign(position_uncertainty_m=math.nan)
    _, unsure = describe_nearest_part(Measured(replace(zone, parts=unstated)), "chongqing", "en")
    assert unsure.startswith("nearest as drawn: Luxian Area, ")
    assert "± not stated; " in unsure


def test_the_only_part_needs_no_word_for_the_nearest(zone):
    measured = Measured(replace(zone, parts=zone.parts.loc[["luxian-district"]]))
    _, said = describe_nearest_part(measured, "chongqing", "zh")
    assert said == "泸县片区，118.5 km ±4.7 km"
