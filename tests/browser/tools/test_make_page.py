"""The view on the screen as a composed page: what is shown goes along, and only that."""

import json

import pytest

pytestmark = pytest.mark.browser

SHOWN = (
    "/parts/machinery-park#bounds=28.8,105.3,29,105.6&rings=10&from=28.9,105.46&ask=28.91,105.47"
)


def send(tools, page):
    """Open the dialog and make the page; return what was sent and the answer."""
    page.get_by_role("button", name=tools.word("Share and embed", "分享与嵌入")).click()
    button = page.get_by_role("button", name=tools.word("Make a page of this", "生成页面"))
    page.get_by_label(tools.word("Note", "说明"), exact=True).fill("For the visit 考察")
    page.locator(".page-form [name=format]").select_option("svg")
    with (
        page.expect_response("**/api/inspect/page?*", timeout=60000) as answered,
        page.expect_download(timeout=60000) as saved,
    ):
        button.click()
    return answered.value.request.post_data_json, saved.value


def test_the_state_of_the_screen_is_made_into_a_page(tools):
    pytest.importorskip("segno")
    page = tools.open(SHOWN)
    sent, saved = send(tools, page)
    assert sent["state"].endswith(
        f"/parts/machinery-park?lang={tools.lang}"
        "#bounds=28.8,105.3,29,105.6&rings=10&from=28.9,105.46&ask=28.91,105.47"
    )
    assert sent["note"] == "For the visit 考察"
    assert sent["layers"] == []
    titles = (
        "Machinery and equipment industrial park · Luzhou Hi-tech Industrial Development Zone",
        "机械装备产业园 · 泸州高新技术产业开发区",
    )
    assert saved.suggested_filename == f"{tools.word(*titles)}.svg"
    text = saved.path().read_text("utf-8")
    for each in ("28.910000, 105.470000", "10 km", "For the visit 考察"):
        assert each in text
    assert tools.word("Opens this view", "扫码打开此视图") in text


def test_added_shapes_go_along_with_the_area_on_the_screen(desk):
    pytest.importorskip("segno")
    page = desk.open("/")
    plot = {
        "type": "Polygon",
        "coordinates": [[[105.4, 28.9], [105.42, 28.9], [105.42, 28.92], [105.4, 28.9]]],
    }
    desk.press("add")
    page.get_by_label("Or paste text here").fill(json.dumps(plot))
    page.get_by_role("button", name="Add the text").click()
    page.wait_for_function(
        "() => document.querySelector('.zone-map').zone.view === null", timeout=30000
    )
    sent, saved = send(desk, page)
    about = page.locator(".about-code")
    assert about.inner_text().endswith("opens this view without the added data.")
    page.locator(".page-form [name=format]").select_option("embed")
    assert about.is_hidden()
    assert "without the added data" in saved.path().read_text("utf-8")
    (layer,) = sent["layers"]
    assert layer["features"][0]["geometry"] == plot
    assert "#bounds=28." in sent["state"]
    assert "Shapes added by the user, not checked: 1" in saved.path().read_text("utf-8")


def test_an_embed_code_has_the_title_the_note_and_the_size(desk):
    page = desk.open(SHOWN)
    page.get_by_role("button", name="Share and embed").click()
    page.get_by_label("Title", exact=True).fill('For "A" & B')
    page.get_by_label("Note", exact=True).fill("A <note>")
    page.locator(".page-form [name=size]").select_option("16:9")
    page.locator(".page-form [name=format]").select_option("embed")
    page.get_by_role("button", name="Make a page of this").click()
    code = page.locator(".frame-code code").text_content()
    assert code.startswith("<figure><iframe ")
    assert code.endswith("<figcaption>A &lt;note&gt;</figcaption></figure>")
    for each in ('title="For &quot;A&quot; &amp; B"', "aspect-ratio:16/9", "rings=10", "ask=28.91,105.47",
                 "part=machinery-park", "bounds=28.8,105.3,29,105.6"):  # fmt: skip
        assert each in code
