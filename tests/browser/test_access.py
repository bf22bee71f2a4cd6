"""For everyone: axe in every state, and the three jobs by keyboard and by the screen reader's tree."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


def press(name):
    """Return what presses a tool's button."""
    number = ["ask", "measure", "reach", "compare", "add", "share"].index(name)
    return f"document.querySelectorAll('.tools button')[{number}].click()"


STATES = {
    "map": ("/", ""),
    "panel": ("/parts/luxian-district", ""),
    "region": ("/?view=region", ""),
    "table": ("/parts/big-data-park", "document.querySelector('.table-toggle').click()"),
    "pad": ("/", "document.querySelector('.mover').open = true"),
    "credits": ("/", "document.querySelector('.credits').open = true"),
    "asking": ("/#ask=28.88,105.44", ""),
    "measuring": ("/#area=28.9,105.4;28.9,105.5;28.8,105.5", ""),
    "reach": ("/#from=longmatan-core&rings=50", ""),
    "comparing": ("/#compare=longmatan-core,big-data-park", ""),
    "adding": ("/", press("add")),
    "dialog": ("/", press("share")),
    "help": ("/", f"{press('reach')}; document.querySelector('#reach-card summary').click()"),
    "keys": ("/", "document.querySelector('.keys-open').click()"),
    "embed": ("/embed?part=longmatan-core", ""),
    "error": ("/nothing-here", ""),
    **{
        path: (path, "")
        for path in (
            "/areas", "/distances", "/distances?place=chengdu", "/quality", "/changes", "/report",
            "/compare?part=longmatan-core&part=big-data-park", "/locate?lon=105.44&lat=28.88", "/locate",
            "/api/", "/api/docs", "/api/collections", "/api/collections/boundaries/items",
            "/api/collections/boundaries/items/longmatan-core",
        )
    },
}  # fmt: skip
REFLOWED = {"map", "panel", "embed", "/areas", "/distances"}  # at 320 CSS px: WCAG 1.4.10
# In each language a state is seen at two widths, light and dark: all widths, all four pairs.
LOOKS = {
    "en": ({}, [((1440, 900), "light"), ((720, 450), "dark")]),  # the same window at 200 %
    "zh": ({"has_touch": True}, [((390, 844), "light"), ((320, 640), "dark")]),
}
FIND = """axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.slice(0, 4).map(({ html }) => html.slice(0, 120))]))"""


def look(page, size, scheme):
    """Let the reader's window and system change, and the page follow."""
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.emulate_media(color_scheme=scheme)
    page.wait_for_timeout(100)


@pytest.mark.parametrize("lang", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page, site, state, lang):
    options, looks = LOOKS[lang]
    path, script = STATES[state]
    address, sign, fragment = f"{site}{path}".partition("#")
    address += f"{'&' if '?' in path else '?'}lang={lang}{sign}{fragment}"
    page = open_page(address, size=looks[0][0], silent=False, ready="main", **options)
    if path[:2] in ("/", "/#"):
        page.wait_for_selector(".tools button >> nth=5")
    page.evaluate(script or "0")
    page.evaluate(Axe().axe_script)
    found = {}
    for size, scheme in looks:
        look(page, size, scheme)
        found[size, scheme] = page.evaluate(FIND)
    assert {key: each for key, each in found.items() if each} == {}
    if state in REFLOWED:
        look(page, (320, 256), looks[-1][1])
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


PALE_IN_THE_SECOND_LOOK = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync("@media (width < 800px) and (prefers-color-scheme: dark) { td { color: #333; } }");
  document.adoptedStyleSheets.push(sheet); }"""


def test_axe_finds_what_is_wrong_in_the_second_look_only(open_page, site):
    page = open_page(f"{site}/areas", ready="main")
    page.evaluate(Axe().axe_script)
    page.evaluate(PALE_IN_THE_SECOND_LOOK)
    assert page.evaluate(FIND) == []
    look(page, *LOOKS["en"][1][1])
    assert [name for name, _ in page.evaluate(FIND)] == ["color-contrast"]


def focused(page):
    return page.evaluate(
        "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).trim()"
    )


def tab_to(page, name, *, most=60):
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            return
    pytest.fail(f"Tab never reaches {name}")


def test_the_skip_link_is_first_and_leads_to_the_list(open_page, site):
    page = open_page(f"{site}/?lang=en")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the list of parts"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "parts"


def test_parts_come_in_the_order_of_the_data(open_page, site):
    page = open_page(site)
    reached = page.locator("path.part").evaluate_all("all => all.map(e => e.dataset.part)")
    areas = page.request.get(f"{site}/areas?f=json").json()
    assert reached == [row["id"] for row in areas]


def test_an_investor_explores_by_keyboard(open_page, site):
    page = open_page(f"{site}/?lang=en")
    tab_to(page, "Luxian Area, Sub-zone, about 87.4 km² (assumed)")
    page.keyboard.press("Space")
    assert page.locator("path.selected").get_attribute("aria-pressed") == "true"
    assert focused(page) == "Luxian Area"
    assert page.locator("[role=status]").inner_text() == "Selected: Luxian Area"
    assert "Chongqing" in page.locator(".part-detail:visible").inner_text()
    page.keyboard.press("Escape")
    assert focused(page).startswith("Luxian Area, Sub-zone")
    assert page.locator("path.selected").count() == 0


def test_a_planner_compares_areas_by_keyboard(open_page, site):
    page = open_page(f"{site}/?lang=en")
    tab_to(page, "Jiangyang Area, Sub-zone")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    table = page.locator(".table-view")
    assert table.is_visible()
    assert focused(page) == "Table of parts"
    tab_to(page, "Pharmaceutical")
    page.keyboard.press("Enter")
    assert page.locator("path.selected").get_attribute("data-part") == "pharmaceutical-park"
    assert table.locator("[aria-current=true]").get_attribute("data-part") == "pharmaceutical-park"


def test_escape_closes_the_table_and_returns(open_page, site):
    page = open_page(site)
    page.locator("path[data-part=machinery-park]").focus()
    page.keyboard.press("t")
    page.keyboard.press("Escape")
    assert page.locator(".table-view").is_hidden()
    assert page.evaluate("document.activeElement.dataset.part") == "machinery-park"


def test_the_key_works_in_the_map_only(open_page, site):
    page = open_page(site)
    page.locator(".entry").first.focus()
    page.keyboard.press("t")
    assert page.locator(".table-view").is_hidden()


def test_a_writer_reaches_the_sources_by_keyboard(open_page, site):
    page = open_page(f"{site}/embed?lang=en")
    tab_to(page, "Schematic map · not reviewed for publication")
    page.keyboard.press("Enter")
    assert page.locator(".credits[open] .sources li").count() > 3


def test_the_map_moves_without_dragging(open_page, site):
    page = open_page(f"{site}/?lang=en")
    centre = "document.querySelector('.zone-map').zone._map.getCenter().lng"
    before = page.evaluate(centre)
    page.locator(".mover summary").click()
    page.get_by_role("button", name="Move right").click()
    assert page.evaluate(centre) > before
    page.get_by_role("button", name="Move left").click()
    assert page.evaluate(centre) == pytest.approx(before, abs=1e-3)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            (
                'button "Longmatan Core Area, Core, 4.62 km², published"',
                'region "Map of Luzhou Hi-tech',
                'button "Zoom in"',
                'heading "Parts',
                "link ",
                "complementary",
            ),
        ),
        (
            "zh",
            (
                'button "龙马潭核心区，核心区，4.62 km²，公布"',
                'region "泸州高新技术产业开发区',
                'button "放大"',
                'heading "分区',
            ),
        ),
    ],
)
def test_the_screen_readers_tree_says_it(open_page, site, lang, said):
    page = open_page(f"{site}/?lang={lang}")
    tree = page.locator("body").aria_snapshot()
    for each in said:
        assert each in tree, each


def test_the_panel_is_heard_with_its_warning_and_table(open_page, site):
    page = open_page(f"{site}/parts/longmatan-core?lang=en")
    tree = page.locator(".detail").aria_snapshot()
    for each in (
        'heading "Longmatan Core Area"',
        "No machine-readable official boundary",
        'columnheader "Uncertainty"',
    ):
        assert each in tree, each
    assert page.locator(".part-detail:visible .other-name bdi").get_attribute("lang") == "zh-Hans"


def test_few_colours_leave_the_shapes(open_page, site):
    page = open_page(f"{site}/parts/luxian-district", forced_colors="active")
    stroke = page.evaluate(
        "['.part', '.part.selected', '.county'].map(s => getComputedStyle(document.querySelector(s)).stroke)"
    )
    assert len(set(stroke)) == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_embedded_map_reflows_at_320_px(open_page, site, lang):
    page = open_page(f"{site}/embed?lang={lang}", size=(320, 256))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_reduced_motion_moves_nothing(open_page, site):
    page = open_page(site, reduced_motion="reduce")
    options = page.evaluate(
        "(({ zoomAnimation, inertia }) => [zoomAnimation, inertia])(document.querySelector('.zone-map').zone._map.options)"
    )
    assert options == [False, False]
