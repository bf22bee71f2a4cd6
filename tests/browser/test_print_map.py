"""The printed map: it fills the first page either way, and what the tools measured follows."""

import io
import json
from unicodedata import normalize

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser

LINE = "line=28.9,105.4;28.95,105.45;28.97,105.52"
STATES = {
    "none": "",
    "region": "view=region",
    "ask": "ask=28.9,105.46",
    "measure": LINE,
    "reach": "from=28.9,105.46&rings=10",
    "compare": "compare=big-data-park,luxian-district",
    "all": f"from=28.9,105.46&rings=10&ask=28.9,105.46&{LINE}&compare=big-data-park,luxian-district",
}
CARDS = {"ask": ".answer .verdict", "reach": "path.reach-centre", "measure": ".measure-line"}
# By state: what the first page says, and what those after it say.
MAP_SAYS = {
    "ask": ["28.900000, 105.460000"],
    "measure": ["14.56 km"],
    "reach": ["10 km", "129.4 km"],
    "all": ["28.900000, 105.460000", "14.56 km", "10 km"],
}
REST_SAYS = {
    "ask": ["285.1 km", "153.9°"],
    "measure": ["14.56 km", "7.17 km"],
    "reach": ["129.4 km", "285.1 km"],
    "all": ["153.9°", "7.17 km", "285.1 km"],
}
TITLES = {"en": ("Legend", "Table of parts"), "zh": ("图例", "分区一览表")}
FORMS = {"en": ("Drop files", "GeoJSON, WKT"), "zh": ("拖放", "GeoJSON、WKT")}
PLOT = {
    "type": "Feature",
    "properties": {"name": "Plot 甲"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[105.4, 28.9], [105.42, 28.9], [105.42, 28.92], [105.4, 28.9]]],
    },
}


def print_pages(page, landscape):
    reader = PdfReader(io.BytesIO(page.pdf(format="A4", landscape=landscape)))
    return [normalize("NFKC", each.extract_text()) for each in reader.pages]


def check_pages(pages, lang, *, most=4):
    first, *rest = pages
    legend, table = TITLES[lang]
    assert legend in first
    assert {"en": "not reviewed for publication", "zh": "未经审核"}[lang] in " ".join(first.split())
    assert "OpenStreetMap" in first
    assert not any(line.rstrip().endswith("·") for line in first.splitlines())
    assert table not in first
    assert sum(table in words for words in rest) == 1
    assert len(pages) <= most
    for words in rest:
        assert len(words) > 400  # none with a table's end, a few sources or the hash only
        assert not any(form in words for form in FORMS[lang])
    return first, "".join(rest)


# To print costs more than to load: a single state meets each language and each side once.
SIDES = {"en": (False,), "zh": (True,)}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("state", STATES)
def test_the_map_is_the_first_page_with_its_numbers(open_page, site, state, lang):
    page = open_page(f"{site}/?lang={lang}#{STATES[state]}")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    for tool, drawn in CARDS.items():
        if state in (tool, "all"):
            page.locator(drawn).first.wait_for(state="attached")
    for landscape in (False, True) if state in ("none", "all") else SIDES[lang]:
        first, rest = check_pages(print_pages(page, landscape), lang)
        for said in MAP_SAYS.get(state, []):
            assert said in first
        for said in REST_SAYS.get(state, []):
            assert said in rest
    assert page.locator(".zone-map .legend").count() >= 1  # back where it was


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_added_shapes_are_printed_with_all_that_is_said_of_them(open_page, site, lang):
    page = open_page(f"{site}/?lang={lang}")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.get_by_role("toolbar").get_by_role("button").nth(4).click()
    page.wait_for_selector("#add-card:not([aria-busy])")
    check_pages(print_pages(page, landscape=False), lang)  # nothing of the card is printed
    page.locator("#add-card textarea").fill(json.dumps(PLOT))
    page.locator("#add-card textarea ~ * button, #add-card button").filter(
        has_text="Add the text" if lang == "en" else "添加文本"
    ).click()
    page.locator(".plot-table .plot-verdict").first.wait_for(timeout=30_000)
    for landscape in (False, True):
        _first, rest = check_pages(print_pages(page, landscape), lang)
        assert "Plot 甲" in rest.replace("\n", "")
        assert "3,242.98" in rest


NOT_ON_PAPER = {
    "en": ("Zoom to", "Site brief", "Word", "Copy", "The file is saved", "Straight line to"),
    "zh": ("缩放至此", "选址简报", "Word", "复制", "文件已保存", "至城市的直线"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_plots_panel_is_printed_with_its_columns_and_without_its_buttons(
    open_page, site, tmp_path, lang
):
    page = open_page(f"{site}/?lang={lang}")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.get_by_role("toolbar").get_by_role("button").nth(4).click()
    plot = {**PLOT, "properties": {"name": "地块甲", "用途": "仓储用地"}}
    (tmp_path / "five-plots.geojson").write_text(json.dumps(plot), encoding="utf-8")
    page.locator("#add-card input[type=file]").first.set_input_files(
        tmp_path / "five-plots.geojson"
    )
    page.locator(".plot-table .plot-name").first.click()
    with page.expect_download():
        page.locator("[data-brief=json]").click()
    first, rest = check_pages(print_pages(page, landscape=False), lang)
    assert "用途" in rest
    assert "仓储用地" in rest
    assert "five plots" in first.split({"en": "Legend", "zh": "图例"}[lang])[-1]
    for said in NOT_ON_PAPER[lang]:
        assert said not in first + rest, said
    assert page.locator(".plot-detail details").get_attribute("open") is None
    assert not page.locator(".legend .added-layer").is_visible()


# A legend with as many lines as tools and a base map add; then where the zone lies on paper across.
FILL_LEGEND = """() => { const legend = document.querySelector('.zone-map .legend:not(.backgrounds)');
    for (let n = 0; n < 60; n += 1) legend.append(Object.assign(document.createElement('p'), { textContent: `Line ${n}` })); }"""
ON_PAPER = """() => { dispatchEvent(new Event('beforeprint'));
    const { map, data } = document.querySelector('.zone-map').zone;
    const ys = data.bounds.zone.map((at) => map.latLngToContainerPoint(at).y);
    const legend = parseFloat(document.documentElement.style.getPropertyValue('--legend-wide'));
    dispatchEvent(new Event('afterprint'));
    return { legend, seen: (210 - 28 - 17) * 96 / 25.4 - legend, top: Math.min(...ys), bottom: Math.max(...ys) }; }"""


@pytest.mark.parametrize("is_long", [False, True])
def test_the_zone_is_whole_on_paper_across_however_long_the_legend_is(open_page, site, is_long):
    page = open_page(f"{site}/?lang=en")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    if is_long:
        page.evaluate(FILL_LEGEND)
    found = page.evaluate(ON_PAPER)
    assert found["legend"] > (150 if is_long else 20)
    assert found["top"] >= 440 - found["seen"] / 2
    assert found["bottom"] <= 440 + found["seen"] / 2


def test_plots_have_their_names_on_paper_too(open_page, site):
    page = open_page(f"{site}/?lang=en")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    plots = [
        {**PLOT, "properties": {"name": f"Plot-{n}"}, "geometry": square(105.2 + n / 5, 28.9)}
        for n in range(3)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": plots})
    page.get_by_role("toolbar").get_by_role("button").nth(4).click()
    page.wait_for_selector("#add-card:not([aria-busy])")
    page.locator("#add-card textarea").fill(text)
    page.locator("#add-card button").filter(has_text="Add the text").click()
    page.locator(".plot-table .plot-verdict").nth(2).wait_for(timeout=30_000)
    page.evaluate(
        "() => { const { zone } = document.querySelector('.zone-map');"
        " zone.map.fitBounds(zone.data.bounds.zone, { animate: false }); }"
    )
    for landscape in (False, True):
        first = print_pages(page, landscape)[0]
        assert all(f"Plot-{n}" in first for n in range(3))


def square(lon, lat, size=0.003):
    ring = [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]
    return {"type": "Polygon", "coordinates": [ring]}
