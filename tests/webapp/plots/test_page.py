"""`/api/inspect/page`: the view on the screen as a file, the same as `zonemap page` writes."""

import io
import json
import re

import docx
import pytest
import shapely
from click.testing import CliRunner
from document_text import pdf_pages
from packed_shapes import pack
from pypdf import PdfReader

from maps.figure.overlay.model import fits_code
from webapp.cli.main import zonemap
from webapp.plots.page import PAGE_TYPES
from webapp.plots.sent_page import parse_sent_page

pytestmark = pytest.mark.slow

STATE = (
    "/parts/big-data-park#bounds=28.85,105.35,29,105.6&ask=28.93,105.46&line=28.9,105.4;29,105.5"
)
PLOT = {
    "type": "Feature",
    "id": 7,
    "geometry": json.loads(shapely.to_geojson(shapely.box(105.46, 28.87, 105.47, 28.88))),
    "properties": {"@name": "地块 A", "用途": "工业"},
}
LAYER = {"type": "FeatureCollection", "features": [PLOT]}


@pytest.fixture
def compose(client):
    """Send a body; return the answer."""

    def post(body, form="svg", *, lang="en", **options):
        return client.post(f"/api/inspect/page?f={form}&lang={lang}", json=body, **options)

    return post


@pytest.mark.parametrize("form", PAGE_TYPES)
def test_each_format_is_a_file_that_nobody_keeps(compose, form):
    body = {"state": STATE, "layers": [LAYER], "title": "Options", "note": "For a visit."}
    answer = compose({**body, "size": "16:9"}, form)
    assert answer.status_code == 200, answer.text[:300]
    assert answer.mimetype == PAGE_TYPES[form]
    assert answer.headers["Cache-Control"] == "no-store"
    name = f"filename=\"page.{form}\"; filename*=UTF-8''Options.{form}"
    assert answer.headers["Content-Disposition"] == f"attachment; {name}"
    assert "Access-Control-Allow-Origin" not in answer.headers
    if form == "svg":
        for each in ("Options", "For a visit.", "地块 A", "Queried point: 28.930000, 105.460000"):
            assert each in answer.text


@pytest.mark.parametrize("form", PAGE_TYPES)
def test_control_characters_are_replaced_wherever_they_are(compose, form):
    plot = {**PLOT, "properties": {"@name": "a\x01b\x00"}}
    layer = {"type": "FeatureCollection", "features": [plot]}
    body = {"state": "/", "layers": [layer], "title": "t\x02", "note": "n\x1f\x0b"}
    answer = compose(body, form)
    assert answer.status_code == 200, answer.text[:300]
    if form == "svg":
        assert "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}" in answer.text


@pytest.mark.parametrize("form", PAGE_TYPES)
def test_equal_states_have_equal_bytes_from_the_server_and_from_the_command(
    compose, tmp_path, form
):
    (tmp_path / "plots.geojson").write_text(json.dumps(LAYER))
    made, state = tmp_path / f"page.{form}", f"{STATE}&compare=big-data-park,luxian-district"
    call = ["page", "-o", str(made), "--state", state, "--with", str(tmp_path / "plots.geojson")]
    done = CliRunner().invoke(zonemap, [*call, "--lang", "zh", "--dpi", "150"])
    assert done.exit_code == 0
    served = compose({"state": state, "layers": [LAYER]}, form, lang="zh").data
    assert served == made.read_bytes()


def test_shapes_in_the_address_are_drawn_as_those_that_are_sent(compose):
    shape = [PLOT["properties"]["@name"], "Polygon", PLOT["geometry"]["coordinates"]]
    packed = pack([["x", 0, [shape]]])
    in_address = compose({"state": f"{STATE}&plots={packed}"}).data
    assert in_address == compose({"state": STATE, "layers": [LAYER]}).data
    both = compose({"state": f"{STATE}&plots={packed}", "layers": [LAYER]}).text
    assert "not checked: 2" in both


def test_a_drawn_shape_is_named_in_the_language_of_the_page(compose):
    shape = ["Plot 1", "Polygon", PLOT["geometry"]["coordinates"]]
    state = f"{STATE}&plots={pack([['Drawn', 1, [shape]]])}"
    texts = {lang: compose({"state": state}, lang=lang).text for lang in ("en", "zh")}
    assert "Plot 1" in texts["en"]
    assert "地块 1" in texts["zh"]
    assert "Plot 1" not in texts["zh"]


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_parts_that_are_compared_are_named_with_their_areas(compose, form):
    answer = compose({"state": "/#compare=big-data-park,luxian-district"}, form)
    text = answer.text if form == "svg" else " ".join(pdf_pages(answer.data))
    assert "Parts compared: Big data industrial park: 3 km² published; Luxian Area: about 87.4" in (
        re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", text))
    )


def find_tags(element, role):
    """Yield the elements of a role below one of a PDF's structure tree."""
    kids = element.get("/K", [])
    for each in kids if isinstance(kids, list) else [kids]:
        below = each.get_object()
        if isinstance(below, dict):
            if below.get("/S") == role:
                yield below
            yield from find_tags(below, role)


def test_a_page_conforms_to_pdf_ua(compose):
    """As Typst asserts, which refuses what lacks a title, a language or a text alternative."""
    data = compose({"state": STATE, "layers": [LAYER], "title": "Options"}, "pdf").data
    root = PdfReader(io.BytesIO(data)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"  # as a factsheet
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    figures = list(find_tags(root["/StructTreeRoot"], "/Figure"))
    assert figures
    assert all(each.get("/Alt") for each in figures)
    assert "Queried point: 28.930000, 105.460000" in str(figures[0]["/Alt"])


@pytest.mark.parametrize(
    "state",
    [
        "parts=longmatan-core&part=big-data-park",  # the selected one is not drawn
        "area=28.9,105.4;28.9,105.4",
        "area=28.9,105.4;28.9,105.4;28.9,105.4",
        "area=28.9,105.4;28.8,105.4;28.9,105.4",
        "line=28.9,105.4;28.9,105.4",
    ],
)
def test_an_odd_state_is_drawn_too(compose, state):
    assert compose({"state": f"#{state}"}).status_code == 200


@pytest.mark.parametrize("depth", [400, 700, 900])
def test_deep_values_of_a_layer_are_no_fault_of_the_server(compose, depth):
    deep = json.loads("[" * depth + "]" * depth)
    layer = {"type": "FeatureCollection", "features": [{**PLOT, "properties": {"k": deep}}]}
    answer = compose({"state": "/", "layers": [layer]})
    assert answer.status_code in {200, 400}, answer.text[:300]


def test_only_an_address_of_this_site_has_a_code(compose):
    pytest.importorskip("segno")
    own, other = (
        compose({"state": host + STATE}).text
        for host in ("http://localhost", "https://example.org")
    )
    assert "Opens this view" in own
    assert "without the added data" not in own
    assert "Opens this view" not in other
    layers = [{"type": "FeatureCollection", "features": [PLOT]}]
    added = compose({"state": f"http://localhost{STATE}", "layers": layers}).text
    lines = re.findall(r">([^<>]+)</text>", added)
    assert "Opens this view without the added data" in " ".join(lines)
    long = f"http://localhost{STATE}&utm={'x' * 400}"
    assert not fits_code(long)
    assert "Opens this view" not in compose({"state": long}).text


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"state": "hello"}, 400, "can't be read"),
        ({"state": "part=nowhere"}, 404, "nowhere"),
        ({"state": ""}, 200, ""),
        ({"state": STATE, "size": "a0"}, 200, ""),
        ({"state": STATE, "size": "?"}, 400, "Unknown size"),
        ({"state": STATE, "note": "x" * 1001}, 400, "Shorten it"),
        ({"state": STATE, "layers": [{}]}, 400, "layer-1.geojson"),
        ({"state": STATE, "layers": [LAYER] * 21}, 400, "at most 20 layers"),
        ({"state": STATE, "layers": [{**LAYER, "features": [PLOT] * 501}]}, 400, "more than 500"),
        ({"state": STATE, "layers": LAYER}, 400, "is not an object"),
        ({"state": STATE, "note": 1}, 400, "is not an object"),
        ({}, 400, "is not an object"),
        ([], 400, "is not an object"),
    ],
)
def test_what_cannot_be_composed_is_refused_in_one_sentence(compose, body, status, said):
    answer = compose(body)
    assert answer.status_code == status
    if status != 200:
        assert said in answer.get_json()["detail"]


def test_a_png_of_too_many_pixels_is_refused(compose):
    answer = compose({"state": STATE, "size": "a0"}, "png")
    assert answer.status_code == 400
    assert "million pixels" in answer.get_json()["detail"]


def test_the_page_of_another_site_is_refused(compose):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert compose({"state": STATE}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "is not an object"),
        (b"\xff", "is not an object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"state": NaN}', "has the number “NaN”"),
        (b'{"state": 1e999}', "has the number “1e999”"),
    ],
)
def test_a_body_that_is_no_request_is_refused(body, said):
    with pytest.raises(Exception, match=said):
        parse_sent_page(body)


def test_a_page_has_the_plots_as_tables_with_what_their_file_states(compose):
    plot = {**PLOT, "properties": {"@name": "地块 A", "面积（亩）": 1620.5}}
    layer = {"type": "FeatureCollection", "features": [plot]}
    answer = compose({"state": "/", "layers": [layer]}, "docx", lang="zh")
    tables = docx.Document(io.BytesIO(answer.data)).tables
    rows = [[cell.text for cell in row.cells] for each in tables for row in each.rows]
    assert [row[0] for row in rows].count("地块 A") == 3
    assert any("1,620.5\xa0亩（面积（亩））" in row for row in rows)
    # Areas of parts are in mu too.
    (measured,) = [row[2] for row in rows if row[0].startswith("大数据产业园（")]
    assert measured == "3.00\xa0km²（4,500\xa0亩）"
