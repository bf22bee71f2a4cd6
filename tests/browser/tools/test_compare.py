"""The shortlist on the map, and the page that sets the parts side by side."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_panel_and_card_gather_parts(tools):
    page = tools.open("/parts/longmatan-core")
    add = tools.word("Add to comparison: Longmatan Core Area", "加入对比：龙马潭核心区")
    page.locator(".part-detail").get_by_role("button", name=add).click()
    assert tools.state()["compare"] == "longmatan-core"
    assert tools.word("1 of 4", "共 1 个") in tools.said()
    page.evaluate("void document.querySelector('.zone-map').zone.select('big-data-park')")
    page.locator(".part-detail:visible [data-compare]").evaluate("each => each.click()")
    card = tools.card("compare")
    assert card.locator(".shortlist li:not(.phone-only)").count() == 2
    card.get_by_role("link").click()
    page.wait_for_selector(".comparison")
    assert page.url.count("part=") == 2
    assert f"lang={tools.lang}" in page.url


@pytest.mark.any_look
def test_the_list_has_a_button_a_part(tools):
    page = tools.open()
    for part in ("machinery-park", "luxian-district"):
        page.locator(f".list [data-compare={part}]").click()
    assert tools.state()["compare"] == "machinery-park,luxian-district"
    assert page.locator("path.selected").count() == 0


def test_a_link_to_a_comparison_opens_it_once(tools):
    page = tools.open("/parts/big-data-park#compare=longmatan-core,big-data-park")
    card = tools.card("compare")
    lines = card.locator(".shortlist li:visible")
    assert [line.get_attribute("class") for line in lines.all()][:2] == ["chosen", "chosen"]
    card.locator(".close-card").click()
    page.evaluate("location.hash = '#compare=longmatan-core,luxian-district'")
    page.wait_for_function("() => document.querySelector('[data-compare=luxian-district].chosen')")
    assert not card.is_visible()


def test_a_link_may_name_a_part_twice_and_one_that_is_gone(desk):
    page = desk.open("/#compare=longmatan-core,longmatan-core,nowhere,%20big-data-park&ask=here")
    assert desk.card("compare").is_visible()
    address = desk.card("compare").get_by_role("link").get_attribute("href")
    assert re.findall("part=([^&]+)", address) == ["longmatan-core", "big-data-park"]
    assert page.get_by_role("button", name=re.compile("^Compare 2")).count() == 1


def test_four_is_the_most(desk):
    page = desk.open("/#compare=longmatan-core,big-data-park,machinery-park,luxian-district")
    page.locator(".list [data-compare=new-energy-park]").click()
    assert desk.said() == "Four are already chosen. Remove one first."
    assert desk.state()["compare"].count(",") == 3


def test_one_part_is_no_comparison(desk):
    desk.open("/#compare=longmatan-core")
    card = desk.use("compare")
    card.locator("a.button").click()
    desk.page.wait_for_selector("form.picker")
    assert desk.page.locator(".comparison").count() == 0
    assert desk.page.locator(".picker :checked").get_attribute("value") == "longmatan-core"


def test_the_last_one_can_be_put_back(desk):
    desk.open("/#compare=longmatan-core")
    card = desk.use("compare")
    card.get_by_role("button", name="Remove").click()
    assert "compare" not in desk.state()


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_fits_and_says_everything_twice(open_page, site, lang, width):
    address = f"{site}/compare?part=longmatan-core&part=pharmaceutical-park&lang={lang}"
    page = open_page(address, size=(width, 844), ready=".comparison")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg.thumbnail path.part:not(.other)").count() == 2
    row = page.get_by_role("row", name="重庆" if lang == "zh" else "Chongqing").inner_text()
    assert row.count("±") == 4  # of the bearing and of the distance, for two parts
    assert row.count("km") >= 2


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_the_names_stay_in_sight(open_page, site, size):
    address = f"{site}/compare?part=longmatan-core&part=pharmaceutical-park&lang=en"
    page = open_page(address, size=size, ready=".comparison")
    row = page.get_by_role("row", name="Lu County seat")
    row.evaluate("row => row.scrollIntoView({ block: 'end' })")
    for name in page.get_by_role("columnheader").all():
        box = name.bounding_box()
        assert 0 <= box["y"] < box["y"] + box["height"] < row.bounding_box()["y"]


SEVERAL = (
    "longmatan-core",
    "pharmaceutical-park",
    "new-energy-park",
    "intelligent-manufacturing-park",
)
# Words of names that break within.
SPLIT = """() => [...document.querySelectorAll(".comparison .stays a")].flatMap((link) => {
  const broken = [], range = document.createRange(), walk = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (const { index, 0: word } of node.data.matchAll(/[A-Za-z]+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (range.getClientRects().length > 1) broken.push(word);
    }
  return broken; })"""


@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("size", [(720, 900), (844, 390), (1280, 800)])
def test_the_names_of_several_stay_in_sight(open_page, site, size, count):
    address = f"{site}/compare?lang=en&{'&'.join(f'part={each}' for each in SEVERAL[:count])}"
    page = open_page(address, size=size, ready=".comparison")
    row = page.get_by_role("row", name="Lu County seat")
    row.evaluate("row => row.scrollIntoView({ block: 'end' })")
    boxes = [each.bounding_box() for each in page.locator(".stays th").all()]
    assert len(boxes) == count
    for box in boxes:
        assert 0 <= box["y"] < box["y"] + box["height"] < row.bounding_box()["y"]
        assert box["x"] + box["width"] <= size[0]
    assert page.evaluate(SPLIT) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("count", [3, 4])
@pytest.mark.parametrize("size", [(390, 844), (320, 640)])
def test_on_a_phone_each_value_of_several_has_the_name_beside_it(
    open_page, site, size, count, lang
):
    address = f"{site}/compare?lang={lang}&{'&'.join(f'part={each}' for each in SEVERAL[:count])}"
    page = open_page(address, size=size, ready=".comparison")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    names = page.locator(".stays th a").evaluate_all("all => all.map(e => e.textContent)")
    said = page.locator(".comparison tbody tr:not(.section)").evaluate_all(
        """rows => rows.map((row) => [...row.cells].slice(1).map((cell) => {
          const { content, float } = getComputedStyle(cell, "::before");
          return float === "none" ? "" : JSON.parse(content); }))"""
    )
    assert len(said) > 10
    assert [each for each in said if each != said[0]] == []
    assert said[0] == names
    assert len(names) == count
    for cell in page.locator(".comparison tbody tr").first.locator("td").all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
    maps = page.locator(".comparison thead td a").evaluate_all(
        "all => all.map(e => e.dataset.name)"
    )
    assert maps == names


@pytest.mark.parametrize("width", [700, 960, 1020, 1050, 1100])
def test_four_parts_never_move_the_page_sideways(open_page, site, width):
    parts = ("longmatan-core", "pharmaceutical-park", "big-data-park", "machinery-park")
    address = f"{site}/compare?lang=en&{'&'.join(f'part={each}' for each in parts)}"
    page = open_page(address, size=(width, 700), ready=".comparison")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_form_chooses(open_page, site):
    page = open_page(f"{site}/compare", ready="form")
    page.get_by_label("Longmatan Core Area").check()
    page.get_by_label("Big data industrial park").check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_selector(".comparison")
    assert page.locator("thead th").count() == 2


def test_the_other_language_and_the_files_keep_every_part(open_page, site):
    address = f"{site}/compare?part=longmatan-core&part=pharmaceutical-park&lang=en"
    page = open_page(address, ready=".comparison")
    links = page.locator(".languages a, .downloads a").evaluate_all("all => all.map(a => a.href)")
    assert all(link.count("part=") == 2 for link in links)
    assert any("factsheet.pdf" in link for link in links)


COPIED = "navigator.clipboard.writeText = async (text) => { window.copied = text; }"


@pytest.mark.parametrize(("lang", "label"), [("en", "Copy link"), ("zh", "复制链接")])
def test_the_figures_have_an_address_to_copy(open_page, site, lang, label):
    parts = "part=longmatan-core&part=big-data-park"
    page = open_page(f"{site}/compare?{parts}&lang={lang}&from=chat#x", ready=".compare-bar .copy")
    page.evaluate(COPIED)
    copy = page.get_by_role("button", name=label)
    copy.click()
    page.wait_for_function("window.copied")
    assert page.evaluate("window.copied") == f"{site}/compare?{parts}&lang={lang}"
    page.locator(".only-differences input").check()
    other = page.locator(".languages a").first.get_attribute("href")
    assert "only=differences" in other
    copied = page.evaluate("document.querySelector('.compare-bar .copy').click(), window.copied")
    assert copied == page.url == f"{site}/compare?{parts}&lang={lang}&only=differences"
    page.goto(copied)
    page.wait_for_selector(".comparison")
    assert page.locator("tr.same").first.is_hidden()
    assert page.locator(".compare-bar").get_by_role("button").count() == 1  # no sheet to share by
    page.get_by_text("Parts to compare" if lang == "en" else "要对比的分区").click()
    page.get_by_role("button", name="Compare" if lang == "en" else "对比", exact=True).click()
    page.wait_for_selector(".comparison")
    assert "only=differences" in page.url


def test_a_phone_shares_the_figures_by_its_own_sheet(open_page, site):
    address = f"{site}/compare?part=longmatan-core&part=big-data-park&lang=en"
    page = open_page(address, size=(390, 844), ready=".compare-bar .copy", has_touch=True)
    page.add_init_script(
        "navigator.share = async (what) => { window.sent = what; throw new DOMException('closed', 'AbortError'); }"
    )
    page.reload()
    page.get_by_role("button", name="Share").click()
    page.wait_for_function("window.sent")
    assert page.evaluate("window.sent.url") == address
    assert "Compare parts" in page.evaluate("window.sent.title")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def open_share(tools):
    name = tools.word("Share and embed", "分享与嵌入")
    tools.page.get_by_role("button", name=name).evaluate("each => each.click()")
    tools.page.wait_for_selector("dialog.share .codes code")


def test_sharing_ticked_parts_offers_their_figures(tools):
    page = tools.open("/#compare=longmatan-core,big-data-park")
    open_share(tools)
    label = tools.word("Comparison", "对比页")
    row = page.locator("dialog.share .codes > div", has=page.get_by_text(label, exact=True))
    address = row.locator("code").inner_text()
    page.goto(address)
    page.wait_for_selector(".comparison")
    assert page.locator(".stays th").count() == 2


@pytest.mark.any_look
def test_sharing_one_ticked_part_offers_no_figures(tools):
    page = tools.open("/#compare=longmatan-core,nowhere")
    open_share(tools)
    assert "/compare?" not in page.locator("dialog.share").inner_text()


@pytest.mark.parametrize("size", [(390, 844), (1024, 768)])
def test_the_card_says_of_how_many_parts_one_chooses(open_page, site, size):
    page = open_page(f"{site}/?lang=en", size=size)
    page.get_by_role("toolbar").get_by_role("button", name="Compare").click()
    assert "two to four of the 8 parts" in page.locator("#compare-card").inner_text()
