"""DXF: closed polylines and hatches where GDAL puts them, arcs within a millimetre, rest told."""

import math

import pyogrio
import pytest
import shapely

from geo.errors import InputError
from geo.geodesy.area import area_m2
from geo.reading.any_format import read_layer
from geo.reading.dxf_outlines import build_outline
from geo.reading.dxf_pairs import Entity
from geo.reading.layer import ReadOptions
from geo.reading.shape_tree import ShapeNotes

A = [(35540000, 3193000), (35540400, 3193000), (35540400, 3193300), (35540000, 3193300)]
A_M2 = 119_995.216  # GeographicLib, on the corners
HEAD = (
    "0 SECTION 2 HEADER 9 $ACADVER 1 AC1015 9 $DWGCODEPAGE 3 ANSI_936 0 ENDSEC "
    "0 SECTION 2 BLOCKS 0 BLOCK 8 0 2 b 0 LWPOLYLINE 8 0 90 3 70 1 10 0 20 0 10 9 20 0 10 9 20 9 "
    "0 ENDBLK 0 ENDSEC 0 SECTION 2 ENTITIES"
)
TAIL = "0 ENDSEC 0 EOF"


def polyline(points, *, closed=1, bulge=None, layer="宗地", more=""):
    bulged = "" if bulge is None else f" 42 {bulge}"
    corners = " ".join(f"10 {x} 20 {y}{bulged}" for x, y in points)
    return (
        f"0 LWPOLYLINE 5 2A 100 AcDbEntity 8 {layer} {more} 100 AcDbPolyline "
        f"90 {len(points)} 70 {closed} {corners}"
    )


def old_polyline(points, flags=1):
    corners = " ".join(f"0 VERTEX 8 0 10 {x} 20 {y}" for x, y in points)
    return f"0 POLYLINE 5 2B 8 0 66 1 70 {flags} {corners} 0 SEQEND 8 0"


def hatch(*paths):
    rings = " ".join(
        f"92 2 72 0 73 1 93 {len(path)} " + " ".join(f"10 {x} 20 {y}" for x, y in path) + " 97 0"
        for path in paths
    )
    return (
        "0 HATCH 5 2C 100 AcDbEntity 8 0 100 AcDbHatch 10 0 20 0 30 0 210 0 220 0 230 1 2 SOLID "
        f"70 1 71 0 91 {len(paths)} {rings} 75 0 76 1 98 0"
    )


def box(x, y, size):
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]


@pytest.fixture
def write(tmp_path):
    def run(*entities, encoding="gb18030", head=HEAD, tail=TAIL):
        lines = "\n".join(" ".join([head, *entities, tail]).split())
        (tmp_path / "a.dxf").write_bytes(lines.encode(encoding))
        return tmp_path / "a.dxf"

    return run


@pytest.fixture
def read(write):
    def run(*entities, crs="EPSG:4523", skip=False, **how):
        path = write(*entities, **how)
        return read_layer(path, ReadOptions(crs=crs, skip_unusable=skip))

    return run


def told(layer):
    return " ".join(map(str, layer.steps))


def test_closed_polylines_are_areas(read):
    layer = read(polyline(A), old_polyline([(x + 600, y) for x, y in A]))
    assert area_m2(layer.table.geometry).tolist() == pytest.approx([A_M2, 119_995.072], abs=0.002)
    assert layer.table["Layer"].tolist() == ["宗地", "0"]
    assert layer.table["EntityHandle"].tolist() == ["2A", "2B"]


def test_a_ring_that_ends_where_it_starts_is_closed(read):
    layer = read(polyline([*A, A[0]], closed=0))
    assert area_m2(layer.table.geometry).tolist() == pytest.approx([A_M2], abs=0.002)


def test_coordinates_without_the_zone_s_number(read):
    layer = read(polyline([(x - 35e6, y) for x, y in A]), crs="EPSG:4544")
    assert area_m2(layer.table.geometry).tolist() == pytest.approx([A_M2], abs=0.002)


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        ((0, 0), "--crs EPSG:4523 (CGCS2000 / 3-degree Gauss-Kruger zone 35: "),
        ((-17e6, 0), "--crs EPSG:4496 (CGCS2000 / Gauss-Kruger zone 18: "),
        ((-35e6, 0), "; --crs EPSG:4537 (CGCS2000 / 3-degree Gauss-Kruger CM 84E: "),
        (
            (-35.54e6, -3.193e6),
            "they may be coordinates of a local grid. Request its coordinate reference system",
        ),
    ],
)
def test_a_drawing_without_crs_is_asked_about_with_a_proposal(read, shift, said):
    moved = [(x + shift[0], y + shift[1]) for x, y in A]
    with pytest.raises(InputError, match=r"a\.dxf is a drawing, which declares no ") as caught:
        read(polyline(moved), crs=None)
    assert said in str(caught.value)


def test_what_encloses_nothing_is_told(read):
    layer = read(
        polyline(A),
        polyline(A[:3], closed=0),
        "0 TEXT 8 0 10 1 20 1 40 2 1 text",
        "0 INSERT 8 0 2 b 10 1 20 1 70 30000 71 30000",
        "0 INSERT 8 0 2 b 10 1 20 1 66 1 0 ATTRIB 8 0 1 x 0 SEQEND 8 0",
        "0 LINE 8 0 10 0 20 0 11 1 21 1",
        old_polyline(A, flags=16 | 1),
    )
    assert len(layer.table) == 1
    said = "Left out, because they enclose no area by themselves: 2 INSERT, 1 open LWPOLYLINE, "
    assert said + "1 TEXT, 1 LINE, 1 open POLYLINE." in told(layer)


def test_drawing_without_outlines(read):
    with pytest.raises(InputError, match=r"a\.dxf has no closed outline, only 2 TEXT, 1 LINE\."):
        read(*["0 TEXT 8 0 10 1 20 1 40 2 1 text"] * 2, "0 LINE 8 0 10 0 20 0 11 1 21 1")
    with pytest.raises(InputError, match="has no features"):
        read()


ELLIPSE = "0 ELLIPSE 8 C 10 35542000 20 3193000 11 30 21 40 40 0.4"
WHOLE = f"{ELLIPSE} 41 0 42 {math.tau}"
ROUNDS = {
    "circle": ("0 CIRCLE 5 7 8 C 10 35542000 20 3193000 40 50", math.pi * 50**2),
    "circle on the back": (
        "0 CIRCLE 8 C 10 -35542000 20 3193000 40 50 210 0 220 0 230 -1", math.pi * 50**2
    ),
    "ellipse": (WHOLE, math.pi * 50 * 20),
    "ellipse on the back": (f"{WHOLE} 210 0 220 0 230 -1", math.pi * 50 * 20),
    "ellipse without an end": (ELLIPSE, math.pi * 50 * 20),
}  # fmt: skip


@pytest.mark.parametrize("name", ROUNDS)
def test_a_drawing_of_circles_alone_has_outlines(write, read, name):
    entity, expected = ROUNDS[name]
    layer = read(entity)
    grid = layer.table.to_crs("EPSG:4523").geometry.iloc[0]
    assert grid.area == pytest.approx(expected, rel=1e-6)
    assert grid.is_valid
    assert "Arcs were turned into straight pieces that deviate by at most 0.0" in told(layer)
    there = pyogrio.read_dataframe(write(entity), layer="entities").geometry.iloc[0]
    # GDAL draws chords of 4 degrees, which are within 3.1 cm of a circle of 50 m.
    assert grid.exterior.hausdorff_distance(shapely.LineString(there)) < 0.05


def test_circles_beside_outlines_are_left_out_and_told(read):
    circle = ROUNDS["circle"][0]
    layer = read(polyline(A), circle, circle, ROUNDS["ellipse"][0], f"{ELLIPSE} 41 0 42 3")
    assert area_m2(layer.table.geometry).tolist() == pytest.approx([A_M2], abs=0.002)
    said = "beside outlines they mostly mark points: 2 CIRCLE, 1 ELLIPSE. Draw one that is an out"
    assert said in told(layer)
    assert "because they enclose no area by themselves: 1 ELLIPSE." in told(layer)


@pytest.mark.parametrize(
    ("entity", "said"),
    [
        ("0 CIRCLE 8 C 10 1 20 1 40 0", "its radius is zero"),
        ("0 CIRCLE 8 C 10 x 20 1 40 1", "its coordinates are not two numbers"),
        ("0 CIRCLE 8 C 10 1 20 1 40 1e400", "its coordinates are not two numbers"),
        (f"{WHOLE} 210 1 220 0 230 0", "it is drawn on a tilted plane"),
    ],
)
def test_circles_that_cannot_be_used(read, entity, said):
    with pytest.raises(InputError, match=f"feature 1: {said}"):
        read(entity)


def test_gdal_sees_the_same_outlines(write, read):
    drawn = (
        polyline(A),
        old_polyline(box(35541000, 3193000, 70)),
        hatch(box(35542000, 3193000, 90), box(35542010, 3193010, 20)),
        polyline(box(-35543000, 3193000, 50), more="210 0 220 0 230 -1"),
    )
    here = read(*drawn).table.sort_index().to_crs("EPSG:4523").geometry
    there = pyogrio.read_dataframe(write(*drawn), layer="entities").geometry
    assert len(here) == len(there) == 4
    for found, expected in zip(here, there, strict=True):
        area = expected if expected.geom_type == "Polygon" else shapely.Polygon(expected)
        assert found.symmetric_difference(area).area < 0.01
        assert shapely.hausdorff_distance(found, area) < 1e-4


def test_arcs_keep_their_area(read):
    circle = polyline([(35540000, 3193000), (35540100, 3193000)], bulge=1)
    layer = read(circle)
    grid = layer.table.to_crs("EPSG:4523").geometry.iloc[0]
    assert grid.area == pytest.approx(math.pi * 50**2, rel=1e-6)
    assert "Arcs were turned into straight pieces that deviate by at most" in told(layer)


@pytest.mark.parametrize("bulge", [0.3, -0.3, 1.0, math.tan(math.radians(300) / 4)])
def test_an_arc_bulges_to_its_side(bulge):
    pairs = ((10, "0"), (20, "0"), (42, repr(bulge)), (10, "10"), (20, "0"), (10, "5"), (20, "40"))
    notes = ShapeNotes()
    shape = build_outline(Entity("LWPOLYLINE", pairs), notes)
    angle = 4 * math.atan(bulge)
    radius = abs(10 / 2 / math.sin(angle / 2))
    segment = radius**2 / 2 * (abs(angle) - math.sin(abs(angle)))
    assert shape.area == pytest.approx(200 + math.copysign(segment, bulge), rel=1e-5)
    assert notes.deviation_m <= 1.001e-3


def test_hatch_edges(read):
    edges = (
        "0 HATCH 5 2C 8 0 2 SOLID 70 1 71 0 91 1 92 1 93 2 "
        "72 1 10 35540000 20 3193000 11 35540100 21 3193000 "
        "72 2 10 35540050 20 3193000 40 50 50 0 51 180 73 1 97 0 75 0"
    )
    grid = read(edges).table.to_crs("EPSG:4523").geometry.iloc[0]
    assert grid.area == pytest.approx(math.pi * 50**2 / 2, rel=1e-5)
    whole = edges.replace("93 2 72 1 10 35540000 20 3193000 11 35540100 21 3193000", "93 1")
    grid = read(whole.replace("51 180", "51 360")).table.to_crs("EPSG:4523").geometry.iloc[0]
    assert grid.area == pytest.approx(math.pi * 50**2, rel=1e-5)


def test_a_hatch_that_fills_an_outline_counts_once(read):
    layer = read(hatch(A), polyline(A[1:] + A[:1]))
    assert layer.table["EntityHandle"].tolist() == ["2A"]
    assert "Feature 1 was left out: it fills an outline that is already there." in told(layer)


@pytest.mark.parametrize(
    ("entity", "said"),
    [
        (polyline(A, more="67 1"), "feature 2: it is in paper space"),
        (polyline(A, more="210 1 220 0 230 0"), "feature 2: it is drawn on a tilted plane"),
        (polyline([A[0], A[1], A[0]]), "feature 2: an outline of 2 different points"),
        (polyline([("x", 1), (1, 1), (2, 2)]), "feature 2: its coordinates are not two numbers"),
        (polyline([(1e400, 1), (1, 1), (2, 2)]), "feature 2: its coordinates are not two numbers"),
        ("0 HATCH 8 0 91 1 92 1 93 1 72 4 94 3", "feature 2: its edge has an ellipse or a spline"),
        (polyline(box(0, 0, 1) * 600, bulge=0.1), "feature 2: it has more than 2,000 arcs"),
        (
            polyline(box(0, 0, 1), bulge=1e300),
            "feature 2: its arc has the bulge 1e+300, which no arc",
        ),
        (polyline(box(0, 0, 9e6) * 20, bulge=5), "feature 2: its arcs need more than 500,000 poi"),
        (polyline([(1e12, 1), (1, 1), (2, 2)]), "feature 2: its coordinates are not two numbers"),
    ],
)
def test_outlines_that_cannot_be_used(read, entity, said):
    with pytest.raises(InputError) as caught:
        read(polyline(A), entity)
    assert said in str(caught.value)
    assert "--skip-unusable" in str(caught.value)
    layer = read(polyline(A), entity, skip=True)
    assert (len(layer.table), len(layer.left_out)) == (1, 1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"AutoCAD Binary DXF\r\n\x1a\x00", "is a binary DXF. Save it as a DXF in text"),
        (b"0\nSECTION\n2\nHEADER\n0\nENDSEC\n0\nEOF\n", "is a damaged or truncated DXF"),
        (b"0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n10\n", "is a damaged or truncated DXF"),
        (b"0\nSECTION\n2\nENTITIES\nx\ny\n", "is a damaged or truncated DXF"),
    ],
)
def test_damaged_drawings(tmp_path, data, said):
    (tmp_path / "a.dxf").write_bytes(data)
    with pytest.raises(InputError, match=said):
        read_layer(tmp_path / "a.dxf", ReadOptions(crs="EPSG:4523"))


def test_too_much(read, monkeypatch):
    for name, limit in (("dxf_pairs.MAX_ENTITIES", 3), ("dxf_pairs.MAX_PAIRS", 10)):
        with monkeypatch.context() as patch:
            patch.setattr(f"geo.reading.{name}", limit)
            with pytest.raises(InputError, match=f"more than {limit} entities or points"):
                read(*[polyline(A)] * 6)
    monkeypatch.setattr("geo.reading.cad.MAX_POINTS", 20)
    with pytest.raises(InputError, match=r"outlines of more than 20 points\. Split it"):
        read(*[polyline(A)] * 6)


@pytest.mark.parametrize(
    ("declared", "encoding", "layer"),
    [
        ("9 $ACADVER 1 AC1015 9 $DWGCODEPAGE 3 ANSI_936", "gbk", "宗地界线"),
        ("9 $ACADVER 1 AC1015 9 $DWGCODEPAGE 3 gb2312", "gbk", "宗地界线"),
        ("9 $ACADVER 1 AC1032 9 $DWGCODEPAGE 3 ANSI_936", "utf-8", "宗地界线"),
        ("9 $ACADVER 1 AC1032 9 $DWGCODEPAGE 3 ANSI_936", "gbk", "宗地界线"),  # some tools do so
        ("9 $ACADVER 1 AC1015 9 $DWGCODEPAGE 3 ANSI_1252", "cp1252", "Grünfläche"),
        ("9 $ACADVER 1 AC1015 9 $DWGCODEPAGE 3 ANSI_1251", "cp1251", "Участок"),
        ("9 $ACADVER 1 AC1015 9 $DWGCODEPAGE 3 ANSI_950", "big5", "工業區"),
        ("9 $ACADVER 1 AC1015 9 $DWGCODEPAGE 3 DOS850", "cp850", "Grünfläche"),
        ("9 $ACADVER 1 AC1015 9 $DWGCODEPAGE 3 ANSI_999", "gbk", "宗地界线"),
        ("", "gbk", "宗地界线"),
    ],
)
def test_encoding_is_weighed_by_header_and_text(read, declared, encoding, layer):
    head = f"0 SECTION 2 HEADER {declared} 0 ENDSEC 0 SECTION 2 ENTITIES"
    found = read(polyline(A, layer=layer), head=head, encoding=encoding)
    assert found.table["Layer"].tolist() == [layer]
    assert "Text is" in told(found)


def test_layer_names_in_any_encoding(read):
    assert read(polyline(A, layer="\\U+5730块")).table["Layer"].tolist() == ["地块"]
    newer = HEAD.replace("AC1015", "AC1032")
    assert read(polyline(A), head=newer, encoding="utf-8").table["Layer"].tolist() == ["宗地"]
