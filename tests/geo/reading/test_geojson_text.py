"""JSON of every variant; the oracle is the plot's own outline."""

import json

import pytest
import shapely

from geo.errors import InputError
from geo.reading import topojson
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

RING = [[105.41, 28.85], [105.42, 28.85], [105.42, 28.86], [105.41, 28.86], [105.41, 28.85]]
HOLE = [[105.412, 28.852], [105.412, 28.854], [105.414, 28.854], [105.412, 28.852]]
POLYGON = {"type": "Polygon", "coordinates": [RING, HOLE]}
FEATURE = {"type": "Feature", "properties": {"name": "甲"}, "geometry": POLYGON}
WANTED = shapely.Polygon(RING, [HOLE])
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.001, 0.001], "translate": [105.4, 28.8]},
    "objects": {"plots": {"type": "Polygon", "arcs": [[0], [~1]], "properties": {"name": "甲"}}},
    "arcs": [
        [[10, 50], [10, 0], [0, 10], [-10, 0], [0, -10]],
        [[12, 52], [2, 2], [-2, 0], [0, -2]],
    ],
}
ESRI = {
    "geometryType": "esriGeometryPolygon",
    "spatialReference": {"wkid": 4490},
    "features": [{"attributes": {"name": "甲"}, "geometry": {"rings": [RING[::-1], HOLE[::-1]]}}],
}
VARIANTS = {
    "collection": json.dumps({"type": "FeatureCollection", "features": [FEATURE]}),
    "feature": json.dumps(FEATURE),
    "lines": f"{json.dumps(FEATURE)}\n{json.dumps(FEATURE)}\n",
    "records": f"\x1e{json.dumps(FEATURE)}\n\x1e{json.dumps(FEATURE)}\n",
    "indented": json.dumps(FEATURE, indent=2),
    "topology": json.dumps(TOPOLOGY),
    "esri": json.dumps(ESRI),
    "esri feature": json.dumps(ESRI["features"][0] | {"spatialReference": {"wkid": 4326}}),
}


@pytest.fixture
def read(tmp_path):
    def read(text, **options):
        path = tmp_path / "a.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_layer(path, ReadOptions(**options))

    return read


@pytest.mark.parametrize("name", VARIANTS)
def test_variants_are_the_same_plot(read, name):
    table = read(VARIANTS[name]).table
    assert set(table["name"]) == {"甲"}
    for shape in table.geometry:
        assert shape.symmetric_difference(WANTED).area < 1e-12


def test_esri_arcs_are_split(read):
    arc = {"c": [[105.42, 28.86], [105.425, 28.855]]}
    ring = [[105.41, 28.85], [105.42, 28.85], arc, [105.41, 28.86], [105.41, 28.85]]
    feature = {"attributes": {}, "geometry": {"curveRings": [ring]}}
    layer = read(json.dumps({"features": [feature], "spatialReference": {"wkid": 4490}}))
    assert layer.table.geometry.iloc[0].bounds[2] == pytest.approx(105.425)
    assert any("Arcs were turned" in str(step) for step in layer.steps)


def test_a_property_called_geometry_stays(read):
    odd = FEATURE | {"properties": {"geometry": "v", "geometry_": 1}}
    assert read(json.dumps(odd)).table[["geometry", "geometry_"]].to_numpy().tolist() == [["v", 1]]


def test_arcs_repeated_beyond_measure_are_refused_before_anything_is_built(read, monkeypatch):
    def build(*_):
        raise AssertionError("built")

    monkeypatch.setattr(topojson, "_join_arcs", build)
    steps = [[10, 50], *[[1, 1]] * 1000]
    plot = {"type": "Polygon", "arcs": [[0, -1] * 600]}
    text = json.dumps(TOPOLOGY | {"arcs": [steps], "objects": {"plots": plot}})
    with pytest.raises(InputError, match=r"more than 20,020 points\. Save it as GeoJSON\.$"):
        read(text)


def test_arcs_that_each_neighbour_uses_are_read(read):
    steps = [[10, 50], *[[1, 0]] * 3000, *[[0, 1]] * 10, *[[-1, 0]] * 3000, [0, -10]]
    plots = {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]]}] * 12}
    assert len(read(json.dumps(TOPOLOGY | {"arcs": [steps], "objects": {"p": plots}})).table) == 12


@pytest.mark.parametrize(
    "text", ["{}", "[1, 2]", '"a"', '{"type": "Topology"}', '{"features": [7]}']
)
def test_what_is_none_of_them_is_one_sentence(read, text):
    with pytest.raises(InputError) as caught:
        read(text)
    assert str(caught.value).isprintable()


def test_gb_18030_is_asked_about_and_read(read):
    data = json.dumps(FEATURE, ensure_ascii=False).encode("gb18030")
    with pytest.raises(InputError, match=r"is not UTF-8 text\. Name its encoding with --encoding"):
        read(data)
    assert read(data, encoding="gb18030").table["name"].tolist() == ["甲"]
    with pytest.raises(InputError, match="encoding “klingon” is unknown"):
        read(data, encoding="klingon")


@pytest.mark.parametrize(
    ("own", "properties", "expected"),
    [
        (7, {"id": "P7"}, {"feature_id": "7", "id": "P7"}),
        ("a", {"id": "a"}, {"id": "a"}),
        (7, {"id": 7}, {"id": 7}),
        (7, {}, {"id": "7"}),
        (7, {"id": None}, {"id": "7"}),
        (7, {"id": "P", "feature_id": "x"}, {"feature_id": "x", "id": "P"}),
        (None, {"id": "P"}, {"id": "P"}),
        ([1], {"id": "P"}, {"id": "P"}),
    ],
)
def test_both_ids_of_a_feature_are_kept(tmp_path, own, properties, expected):
    geometry = {"type": "Point", "coordinates": [105, 28]}
    feature = {"type": "Feature", "id": own, "properties": properties, "geometry": geometry}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    table = read_layer(path).table
    assert table.drop(columns=table.geometry.name).to_dict("records") == [expected]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_utf_16_with_its_mark_is_read(tmp_path, encoding):
    feature = {"type": "Feature", "properties": {"name": "泸州"}, "geometry": None}
    feature["geometry"] = {"type": "Point", "coordinates": [105, 28]}
    text = "\n " + json.dumps(feature, ensure_ascii=False)
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    (tmp_path / "a.geojson").write_bytes((mark + text).encode(encoding))
    assert read_layer(tmp_path / "a.geojson").table["name"].tolist() == ["泸州"]
