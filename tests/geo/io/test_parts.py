"""The parts of a zone file; their features are read as `test_geojson.py` shows."""

import json

import pytest
import shapely

from geo.errors import InputError
from geo.io.parts import read_parts

GLOBE = json.loads(shapely.to_geojson(shapely.box(-180, -90, 180, 90)))
SQUARE = json.loads(shapely.to_geojson(shapely.box(105, 28, 106, 29)))


def collect(*geometries):
    return {
        "features": [
            {
                "type": "Feature",
                "properties": {"id": f"p{n}", "name": "P", "kind": "district"},
                "geometry": geometry,
            }
            for n, geometry in enumerate(geometries)
        ]
    }


def test_parts_are_indexed_by_id():
    assert list(read_parts(collect(SQUARE, GLOBE), name="a").index) == ["p0", "p1"]


@pytest.mark.parametrize(
    ("geometries", "said"),
    [
        ([], "a has no features. A zone needs at least one part."),
        ([GLOBE], "a has no edge: all its parts cover the whole globe. Draw a smaller part."),
        (
            [GLOBE, GLOBE],
            "a has no edge: all its parts cover the whole globe. Draw a smaller part.",
        ),
    ],
)
def test_a_zone_needs_a_part_with_an_edge(geometries, said):
    with pytest.raises(InputError) as refused:
        read_parts(collect(*geometries), name="a")
    assert str(refused.value) == said
