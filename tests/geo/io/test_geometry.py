"""Coordinates become valid, oriented shapes, or a sentence that names the feature."""

import json
from datetime import date

import pytest
import shapely

from geo.io.geometry import read_shape
from geo.quality import check_file
from geo.zone import read_zone

EAST = "made.geojson, feature 2 (“east”)"


RING = [[105.6, 28.9], [105.7, 28.9], [105.7, 29.0], [105.6, 29.0], [105.6, 28.9]]


HOLE_OUTSIDE = [[1, 1], [2, 1], [2, 2], [1, 1]]


GEOMETRIES = {
    "null": (None, "has no geometry. Draw it"),
    "text": ("POLYGON EMPTY", "has the geometry “POLYGON EMPTY”. Use one of Polygon, MultiPolygon"),
    "list": ([], "has the geometry “[]”. Use one of Polygon, MultiPolygon"),
    "point": (
        {"type": "Point", "coordinates": [1, 2]},
        "has the geometry “Point”. Use one of Polygon",
    ),
    "collection": (
        {"type": "GeometryCollection", "geometries": []},
        "Use one of Polygon, MultiPolygon",
    ),
    "no coordinates": ({"type": "Polygon"}, "the coordinate “null”, which is not a number. Use"),
    "surrogate type": ({"type": "\ud800"}, "has the geometry “\\ud800”. Use one of Polygon"),
    "no polygons": ({"type": "MultiPolygon", "coordinates": []}, "has an empty geometry. Draw it"),
}


COORDINATES = {
    "none": ([], "has an empty geometry. Draw it"),
    "empty ring": ([[]], "has an empty geometry. Draw it"),
    "object": ({}, "has the coordinate “{}”, which is not a number"),
    "null": ([[[None, 1]]], "has the coordinate “null”, which is not a number"),
    "text": ([[["105.6", 28.9]]], "has the coordinate “105.6”, which is not a number. Use degrees"),
    "true": ([[[True, 1]]], "has the coordinate “true”, which is not a number"),
    "NaN": ([[[float("nan"), 1]]], "has a coordinate that is NaN or infinite. Use degrees"),
    "infinite": ([[[float("-inf"), 1]]], "has a coordinate that is NaN or infinite. Use degrees"),
    "400 digits": ([[[10**400, 1]]], "has a coordinate that is NaN or infinite. Use degrees"),
    "two corners": ([[[1, 1], [2, 2], [1, 1]]], "is not a valid shape: too few points"),
    "open ring": (
        [RING[:-1]],
        "do not form a Polygon. Write positions as [longitude, latitude] and",
    ),
    "one number each": ([[[1], [2], [3], [1]]], "do not form a Polygon. Write positions"),
    "four numbers each": ([[[*xy, 0, 0] for xy in RING]], "do not form a Polygon. Write positions"),
    "flat": ([1, 2, 3, 4], "do not form a Polygon. Write positions"),
    "too deep": ([[[[[1, 2]]]]], "do not form a Polygon. Write positions"),
    "bow tie": (
        [[RING[0], RING[2], RING[1], RING[3], RING[0]]],
        "valid shape: self-intersection at 105.65, 28.95",
    ),
    "way back": ([[[1, 1], [2, 2], [1, 1], [1, 1]]], "is not a valid shape: too few points"),
    "hole outside": ([RING, HOLE_OUTSIDE], "is not a valid shape: hole lies outside shell"),
    "swapped": ([[[y, x] for x, y in RING]], "has latitude before longitude. GeoJSON puts"),
    "metres": ([[[x * 1e4, y * 1e5] for x, y in RING]], "look like projected metres, not degrees"),
    "beyond 180": ([[[x + 75, y] for x, y in RING]], "lies outside longitude −180 to 180"),
    "beyond 90": ([[[x + 5, y + 61.5] for x, y in RING]], "lies outside longitude −180 to 180"),
    "around the back": (
        [[[179, 28], [-179, 28], [-179, 29], [179, 29], [179, 28]]],
        "has an edge that spans 180° of longitude or more. Cut it at the antimeridian",
    ),
}


SHAPES = {f"geometry {key}": value for key, value in GEOMETRIES.items()} | {
    f"coordinates {key}": ({"type": "Polygon", "coordinates": rings}, words)
    for key, (rings, words) in COORDINATES.items()
}


@pytest.mark.parametrize(("geometry", "words"), SHAPES.values(), ids=SHAPES)
def test_faulty_shape_names_its_feature(refusal, write_zone_file, collection, geometry, words):
    collection["features"][1]["geometry"] = geometry
    sentence = refusal(write_zone_file(collection))
    assert sentence.startswith((f"{EAST} has ", f"{EAST} is ", f"{EAST} lies "))
    assert words in sentence


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 5000])
def test_number_beyond_all_is_not_finite(refusal, write_zone_file, collection, number):
    text = json.dumps(collection).replace("105.6,", f"{number},")
    assert f"{EAST} has a coordinate that is NaN or infinite" in refusal(write_zone_file(text))


def test_cap_around_a_pole_is_read(write_zone_file, collection):
    parallel = [(180, -80), (90, -81), (0, -82), (-90, -81), (-180, -80)]
    ring = [(-180, -90), (180, -90), *parallel, (-180, -90)]
    collection["features"][1]["geometry"]["coordinates"] = [ring]
    assert len(read_zone(write_zone_file(collection)).parts) == 3


def test_rings_are_oriented(write_zone_file, collection):
    collection["features"][1]["geometry"]["coordinates"] = [RING[::-1]]
    assert read_zone(write_zone_file(collection)).parts.geometry["east"].exterior.is_ccw


SQUARE = [[105, 28], [106, 28], [106, 29], [105, 28]]
HOLE = [[105.5, 28.1], [105.6, 28.2], [105.6, 28.1], [105.5, 28.1]]


@pytest.mark.parametrize(
    ("kind", "coordinates", "left"),
    [
        ("Polygon", [SQUARE, []], [SQUARE]),
        ("Polygon", [SQUARE, [], HOLE, []], [SQUARE, HOLE]),
        ("MultiPolygon", [[SQUARE], []], [[SQUARE]]),
        ("MultiPolygon", [[[]], [SQUARE, [], HOLE]], [[SQUARE, HOLE]]),
        ("MultiLineString", [[], SQUARE[:2]], [SQUARE[:2]]),
        ("MultiPolygon", [[], [[]]], []),
        ("Polygon", [[]], [[]]),
        ("Polygon", [], [[]]),
    ],
)
def test_empty_holes_and_pieces_are_left_out(kind, coordinates, left):
    shape = read_shape({"type": kind, "coordinates": coordinates}, (kind,), "it")
    assert json.loads(shapely.to_geojson(shape)) == {"type": kind, "coordinates": left}


@pytest.mark.parametrize("coordinates", [[SQUARE, []], [SQUARE, [], HOLE[::-1]]])
def test_checks_take_a_zone_with_an_empty_hole(write_zone_file, collection, coordinates):
    geometry = {"type": "Polygon", "coordinates": [coordinates[0][::-1], *coordinates[1:]]}
    collection["features"][0]["geometry"] = geometry
    found = check_file(write_zone_file(collection), today=date(2026, 11, 26))
    assert "ring-direction" in {each.rule for each in found}
