"""A question about a layer stays answerable until it is answered, also after a reload."""

import pytest

pytestmark = pytest.mark.browser

PASTED = "name,lat,lon\nA,28.9,105.46\nB,28.95,105.5"
OPEN = ".open-question"


def add_pasted(tools):
    page = tools.open()
    tools.use("add")
    page.locator("#add-card textarea").fill(PASTED)
    page.get_by_role("button", name=tools.word("Add the text", "添加文本")).click()
    page.locator(".plot-question").wait_for()
    page.keyboard.press("Escape")
    page.locator(f".plots {OPEN}").wait_for(state="attached")
    return page


def test_what_was_left_open_is_asked_in_the_card_and_in_the_panel(desk):
    page = add_pasted(desk)
    desk.button("add").click()
    page.locator(f"#add-card {OPEN}").click()
    page.locator(".plot-question").wait_for()
    page.keyboard.press("Escape")
    page.locator(f".plots {OPEN}").click()
    page.locator(".plot-choice").first.click()  # as it was assumed
    page.locator(OPEN).first.wait_for(state="detached")


def test_the_report_names_no_control_that_is_not_there(desk):
    page = add_pasted(desk)
    page.locator(".plots li[data-layer] [aria-controls^=report-]").click()
    report = page.locator(".plots .plot-layer-report").inner_text()
    assert "WGS 84 degrees" in report
    assert "answer the question" in report
    assert "Set another" not in report


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_kept_layer_is_moved_by_the_answer(desk, lang):
    page = add_pasted(desk)
    page.wait_for_timeout(400)  # until it is kept
    page.goto(page.url.replace("lang=en", f"lang={lang}"))
    page.reload()
    question = page.locator(f".plots {OPEN}")
    question.wait_for(state="attached")
    words = {"en": "Chinese online map", "zh": "国内网络地图"}
    page.wait_for_function(
        "([at, words]) => document.querySelector(at)?.textContent.includes(words)",
        arg=[f".plots {OPEN}", words[lang]],
    )
    question.click()
    page.locator(".plot-choice", has_text="GCJ-02").click()
    page.locator(OPEN).first.wait_for(state="detached")
    page.locator(".plots li[data-layer] [aria-controls^=report-]").click()
    report = page.locator(".plots .plot-layer-report").inner_text()
    assert "GCJ-02" in report
    assert "28.903042" in page.locator(".plots tbody tr[data-key]").first.inner_text()


def test_a_second_text_can_be_added_while_the_first_is_asked_about(desk):
    page = desk.open()
    desk.use("add")
    add = page.get_by_role("button", name=desk.word("Add the text", "添加文本"))
    field = page.locator("#add-card textarea")
    for n, text in enumerate([PASTED, "C 28.92, 105.47"], 1):
        field.fill(text)
        add.click()
        page.wait_for_function(
            "n => document.querySelectorAll('.plots li[data-layer]').length === n", arg=n
        )
        page.locator(".plot-question").wait_for()
        assert add.is_visible()
        assert field.input_value() == ""
    assert page.locator(".plot-question").count() == 1
    page.keyboard.press("Escape")
    page.wait_for_function("at => document.querySelectorAll(`.plots ${at}`).length === 2", arg=OPEN)


def test_every_open_question_of_a_pasted_sequence_is_asked(desk):
    page = desk.open()
    desk.use("add")
    page.locator("#add-card textarea").fill("105.441 28.881\n105.446 28.881\n105.446 28.885")
    page.get_by_role("button", name=desk.word("Add the text", "添加文本")).click()
    corners = desk.word("corners of one plot", "界址点")
    page.locator(".plot-question").wait_for()
    page.locator(".plot-choice").first.click()  # the datum, as it was assumed
    question = page.locator(".plot-question", has_text=corners)
    question.wait_for()
    a, b = (
        each.bounding_box()
        for each in page.locator(
            ".leaflet-marker-pane .plot-badge, .leaflet-labels-pane .plot-badge"
        ).all()
    )
    assert abs(a["x"] - b["x"]) > 20 or abs(a["y"] - b["y"]) > 20  # no letter hides the other
    page.keyboard.press("Escape")
    page.locator(f".plots {OPEN}", has_text=corners).click()  # left open, it is offered
    question.locator(".plot-choice").nth(1).click()
    page.locator(OPEN).first.wait_for(state="detached")
    page.locator(".plots .plot-swatch.of-plot").first.wait_for(state="attached")
    assert page.locator(".plot-said .plot-done").count() == 1  # of the layer as it is now
    page.locator(".plots .plot-name").first.click()
    page.locator(
        ".plot-detail .fixed-corners"
    ).wait_for()  # the tool that draws does not take it up
