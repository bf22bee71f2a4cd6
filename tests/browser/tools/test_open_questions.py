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
