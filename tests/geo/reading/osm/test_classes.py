import pytest

from geo.reading.osm.classes import classify_area, classify_line, classify_point


def said(found):
    return [(each.layer, *dict(each.attributes).values()) for each in found]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ({"highway": "motorway", "ref": "G76"}, [("streets", "motorway"),
                                                 ("street_labels", "motorway", "G76")]),
        ({"highway": "trunk_link", "name": "x"}, [("streets", "trunk", True)]),
        ({"highway": "residential", "tunnel": "yes", "layer": "-2"},
         [("streets", "residential", True, -2)]),
        ({"highway": "primary", "bridge": "viaduct", "layer": "--9"},
         [("streets", "primary", True)]),
        ({"railway": "rail", "service": "yard"}, [("streets", "rail")]),
        ({"waterway": "river", "name": "Po"}, [("water_lines", "river"),
                                              ("water_lines_labels", "river", "Po")]),
        ({"highway": "proposed"}, []), ({"highway": "construction"}, []), ({}, []),
    ],
)  # fmt: skip
def test_a_line_is_of_a_class_of_shortbread(tags, found):
    assert said(classify_line(tags, is_closed=False)) == found


def test_a_square_is_an_area_and_not_a_line():
    square = {"highway": "pedestrian", "area": "yes"}
    assert said(classify_line(square, is_closed=True)) == []
    assert said(classify_area(square)) == [("street_polygons", "pedestrian")]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ({"building": "yes"}, [("buildings", "building")]), ({"building": "no"}, []),
        ({"natural": "water", "water": "river"}, [("water_polygons", "river")]),
        ({"natural": "water", "name": "Ebro"}, [("water_polygons", "water"),
                                               ("water_polygons_labels", "water", "Ebro")]),
        ({"waterway": "riverbank"}, [("water_polygons", "river")]),
        ({"natural": "wood"}, [("land", "forest")]),
        ({"aeroway": "aerodrome", "name": "A"}, [("land", "aerodrome"),
                                                ("public_transport", "aerodrome", 3, "A")]),
        ({"landuse": "farmland"}, []),
    ],
)  # fmt: skip
def test_an_area_is_of_a_class_of_shortbread(tags, found):
    assert said(classify_area(tags)) == found


def rank_of(tags, seats=None):
    (found,) = classify_point(tags, seats or {}, node_id=7)
    return dict(found.attributes)["rank"], found.zoom


def test_seats_rank_by_their_level_and_not_by_their_population():
    village = {"place": "village", "name": "A", "population": "9000000"}
    town = {"place": "town", "name": "B", "population": "10"}
    assert rank_of(town, {7: 5}) < rank_of(town, {7: 6}) < rank_of(town) < rank_of(village)
    assert rank_of({**town, "capital": "yes"}) == (1, 4)
    assert rank_of({**town, "capital": "junk"}) == rank_of(town)
