"""The help in place: a question mark in each card and question, the list of keys, empty panels."""

import pytest

pytestmark = pytest.mark.browser

PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
}"""
ZOOM = "document.querySelector('.zone-map').zone.map.getZoom()"
CENTRE = "document.querySelector('.zone-map').zone.map.getCenter().lng"
FOCUS = "document.activeElement.closest('[data-part]')?.dataset.part"


def keys(page):
    return page.locator("dialog.keys")


def test_each_card_explains_itself_in_place(tools):
    page = tools.open()
    for name in ("ask", "measure", "reach", "compare", "add"):
        card = tools.use(name)
        help_ = card.locator("header .explain")
        text, question_mark = help_.locator("p"), help_.locator("summary")
        assert not text.is_visible()
        question_mark.click()
        assert text.is_visible()
        shown, title, mark, close = (
            each.bounding_box()
            for each in (text, card.locator("h2"), question_mark, card.locator(".close-card"))
        )
        assert title["x"] < mark["x"]
        assert mark["x"] + mark["width"] <= close["x"]
        assert min(mark["width"], mark["height"]) >= (44 if tools.is_phone else 24)
        assert shown["y"] >= max(each["y"] + each["height"] for each in (title, mark, close)) - 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_question_mark_is_for_the_keyboard_too(desk):
    page = desk.open()
    desk.press("reach")
    card = desk.card("reach")
    card.locator("h2").evaluate("title => title.focus()")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").endswith("Help: Range rings")
    page.keyboard.press("Enter")
    assert card.locator(".explain p").is_visible()
    page.keyboard.press("Enter")
    assert not card.locator(".explain p").is_visible()


def test_a_question_says_what_it_is_for(tools):
    page = tools.open()
    page.evaluate(PASTE, "name\tlon\tlat\nA\t105.41\t28.87\nB\t105.44\t28.89")
    page.locator(".plot-question .explain summary").click(timeout=30000)
    said = page.locator(".plot-question .explain p").inner_text()
    assert said.startswith(tools.word("The file does not say this.", "文件未说明这一点。"))
    assert page.locator(".plot-choice").first.is_visible()


def test_one_key_lists_the_keys_and_escape_goes_back(desk):
    page = desk.open("/parts/big-data-park#compare=longmatan-core")
    desk.press("compare")
    page.locator("path[data-part=machinery-park]").focus()
    page.keyboard.press("Shift+?")
    assert keys(page).is_visible()
    assert keys(page).get_by_role("heading", name="With a tool").is_visible()
    page.keyboard.press("Escape")
    assert not keys(page).is_visible()
    assert page.evaluate(FOCUS) == "machinery-park"
    assert desk.card("compare").is_visible()
    assert page.locator("path.selected").get_attribute("data-part") == "big-data-park"


def test_a_question_mark_that_is_written_is_text(desk):
    page = desk.open()
    field = page.get_by_role("combobox", name="Search")
    field.focus()
    page.keyboard.press("Shift+?")
    assert field.input_value() == "?"
    assert not keys(page).is_visible()


def test_the_button_of_the_keys_is_for_those_who_have_them(tools):
    page = tools.open()
    button = page.locator(".keys-open")
    assert button.is_visible() is not tools.is_phone
    if tools.is_phone:
        return
    button.click()
    assert keys(page).is_visible()
    keys(page).locator(".close").click()
    assert page.evaluate("document.activeElement.className").startswith("keys-open")


DONE_BY_KEYS = [("ArrowRight", CENTRE, ">"), ("ArrowLeft", CENTRE, "<"), ("+", ZOOM, ">"), ("-", ZOOM, "<")]  # fmt: skip


def test_the_keys_of_the_map_do_what_the_list_says(desk, subtests):
    page = desk.open()
    page.locator(".zone-map").focus()
    for key, read, sign in DONE_BY_KEYS:
        with subtests.test(key):
            page.wait_for_timeout(400)  # the last move has ended
            before = page.evaluate(read)
            page.keyboard.press(key)
            page.wait_for_function(f"() => {read} {sign} {before}")


def test_an_emptied_panel_says_how_to_add(tools):
    page = tools.open()
    page.evaluate(PASTE, "POINT (105.5 28.9)")
    page.wait_for_selector(".plots tbody tr[data-key]", state="attached", timeout=30000)
    page.keyboard.press("Escape")  # leaves open what is asked
    empty = page.locator(".plot-empty")
    assert not empty.is_visible()
    page.locator(".plot-search").fill("zzzz")
    empty.wait_for()
    assert tools.word("Choose Show all under Filter", "点击“全部显示”") in empty.inner_text()
    page.locator(".plot-search").fill("")
    control = page.locator(".opens-layers")
    if control.get_attribute("aria-expanded") == "false":
        control.click()
    page.get_by_role("button", name=tools.word("Remove all", "全部移除"), exact=True).click()
    empty.wait_for()
    assert tools.word("choose Add data, or draw", "或直接绘制") in empty.inner_text()
