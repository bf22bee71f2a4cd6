"""Shapes in an address: copied, opened elsewhere, measured; broken ones do nothing."""

import gzip
import json
import re
from base64 import urlsafe_b64encode
from random import Random

import pytest

pytestmark = pytest.mark.browser

RING = [(29.05, 105.48), (29.11, 105.52), (29.04, 105.55)]
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def pack(value):
    packed = gzip.compress(json.dumps(value).encode(), mtime=0)
    return urlsafe_b64encode(packed).decode().rstrip("=")


def points_of(count):
    scatter = Random(1)
    return [
        [
            f"Site {scatter.randrange(10**9)}",
            "Point",
            [round(scatter.uniform(105.4, 105.5), 7), round(scatter.uniform(28.9, 29), 7)],
        ]
        for _ in range(count)
    ]


def press(tools, english, chinese):
    card = tools.card("measure")
    card.get_by_role("button", name=tools.word(english, chinese), exact=True).click()


def draw_area(tools):
    tools.use("measure")
    tools.page.locator("#measure-card [value=area]").click()
    for point in RING:
        tools.click(*point)
    press(tools, "Finish", "完成")
    tools.page.wait_for_selector(".map-label.sized", state="attached")


def test_a_drawing_travels_in_an_address(tools):
    page = tools.open(**CLIPBOARD)
    draw_area(tools)
    named = page.locator(".map-label.sized", has_text=tools.word("Plot 1", "地块 1"))
    named.wait_for(state="attached")  # it is drawn anew with its name
    label = tools.drawn_labels()
    press(tools, "Copy link", "复制链接")
    page.get_by_text(tools.word("Link copied.", "已复制链接")).locator(
        "visible=true"
    ).first.wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"#bounds=[^&]+&plots=[\w-]{50,}$", link)
    assert len(link) < 2000
    asked = []
    page.evaluate(
        "indexedDB.deleteDatabase('zonemap-plots'); localStorage.clear(); sessionStorage.clear()"
    )
    page.goto("about:blank")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(link)
    page.wait_for_selector(".map-label.sized", state="attached")
    assert tools.drawn_labels() == label
    assert not [url for url in asked if "plots=" in url]
    assert tools.state()["plots"] == link.partition("&plots=")[2]  # to be passed on


def test_the_plain_address_of_a_drawn_plot_has_its_name(desk):
    page = desk.open()
    draw_area(desk)
    page.locator("#measure-card .draw-name input").fill("West gate")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.includes('West')")
    address = page.url
    page.goto(f"{desk._site}/healthz")
    page.evaluate(
        "indexedDB.deleteDatabase('zonemap-plots'); localStorage.clear(); sessionStorage.clear()"
    )
    page.goto(address)
    page.locator(".drawn-entry", has_text="West gate").wait_for()
    page.reload()
    page.locator(".drawn-entry", has_text="West gate").wait_for()
    assert page.locator(".drawn-entry").count() == 1


VIEW = """() => { const { map } = document.querySelector('.zone-map').zone;
    const free = ZoneMap.freeArea(map).bounds;
    const at = (lat, lon) => map.latLngToContainerPoint([lat, lon]);
    return [at(29.05, 105.48), at(29.05, 105.485), at(29.056, 105.48), at(29.056, 105.485)].map((each) => [each, free])
      .every(([each, free]) => free.contains(each)) && at(29.05, 105.485).x - at(29.05, 105.48).x; }"""


def test_what_a_link_brings_is_shown_listed_and_selected(tools):
    ring = [[105.48, 29.05], [105.485, 29.05], [105.485, 29.056], [105.48, 29.05]]
    page = tools.open(f"/#plots={pack([1, [['P', 1, [['Plot 9', 'Polygon', [ring]]]]]])}")
    page.wait_for_selector(".plot-detail h2")
    assert page.locator(".plot-detail h2").text_content() == tools.word("Plot 9", "地块 9")
    page.wait_for_function(f"() => ({VIEW})() > 40")
    if tools.is_phone:
        page.locator(".detail .close").click()
    page.locator(".plots tbody tr[data-key]", has_text="9").wait_for()


def test_a_link_keeps_the_view_the_rings_and_the_filter(desk):
    sites = [["Site A", "Point", [105.48, 29.05]], ["Site B", "Point", [105.485, 29.056]]]
    state = "bounds=28.8,105.2,29.3,105.9&rings=25&from=28.9,105.44&filter=text=B"
    address = f"/#{state.replace('text=B', 'text%3DB')}&plots={pack([1, [['S', 0, sites]]])}"
    page = desk.open(address, **CLIPBOARD)
    page.locator("section.plots.folded").wait_for()  # the map is what was sent
    page.locator("section.plots .fold").click()
    page.locator(".plots tbody tr[data-key]", has_text="Site B").wait_for()
    rows = "document.querySelectorAll('.plots tbody tr[data-key]')"
    page.wait_for_function(f"() => {rows}.length === 1")
    page.wait_for_selector("path.reach-ring", state="attached")
    width = """() => { const box = document.querySelector('.zone-map').zone.map.getBounds();
        return box.getEast() - box.getWest(); }"""
    assert page.evaluate(width) > 0.6  # that of the address, not of two sites
    made = open_share(desk).locator("code", has_text="plots=").first.text_content()
    assert re.search(r"#bounds=.*&rings=25&from=28.9,105.44&filter=text%3DB&plots=", made)


def test_all_that_a_link_brings_is_in_view(tools):
    corners = [[105.48, 29.05], [105.485, 29.056]]
    sites = [[f"Site {n}", "Point", point] for n, point in enumerate(corners)]
    page = tools.open(f"/#plots={pack([1, [['Sites', 0, sites]]])}")
    page.wait_for_function(f"() => ({VIEW})() > 40")
    assert page.locator(".plots tbody tr[data-key]").count() == 2
    assert page.locator(".plot-detail").count() == 0


@pytest.mark.parametrize(("count", "said"), [(160, "cut links off"), (490, "the limit is 8,000")])
def test_a_long_link_is_warned_of_and_a_longer_one_refused(desk, count, said):
    fragment = pack([1, [["Sites", 1, points_of(count)]]])
    page = desk.open(f"/#plots={fragment}", **CLIPBOARD)
    page.wait_for_selector(".notice")
    desk.use("measure")
    page.locator(".drawn-entry").first.wait_for()
    press(desk, "Copy link", "复制链接")
    page.locator("#measure-card .note").filter(has_text=said).wait_for()


def open_share(tools):
    name = re.compile(tools.word("Share", "分享"))
    tools.page.get_by_role("toolbar").get_by_role("button", name=name).click()
    dialog = tools.page.locator("dialog.share")
    dialog.locator("code").nth(4).wait_for()
    return dialog


def test_sharing_offers_the_link_with_what_was_drawn(tools):
    page = tools.open(**CLIPBOARD)
    draw_area(tools)
    press(tools, "Copy link", "复制链接")
    page.get_by_text(tools.word("Link copied.", "已复制链接")).first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.locator("#measure-card .close-card").click()
    dialog = open_share(tools)
    shown = dialog.locator("code").first.text_content()
    assert shown.partition("&plots=")[2] == copied.partition("&plots=")[2] != ""
    label = tools.word("Link with your data", "含您的数据的链接")
    assert dialog.locator("dt").first.text_content() == label
    plain = tools.word("Link without your data", "不含您的数据的链接")
    assert dialog.locator("dt").nth(1).text_content() == plain
    said = dialog.inner_text()
    assert (
        tools.word("Pictures by address, as in Markdown,", "按网址生成的图片（如 Markdown）")
        in said
    )
    frame = dialog.locator("code").nth(2).text_content()
    packed = copied.partition("&plots=")[2]
    assert f'#plots={packed}"' in frame  # once, and whole; the view is in the query
    assert "area=" not in frame  # it is among the shapes, and drawn once


def test_sharing_says_that_much_data_is_left_out(desk):
    page = desk.open(f"/#plots={pack([1, [['Sites', 1, points_of(490)]]])}")
    page.wait_for_selector(".notice")
    dialog = open_share(desk)
    assert "Your data on the map are not shared" in dialog.inner_text()
    assert "plots=" not in dialog.inner_text()


def test_sharing_without_data_says_nothing_of_them(desk):
    desk.open()
    dialog = open_share(desk)
    assert "Your data" not in dialog.inner_text()
    assert dialog.locator("code").count() == 5


@pytest.mark.parametrize(
    "fragment",
    [
        "x",
        "%3Cscript%3E",
        pack({"a": 1}),
        pack([1, [["a", 1, [["n", "Point", [1e9, 2]]]]]]),
        pack([1, [["a", 1, [["n", "__proto__", [1, 2]]]]]]),
        "A" * 20_000,
        pack([1, [["", 0, []]] * 2000]),
        pack([1, [["", 0, [["", "Point", [105.45, 28.9]]] * 2000]]]),
    ],
)
def test_a_broken_link_is_one_sentence(desk, fragment):
    page = desk.open(f"/#plots={fragment}")
    page.locator(".notice").wait_for()
    assert "cannot be read" in page.locator(".notice p").inner_text()
    assert page.locator("path.part").count() == 8
    assert "plots" not in desk.state()


def test_names_in_a_link_are_text(desk):
    name = "<img src=x onerror=\"document.title='run'\">"
    page = desk.open(f"/#plots={pack([1, [[name, 1, [[name, 'Point', [105.45, 29.05]]]]]])}")
    page.wait_for_selector(".map-label.sized", state="attached")
    assert page.locator(".map-label img, .notice img").count() == 0
    assert page.title() != "run"


def test_the_layers_of_a_link_are_measured_one_after_the_other(desk):
    fragment = pack([1, [[f"Site {n}", 0, points_of(2)] for n in range(6)]])
    page = desk.open("/")
    running, most = [], []

    def measure(route):
        running.append(route)
        most.append(len(running))
        page.wait_for_timeout(100)
        running.remove(route)
        route.continue_()

    page.route("**/api/inspect*", measure)
    page.evaluate("text => { location.hash = `plots=${text}`; }", fragment)
    page.wait_for_function(
        "() => window.performance.getEntriesByType('resource')"
        ".filter(({ name }) => name.includes('/api/inspect')).length === 6",
        timeout=60_000,  # six answers of a server that may have much to do
    )
    assert most == [1] * 6


@pytest.mark.any_look
def test_what_a_link_brings_is_said_to_be_kept_and_can_be_removed(tools):
    ring = [[105.48, 29.05], [105.485, 29.05], [105.485, 29.056], [105.48, 29.05]]
    page = tools.open(f"/#plots={pack([1, [['P', 1, [['Plot 9', 'Polygon', [ring]]]]]])}")
    notice = page.locator(".notice")
    notice.wait_for()
    assert tools.word("stay in this browser", "保存在此浏览器") in notice.inner_text()
    notice.get_by_role("button", name=tools.word("Remove", "移除"), exact=True).click()
    page.wait_for_function("() => !document.querySelector('.plots tbody tr[data-key]')")


@pytest.mark.any_look
def test_what_was_added_is_found_by_the_search_by_its_name_and_number(tools):
    ring = [[105.48, 29.05], [105.485, 29.05], [105.485, 29.056], [105.48, 29.05]]
    page = tools.open(f"/#plots={pack([1, [['P', 1, [['Quarry', 'Polygon', [ring]]]]]])}")
    page.locator(".notice button").first.click()
    page.wait_for_function("() => document.querySelector('.plot-detail h2')")
    page.locator(".detail .close").click()
    field = page.locator(".search input[role=combobox]")
    field.click()
    page.wait_for_selector(".search:not([aria-busy])")
    for typed in ("quar", "1"):
        field.fill(typed)
        found = page.get_by_role("option", name="Quarry")
        assert tools.word("Your data", "您的数据") in found.inner_text()
    found.click()
    assert page.locator(".plot-detail h2").text_content() == "Quarry"
    assert page.locator(".plot-detail:visible").count() == 1


@pytest.mark.any_look
@pytest.mark.parametrize("sender", ["en", "zh"])
def test_names_that_the_program_made_are_in_the_readers_language(tools, sender):
    ring = [[105.48, 29.05], [105.485, 29.05], [105.485, 29.056], [105.48, 29.05]]
    layer, plot, own = {"en": ("Drawn", "Plot 2", "Quarry"), "zh": ("手绘", "地块 2", "采石场")}[
        sender
    ]
    shapes = [[plot, "Polygon", [ring]], [own, "Point", [105.45, 28.9]]]
    page = tools.open(f"/#plots={pack([1, [[layer, 1, shapes]]])}")
    named = page.locator(".plots tbody tr[data-key]")
    named.filter(has_text=tools.word("Plot 2", "地块 2")).wait_for(state="attached")
    assert named.filter(has_text=own).count() == 1
    assert page.locator(".plot-layer-name").text_content() == tools.word("Drawn", "手绘")


@pytest.mark.any_look
def test_a_plots_panel_parts_its_words_and_tells_the_area_outside(tools):
    ring = [[105.3, 28.8], [105.5, 28.8], [105.5, 28.95], [105.3, 28.8]]
    page = tools.open(f"/#plots={pack([1, [['P', 1, [['Quarry', 'Polygon', [ring]]]]]])}")
    outside = page.locator(".plot-detail tbody tr").filter(
        has_text=tools.word("Outside", "分区之外")
    )
    page.locator(".plot-detail .headline").wait_for(state="attached")
    assert re.search(r"km² \S", page.locator(".plot-detail .headline").text_content())
    large, where = (
        page.locator(f".plot-detail .headline {each}").bounding_box()
        for each in ("strong", ".plot-where")
    )
    assert where["y"] >= large["y"] + large["height"] - 4
    assert re.fullmatch(r"[\d.]+\skm²", outside.locator("td").nth(1).text_content())


SEEN = """([lat, lon]) => { const { map } = document.querySelector('.zone-map').zone;
    const box = map.getContainer().getBoundingClientRect();
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    const at = document.elementsFromPoint(box.left + x, box.top + y);
    return map.getContainer().contains(at[0]) && !at[0].closest('.map-buttons, .legend'); }"""


def test_a_link_opens_one_card_with_the_answer_and_the_senders_view(tools):
    ring = [[105.5, 28.9], [105.52, 28.9], [105.52, 28.92], [105.5, 28.9]]
    fragment = pack([1, [["Drawn", 1, [["Quarry", "Polygon", [ring]]]]]])
    state = "bounds=28.6,105.2,29.2,105.75&from=longmatan-core&rings=25&ask=28.96,105.65"
    page = tools.open(f"/#{state}&plots={fragment}")
    page.locator(".notice").wait_for()
    tools.card("ask").locator(".point-answer").wait_for()
    page.wait_for_function("() => !document.querySelector('section.plots').hidden")
    assert page.locator(".tool-card.open").count() == 1
    assert page.locator(".plot-detail:visible, .plots tbody tr[data-key]:visible").count() == 0
    assert page.locator("path.reach-ring").count() == 1
    if not tools.is_phone:  # there the notice takes what the card leaves, until it is answered
        assert page.evaluate(SEEN, [28.96, 105.65])
        notice, card = (page.locator(each).bounding_box() for each in (".notice", "#ask-card"))
        assert notice["x"] >= card["x"] + card["width"]


def test_a_link_with_rings_and_one_plot_opens_the_plots_panel_alone(desk):
    ring = [[105.5, 28.9], [105.52, 28.9], [105.52, 28.92], [105.5, 28.9]]
    fragment = pack([1, [["Drawn", 1, [["Quarry", "Polygon", [ring]]]]]])
    page = desk.open(f"/#bounds=28.6,105.2,29.2,105.75&from=28.9,105.44&rings=25&plots={fragment}")
    page.locator(".plot-detail h2").wait_for()
    page.wait_for_selector("path.reach-ring", state="attached")
    assert page.locator(".tool-card.open").count() == 0
    assert page.locator("section.plots.folded").count() == 1


@pytest.mark.parametrize("view", ["#bounds=28.6,105.2,29.2,105.8&from=28.9,105.44&rings=10", ""])
def test_all_codes_of_what_is_shared_have_the_same_bounds(desk, view):
    fragment = pack([1, [["S", 0, [["A", "Point", [105.48, 29.05]]]]]])
    page = desk.open(f"/parts/jiangyang-district{view or '#'}&plots={fragment}")
    page.locator(".plots tbody tr[data-key]").wait_for(state="attached")
    codes = " ".join(open_share(desk).locator("code").all_text_contents())
    told = set(re.findall(r"bounds=([\d.,]+)", codes))
    assert len(told) == 1
    assert not view or told == {"28.6,105.2,29.2,105.8"}
    assert codes.count("bounds=") >= 6


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_a_link_brought_is_told_in_two_lines_on_a_small_phone(open_page, site, lang):
    ring = [[lon, lat] for lat, lon in [*RING, RING[0]]]
    packed = pack([1, [["x", 0, [["a", "Polygon", [ring]]]]]])
    page = open_page(f"{site}/?lang={lang}#plots={packed}", size=(320, 640))
    notice = page.locator(".map-frame > .notice")
    notice.wait_for()
    page.wait_for_timeout(300)
    line = notice.locator("p").evaluate("(each) => parseFloat(getComputedStyle(each).lineHeight)")
    assert notice.locator("p").bounding_box()["height"] <= 2 * line + 2
    assert notice.bounding_box()["height"] < 130
    assert notice.locator(".actions button:visible").count() == 2  # nothing is folded
    assert notice.locator("p").evaluate("(each) => each.scrollHeight <= each.clientHeight + 1")


@pytest.mark.parametrize("view", ["", "bounds=28.9,105.4,29.12,105.6&"])
def test_what_a_link_shows_does_not_lie_under_its_notice_on_a_phone(open_page, site, view):
    ring = [[lon, lat] for lat, lon in [*RING, RING[0]]]
    layers = [["x", 0, [["a", "Polygon", [ring]], ["b", "Point", [105.5, 28.95]]]]]
    page = open_page(f"{site}/?lang=en#{view}plots={pack([1, layers])}", size=(390, 844))
    page.locator(".map-frame > .notice").wait_for()
    page.wait_for_function("() => !document.querySelector('section.plots').hidden")
    under = """() => { const map = document.querySelector('.zone-map').zone.map;
        const [frame, notice] = [map.getContainer(), document.querySelector('.map-frame > .notice')];
        const north = map.latLngToContainerPoint([29.11, 105.52]).y;
        return notice.getBoundingClientRect().bottom - frame.getBoundingClientRect().top - north; }"""
    page.wait_for_function(f"() => ({under})() <= 2")
    page.wait_for_timeout(500)
    assert page.evaluate(under) <= 2


def test_an_address_keeps_what_it_brought_and_brings_it_once(desk):
    shapes = [["Plot 2", "Point", [105.48, 29.05]], ["B", "Point", [105.5, 29]]]
    packed = pack([1, [["P", 1, shapes]]])
    page = desk.open(f"/#bounds=28.8,105.2,29.3,105.9&filter=text%3DPlot&plots={packed}")
    listed = "() => document.querySelectorAll('.plots tbody tr[data-key]').length === 1"
    for _ in range(2):  # the second time after a reload
        page.wait_for_function(listed)
        page.wait_for_timeout(1500)  # it was measured and kept
        assert (desk.state()["plots"], desk.state()["filter"]) == (packed, "text%3DPlot")
        assert page.locator(".plot-layer-name").count() == 1
        page.reload()
    page.wait_for_function(listed)
    assert page.locator(".notice").count() == 0
    codes = open_share(desk).locator("code").all_text_contents()
    assert ["plots=" in each or "filter=" in each for each in codes[:2]] == [True, False]


def test_what_was_removed_leaves_the_address_and_is_not_brought_back(desk):
    packed = pack([1, [["P", 0, [["A", "Point", [105.48, 29.05]]]]]])
    page = desk.open(f"/#bounds=28.6,105.2,29.2,105.8&plots={packed}")
    remove = page.locator(".notice").get_by_role("button", name=desk.word("Remove", "移除"))
    remove.wait_for()
    desk.use("ask")
    desk.click(28.9, 105.46)
    page.wait_for_function("() => location.hash.includes('ask=')")
    assert "plots" in desk.state()
    remove.click()
    page.wait_for_function("() => !location.hash.includes('plots=')")
    page.go_back()
    page.wait_for_function("() => !/ask=|plots=/.test(location.hash)")
    assert page.locator(".plots tbody tr[data-key]").count() == 0
