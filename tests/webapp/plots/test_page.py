"""`/api/inspect/page`: the view on the screen as a file, the same as `zonemap page` writes."""

import json

import pytest
import shapely
from click.testing import CliRunner

from maps.figure.overlay.model import fits_code
from webapp.cli.main import zonemap
from webapp.plots.page import PAGE_TYPES
from webapp.plots.sent_page import parse_sent_page

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
    """Send an order; return the answer."""

    def post(order, form="svg", *, lang="en", **options):
        return client.post(f"/api/inspect/page?f={form}&lang={lang}", json=order, **options)

    return post


@pytest.mark.parametrize("form", PAGE_TYPES)
def test_each_format_is_a_file_that_nobody_keeps(compose, form):
    order = {"state": STATE, "layers": [LAYER], "title": "Options", "note": "For a visit."}
    answer = compose({**order, "size": "16:9"}, form)
    assert answer.status_code == 200, answer.text[:300]
    assert answer.mimetype == PAGE_TYPES[form]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="page.{form}"'
    assert "Access-Control-Allow-Origin" not in answer.headers
    if form == "svg":
        for each in ("Options", "For a visit.", "地块 A", "Queried point: 28.930000, 105.460000"):
            assert each in answer.text


@pytest.mark.parametrize("form", PAGE_TYPES)
def test_control_characters_are_replaced_wherever_they_are(compose, form):
    plot = {**PLOT, "properties": {"@name": "a\x01b\x00"}}
    layer = {"type": "FeatureCollection", "features": [plot]}
    order = {"state": "/", "layers": [layer], "title": "t\x02", "note": "n\x1f\x0b"}
    answer = compose(order, form)
    assert answer.status_code == 200, answer.text[:300]
    if form == "svg":
        assert "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}" in answer.text


def test_the_command_makes_the_same_bytes(compose, tmp_path):
    (tmp_path / "plots.geojson").write_text(json.dumps(LAYER))
    made = tmp_path / "page.svg"
    call = ["page", "-o", str(made), "--state", STATE, "--with", str(tmp_path / "plots.geojson")]
    done = CliRunner().invoke(zonemap, [*call, "--lang", "zh", "--dpi", "150"])
    assert done.exit_code == 0
    assert compose({"state": STATE, "layers": [LAYER]}, lang="zh").data == made.read_bytes()


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
    assert "Opens this view" not in other
    long = f"http://localhost{STATE}&utm={'x' * 400}"
    assert not fits_code(long)
    assert "Opens this view" not in compose({"state": long}).text


@pytest.mark.parametrize(
    ("order", "status", "said"),
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
def test_what_cannot_be_composed_is_refused_in_one_sentence(compose, order, status, said):
    answer = compose(order)
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
    "body", [b"", b"\xff", b"[" * 100_000, b'{"state": NaN}', b'{"state": 1e999}']
)
def test_a_body_that_is_no_order_is_refused(body):
    with pytest.raises(Exception, match="is not an object"):
        parse_sent_page(body)
