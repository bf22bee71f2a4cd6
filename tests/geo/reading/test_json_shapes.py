"""Geometries of JSON that are none: each is refused in words, at whatever depth it stands."""

import pytest

from geo.reading.json_shapes import GEOMETRY_TYPES, read_json_shape
from geo.reading.shape_tree import ShapeError, ShapeNotes

SQUARE = {"type": "Polygon", "coordinates": [[[105, 28], [106, 28], [106, 29], [105, 28]]]}


def within(member):
    return {"type": "GeometryCollection", "geometries": [SQUARE, member]}


@pytest.mark.parametrize("wrap", [lambda it: it, within, lambda it: within(within(it))])
@pytest.mark.parametrize(
    "geometry",
    [
        *GEOMETRY_TYPES,  # the name of a type, where a geometry of that type should be
        *({"type": each} for each in GEOMETRY_TYPES),
        *({"type": each, "coordinates": each, "geometries": each} for each in GEOMETRY_TYPES),
        *({"type": [each], "coordinates": []} for each in GEOMETRY_TYPES),
        ["Polygon"],
        3,
        True,
        "",
    ],
    ids=str,
)
def test_what_is_no_geometry_is_refused(geometry, wrap):
    with pytest.raises(ShapeError):
        read_json_shape(wrap(geometry), ShapeNotes())
