"""KML by its structure."""

import re
import zipfile

import pytest
import shapely

from geo.errors import InputError
from geo.reading.any_format import read_layer
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


def test_folders_too_deep_are_named_and_read_once_moved(write):
    inside = mark("a")
    for _ in range(500):
        inside = folder("f", inside)
    said = r"nested more than 256 deep\. Move its placemarks to an outer folder\.$"
    with pytest.raises(InputError, match=said):
        read_layer(write(inside))
    assert len(read_layer(write(folder("f", mark("a")))).table) == 1


def test_an_outline_of_too_long_a_text_is_named(write):
    long = POLYGON.replace("105.1,28 ", "105.1,28 " * 1_200_000)
    with pytest.raises(InputError, match=r"10,000,000 characters\. Save it as GeoJSON\.$"):
        read_layer(write(mark("a", long)))


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


CORNERS = ("105,28", "105.1,28", "105.1,28.1", "105,28.1")
SQUARE = shapely.box(105, 28, 105.1, 28.1)


def plot(text):
    ring = f"<LinearRing><coordinates>{text}</coordinates></LinearRing>"
    return f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"


@pytest.mark.parametrize(
    "text",
    [
        " ".join(CORNERS),
        "\n\t".join(CORNERS),
        " ".join(f"{each},0" for each in CORNERS),
        " ".join(f"{each.replace(',', ', ')}, 412.5" for each in CORNERS),
        " ".join(each.replace(",", " , ") for each in CORNERS),
        ", ".join(CORNERS) + ",",
        "\u00a0".join(CORNERS),
        f"<![CDATA[{' '.join(CORNERS)}]]>",
        " <!-- a corner --> ".join(CORNERS),
        " ".join(CORNERS).replace("105.1", "1.051e2"),
    ],
)
def test_positions_are_read_however_they_are_spaced(write, text):
    shape = read_layer(write(mark("a", plot(text)))).table.geometry.iloc[0]
    assert shape.symmetric_difference(SQUARE).area < 1e-15


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" ".join(CORNERS).replace(",", " "), "positions are not two or three numbers"),
        (",".join(CORNERS), "positions are not two or three numbers"),
        (" ".join(CORNERS).replace(".", ","), "positions are not two or three numbers"),
        (";".join(CORNERS), "coordinates are not numbers"),
        (" ".join(CORNERS).replace("105.1", "1_05.1"), "coordinates are not numbers"),
        (" ".join(CORNERS).replace("105.1", "NaN"), "coordinates are not numbers"),
        (" ".join(CORNERS).replace("105.1", "inf"), "coordinates are not numbers"),
        (" ".join(CORNERS).replace("105.1", "1e999"), "coordinates are not numbers"),
    ],
)
def test_positions_that_could_be_others_are_refused(write, text, reason):
    with pytest.raises(InputError, match=reason):
        read_layer(write(mark("a", plot(text))))


def test_a_decimal_comma_makes_no_pin_elsewhere(write):
    pin = "<Point><coordinates>105,41,28,85</coordinates></Point>"
    with pytest.raises(InputError, match="not two or three numbers"):
        read_layer(write(mark("a", pin)))


@pytest.mark.parametrize("kind", ["Track", "MultiTrack", "Model"])
def test_a_tours_shapes_are_left_out_and_named(write, kind):
    layer = read_layer(write(mark("a") + mark("b", f"<{kind}/>")))
    assert layer.table["Name"].tolist() == ["a"]
    assert f"Feature 2 was left out: “b”: it is a {kind}, not a polygon." in map(str, layer.steps)


@pytest.mark.parametrize("order", [1, -1])
def test_all_geometries_of_a_placemark_count(write, order):
    pin = "<Point><coordinates>105.05,28.05</coordinates></Point>"
    path = write(mark("a", "".join([POLYGON, pin][::order])))
    shape = read_layer(path).table.geometry.iloc[0]
    assert sorted(each.geom_type for each in shape.geoms) == ["Point", "Polygon"]


def test_a_prefix_that_is_not_declared_is_no_damage(tmp_path):
    path = tmp_path / "a.kml"
    head = '<kml xmlns="http://www.opengis.net/kml/2.2" xsi:schemaLocation="a b">'
    path.write_text(f"{head}<Document>{mark('a')}<gx:Tour/></Document></kml>")
    assert read_layer(path).table["Name"].tolist() == ["a"]
    path.write_text(f"{head}<Document>{mark('a')}<gx:Tour></Document></kml>")
    with pytest.raises(InputError, match="is damaged KML"):
        read_layer(path)


def test_a_layer_is_asked_of_a_file_without_folders(write):
    with pytest.raises(InputError, match=r"has no folders\. Leave out --layer\."):
        read_layer(write(mark("a")), ReadOptions(layer="a"))


LINK = "<NetworkLink><Link><href>{}</href></Link></NetworkLink>"


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("./sub/b.kml", "sub/b.kml"),
        ("sub/b.kml#plot", "sub/b.kml"),
        ("sub%2Fb.kml", "sub/b.kml"),
        ("https://example.org/b.kml", None),
        ("sub/c.kml", None),
        ("../b.kml", None),
        ("/etc/b.kml", None),
        ("\\\\host\\share\\b.kml", None),
        ("sub", None),
        ("", None),
        ("x" * 5000 + ".kml", None),
    ],
)
def test_links_are_named_as_files_only_if_they_are(write, link, found):
    path = write(LINK.format(link))
    (path.parent / "sub").mkdir()
    (path.parent / "sub/b.kml").write_text("<kml/>")
    with pytest.raises(InputError) as caught:
        read_layer(path)
    text = str(caught.value)
    assert ("Read one of them" in text) == (found is not None)
    assert ("in Google Earth." in text) == (found is None)
    if found:
        assert f"“{found}”" in text


@pytest.mark.parametrize(
    ("members", "chosen", "others"),
    [
        (["b.kml", "doc.kml"], "doc.kml", "b.kml"),
        (["b.kml", "DOC.KML"], "DOC.KML", "b.kml"),
        (["files/doc.kml"], "files/doc.kml", None),
        (["z.kml", "a.kml"], "z.kml", "a.kml"),
    ],
)
def test_a_kmz_shows_its_document_and_names_the_others(write, tmp_path, members, chosen, others):
    text = write(mark("a")).read_text()
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        for member in members:
            archive.writestr(member, text if member == chosen else "<kml/>")
    steps = "\n".join(map(str, read_layer(tmp_path / "a.kmz").steps))
    assert f"(KML: {chosen})" in steps
    assert re.findall("Not read: (.*)\\. Choose one", steps) == ([others] if others else [])


def test_a_kml_that_was_renamed_is_read(write, tmp_path):
    path = write(mark("a")).rename(tmp_path / "a.kmz")
    assert len(read_layer(path).table) == 1
