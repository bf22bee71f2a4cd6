"""KML by its structure."""

import pytest

from geo.errors import InputError
from geo.reading.door import read_layer
from geo.reading.layer import ReadOptions
from geo.reading.markup import strip_html

RING = "<coordinates>105,28 105.1,28 105.1,28.1 105,28</coordinates>"
POLYGON = f"<Polygon><outerBoundaryIs><LinearRing>{RING}</LinearRing></outerBoundaryIs></Polygon>"


@pytest.fixture
def write(tmp_path):
    def write(inside, namespace="http://www.opengis.net/kml/2.2"):
        path = tmp_path / "a.kml"
        head = f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="{namespace}">'
        path.write_text(f"{head}<Document>{inside}</Document></kml>", "utf-8")
        return path

    return write


def mark(name, geometry=POLYGON):
    return f"<Placemark><name>{name}</name>{geometry}</Placemark>"


def folder(name, inside):
    return f"<Folder><name>{name}</name>{inside}</Folder>"


def test_one_folder_is_read_with_those_within_it(write):
    path = write(folder("N", mark("a") + folder("M", mark("b"))) + folder("S", mark("c")))
    assert read_layer(path).table["Name"].tolist() == ["a", "b", "c"]
    found = read_layer(path, ReadOptions(layer="N"))
    assert found.table["Name"].tolist() == ["a", "b"]
    with pytest.raises(InputError, match="has no folder “X”"):
        read_layer(path, ReadOptions(layer="X"))


@pytest.mark.parametrize("namespace", ["http://earth.google.com/kml/2.1", "urn:other"])
def test_namespace_does_not_matter(write, namespace):
    assert len(read_layer(write(mark("a"), namespace)).table) == 1


def test_several_polygons_of_a_placemark_are_one(write):
    path = write(
        mark("a", f"<MultiGeometry>{POLYGON}{POLYGON.replace('105', '106')}</MultiGeometry>")
    )
    assert read_layer(path).table.geometry.iloc[0].geom_type == "MultiPolygon"


def test_overlays_and_links_beside_plots_are_told(write):
    path = write(mark("a") + "<GroundOverlay/><NetworkLink/>")
    told = [str(step) for step in read_layer(path).steps]
    assert "1 NetworkLink were left out." in told
    assert "1 GroundOverlay were left out." in told


@pytest.mark.parametrize(
    "geometry",
    [
        "<Polygon/>",
        "<MultiGeometry/>",
        "",
        POLYGON.replace("105,28 ", "x,y "),
        POLYGON.replace(",28", ""),
    ],
)
def test_faulty_placemark_is_refused_by_its_name_or_left_out(write, geometry):
    path = write(mark("good") + mark("bad", geometry))
    with pytest.raises(InputError, match=r"feature 2: “bad”: "):
        read_layer(path)
    layer = read_layer(path, ReadOptions(skip_unusable=True))
    assert layer.table["Name"].tolist() == ["good"]
    assert [each.number for each in layer.left_out] == [2]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain < text", "plain < text"),
        ("<p>a</p><p>b<br>c</p>", "a; b; c"),
        ("<script>alert(1)</script><style>x</style>shown", "shown"),
        ("<b>A&amp;B</b>", "A&B"),
    ],
)
def test_balloons_become_text(html, text):
    assert strip_html(html) == text
