"""The export page: the preview follows each choice, and what is refused is said beside them."""

import pytest

pytestmark = pytest.mark.browser


def test_the_preview_follows_while_somebody_types(open_page, site):
    page = open_page(f"{site}/report?lang=en", ready=".preview img", silent=False)
    page.locator("[name=title]").press_sequentially("My title")
    page.locator(".preview img[src*='title=My+title'], .preview img[src*='My%20title']").wait_for(
        state="attached"
    )
    page.locator("[name=bounds]").press_sequentially("28.7,105.2")
    page.locator(".outcome [role=alert]").wait_for()
    assert "28.7,105.2" in page.locator(".outcome").inner_text()
    assert page.locator("[name=title]").input_value() == "My title"
    page.locator("[name=bounds]").press_sequentially(",29.2,105.7")
    page.locator(".preview img[src*='bounds=28.7']").wait_for(state="attached")


def test_a_factsheet_is_shown_as_pages_of_their_full_width(open_page, site):
    page = open_page(f"{site}/report?lang=zh", ready=".preview img")
    page.locator("[name=format]").select_option("factsheet.docx")
    picture = page.locator(".preview img.pages")
    picture.wait_for(timeout=60_000)
    page.wait_for_function(
        "() => document.querySelector('img.pages').naturalWidth > 0", timeout=60_000
    )
    box = picture.bounding_box()
    assert box["height"] > 2 * 1.4 * box["width"]  # several pages upright
    assert "Word 会按自身字体" in page.locator(".preview").inner_text()


@pytest.mark.parametrize(("lang", "copied"), [("en", "Copied"), ("zh", "已复制")])
def test_a_copied_code_says_so(open_page, site, lang, copied):
    page = open_page(f"{site}/report?lang={lang}", ready=".codes .copy")
    page.locator(".codes .copy").first.click()
    page.get_by_role("button", name=copied).wait_for()
    assert page.locator("main > [role=status]").text_content() == copied
