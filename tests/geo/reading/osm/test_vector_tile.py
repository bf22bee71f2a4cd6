"""Tiles read as shapes, against the package that writes them."""

import mapbox_vector_tile
import pytest
import shapely

from geo.reading.osm.vector_tile import MOST_FEATURES, read_tile

SHAPES = [
    shapely.Point(5, 7),
    shapely.MultiPoint([(1, 2), (3, 4)]),
    shapely.LineString([(0, 0), (10, 0), (10, 7)]),
    shapely.MultiLineString([[(0, 0), (5, 5)], [(9, 9), (-8, 4100)]]),
    shapely.orient_polygons(shapely.box(0, 0, 9, 9).difference(shapely.box(2, 2, 4, 4))),
    shapely.orient_polygons(
        shapely.MultiPolygon([shapely.box(0, 0, 3, 3), shapely.box(5, 5, 9, 9)])
    ),
]
TAGS = {"name": "龙马大道", "rank": 3, "layer": -2, "bridge": True, "width": 2.5, "empty": ""}


def encode(shape, tags=TAGS, extent=4096):
    layer = {"name": "made", "features": [{"geometry": shape, "properties": tags}]}
    options = {"y_coord_down": True, "check_winding_order": False, "extents": extent}
    return mapbox_vector_tile.encode([layer], default_options=options)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.geom_type)
def test_shapes_and_tags_are_read_as_they_were_written(shape):
    (found,) = read_tile(encode(shape))["made"]
    assert found.tags == TAGS
    assert shapely.normalize(found.shape).equals(shapely.normalize(shape))


def test_other_extents_are_converted():
    (found,) = read_tile(encode(shapely.Point(256, 0), extent=512))["made"]
    assert found.shape.equals(shapely.Point(2048, 0))


def test_a_tile_that_is_cut_off_is_refused_or_has_less():
    whole = encode(SHAPES[4])
    for length in range(len(whole)):
        try:
            found = read_tile(whole[:length])
        except ValueError:
            continue
        assert found.get("made", []) == []


def test_a_layer_with_too_many_features_is_refused():
    empty = b"\x12\x00" * (MOST_FEATURES + 1)
    length = len(empty)
    varint = bytes([length & 127 | 128, length >> 7 & 127 | 128, length >> 14])
    with pytest.raises(ValueError, match="too many features"):
        read_tile(b"\x1a" + varint + empty)


@pytest.mark.parametrize("junk", [b"\xff" * 12, b"\x1a\xc8", b"\x0f\x01", b"\x1b", b"\x1a\x02\x12"])
def test_junk_is_refused(junk):
    with pytest.raises(ValueError, match=r"."):
        read_tile(junk)
