"""What the map layer draws: kinds named once, and a zone in one piece."""

import json

import geopandas as gpd
import pytest
import shapely

from geo.measured import Measured
from geo.zone import DEFAULT_PATH, read_zone
from maps.web.layer_data import encode_shapes, make_layer_data, make_view_bounds, nesting_depths


@pytest.fixture(scope="module")
def measured():
    return Measured(read_zone(DEFAULT_PATH))


def test_a_measured_area_of_a_schematic_part_never_stands_alone(measured):
    said = (("en", "schematic", "assumed", "published"), ("zh", "示意", "假定", "公布"))
    for lang, schematic, assumed, published in said:
        data = make_layer_data(measured, lang=lang, bounds={})
        for part_id, _name, area, kind, _paths, _doubt in data["parts"]:
            is_published = part_id in {"longmatan-core", "pharmaceutical-park", "big-data-park"}
            assert (assumed in area) != is_published
            assert data["kinds"][kind]["areaKind"] == (published if is_published else "")
            assert schematic in data["kinds"][kind]["placementLabel"]


def test_a_zone_across_the_antimeridian_is_drawn_in_one_piece(tmp_path):
    boxes = [shapely.box(179.8, -17, 180, -16.5), shapely.box(-180, -17, -179.7, -16.5)]
    features = [
        {
            "type": "Feature",
            "properties": {"id": str(n), "kind": "park"},
            "geometry": json.loads(shapely.to_geojson(box)),
        }
        for n, box in enumerate(boxes)
    ]
    path = tmp_path / "fiji.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert make_view_bounds(read_zone(path))["zone"] == [[-17.0, 179.8], [-16.5, 180.3]]


def test_a_part_says_what_it_is_called_and_of_which_kind(made_zone):
    data = make_layer_data(Measured(made_zone), lang="zh", bounds={})
    west, east, inner = data["parts"]
    assert [row[1] for row in data["parts"]] == ["西区", "东区", "Inner"]
    assert [data["kinds"][row[3]]["nameLang"] for row in (west, inner)] == ["zh-Hans", "en"]
    assert west[3] != east[3]  # surveyed and schematic
    assert "depth" not in data["kinds"][0]


def test_parts_of_a_large_zone_are_in_the_order_of_the_outline(made_zone, monkeypatch):
    monkeypatch.setattr("maps.content.part_list.MANY", 2)
    data = make_layer_data(Measured(made_zone), lang="en", bounds={})
    assert [row[0] for row in data["parts"]] == ["west", "inner", "east"]
    assert [data["kinds"][row[3]]["depth"] for row in data["parts"]] == [0, 1, 0]


def test_depths_of_a_deep_zone_need_no_recursion():
    chain = [(str(n), str(n - 1) if n else None) for n in range(5000)]
    assert nesting_depths(chain)["4999"] == 4999


def test_holes_and_pieces_stay_with_their_shape():
    holed = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 2, 2))
    shapes = gpd.GeoSeries(
        [
            shapely.MultiPolygon([holed, shapely.box(5, 5, 6, 6)]),
            shapely.Polygon(),
            shapely.LineString([(0, 0), (1, 1)]),
        ]
    )
    assert [[len(rings) for rings in each] for each in encode_shapes(shapes)] == [[2, 1], [0], [1]]


def test_the_unnamed_have_an_empty_name(zone):
    data = make_layer_data(Measured(zone), lang="en", bounds={})
    unnamed = zone.context[zone.context["name"].isna() & zone.context["name_zh"].isna()]
    assert sum(not each["name"] for each in data["context"]) == len(unnamed)
