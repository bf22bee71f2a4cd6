"""The kind of parts that state none."""

import geopandas as gpd
import pytest
from shapely import box

from geo.importing.kinds import choose_kind, find_kind, names_kinds
from geo.reading.layer import Layer


def make_layer(*columns, layer_name="", format_name="GeoPackage"):
    table = gpd.GeoDataFrame(
        {name: ["x"] for name in columns}, geometry=[box(0, 0, 1, 1)], crs="OGC:CRS84"
    )
    return Layer(table, (), (), format_name, layer_name, {}, None)


@pytest.mark.parametrize(
    ("layer", "name", "kind"),
    [
        (make_layer("用地性质"), "a.gpkg", "parcel"),
        (make_layer("DKBH"), "a.gpkg", "parcel"),
        (make_layer("name", layer_name="宗地"), "a.gpkg", "parcel"),
        (make_layer("name"), "parcels.gpkg", "parcel"),
        (make_layer("name", format_name="Boundary points"), "a.txt", "parcel"),
        (make_layer("name"), "zone.gpkg", "district"),
        (make_layer("area", "other.地块编号"), "zone.gpkg", "district"),
    ],
)
def test_kind_is_taken_from_names(layer, name, kind):
    found, why = choose_kind(layer, given=None, name=name)
    assert found == kind
    assert str(why).startswith(f"kind: {kind}")
    assert "--kind" in str(why)


def test_given_kind_counts():
    assert choose_kind(make_layer("地块"), given="park", name="a")[0] == "park"


def test_words_of_kinds():
    assert [find_kind(word) for word in ("宗地", " PARK ", "核心区", "片区", "工业", 3, None)] == [
        *("parcel", "park", "core", "district"),
        *(None, None, None),
    ]
    assert names_kinds(["工业", "产业园"])
    assert not names_kinds(["Polygon"])
