"""What a reader of the saved map compares: parts side by side, and which is nearest to a place."""

import re

import pytest

from geo.zone import DEFAULT_PATH, read_zone

pytestmark = pytest.mark.browser


def open_side_by_side(page):
    page.locator("#compare-card a.button").click()
    page.locator("dialog.side-by-side[open] tbody").first.wait_for()
    return page.locator("dialog.side-by-side")


@pytest.mark.parametrize("size", [(390, 844), (320, 640), (1440, 900)])
def test_the_names_of_two_parts_stay_in_sight(open_map, size):
    page = open_map("en", "#compare=longmatan-core,new-energy-park", size=size)
    dialog = open_side_by_side(page)
    row = dialog.locator("tbody tr").last
    row.evaluate("row => row.scrollIntoView({ block: 'end' })")
    for name in dialog.locator("thead th").all():
        box = name.bounding_box()
        assert 0 <= box["y"] < box["y"] + box["height"] < row.bounding_box()["y"]
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        assert name.evaluate(
            "(name, [x, y]) => name.contains(document.elementFromPoint(x, y))", middle
        )
        assert not name.evaluate("e => getComputedStyle(e).backgroundColor").endswith(", 0)")
    close = dialog.locator(".close").bounding_box()
    assert 0 <= close["y"] < close["y"] + close["height"] <= size[1]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(390, 844), (320, 640)])
def test_each_value_of_four_parts_has_the_name_beside_it(open_map, size, lang):
    parts = "longmatan-core,new-energy-park,pharmaceutical-park,machinery-park"
    page = open_map(lang, f"#compare={parts}", size=size)
    dialog = open_side_by_side(page)
    names = dialog.locator("thead th").evaluate_all("all => all.map(e => e.textContent)")
    said = dialog.locator("tbody tr:not(.section)").evaluate_all(
        """rows => rows.map((row) => [...row.cells].slice(1).map((cell) =>
          JSON.parse(getComputedStyle(cell, "::before").content)))"""
    )
    assert len(names) == 4
    assert [each for each in said if each != names] == []
    assert dialog.locator(".scroll").evaluate("each => each.scrollWidth <= each.clientWidth")


def test_the_link_to_the_comparison_opens_it_in_another_window(open_map, open_page):
    page = open_map("zh", "#compare=longmatan-core,new-energy-park", size=(390, 844))
    address = page.locator("#compare-card a.button").get_attribute("href")
    other = open_page(address, offline=True, size=(390, 844))
    names = other.locator("dialog.side-by-side[open] thead th")
    names.first.wait_for()
    assert names.all_inner_texts() == ["龙马潭核心区", "新能源新材料产业园"]
    other.locator("dialog.side-by-side .close").click()
    assert other.locator("#compare-card .shortlist .chosen [data-compare]").count() == 2
    other.locator("#compare-card .chosen [data-compare=longmatan-core]").click()
    again = other.locator("#compare-card a.button").get_attribute("href")
    assert re.findall("compare=([^&]*)", again) == ["new-energy-park"]
    assert "side" not in other.url


NEAREST = """(html) => {
  const body = html === null ? document : new DOMParser().parseFromString(html, "text/html");
  return [...body.querySelectorAll(".nearest:not(.narrow)")].map((each) => each.textContent.replace(/\\s+/g, " "));
}"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_tells_which_part_is_nearest_as_the_sites_page_does(open_map, client, lang):
    page = open_map(lang, size=(390, 844))
    told = page.evaluate(NEAREST, None)
    places = list(read_zone(DEFAULT_PATH).places.index)
    assert len(told) == len(places) > 3
    for place, said in zip(places, told, strict=True):
        served = client.get(f"/distances?place={place}&lang={lang}&f=html").get_data(as_text=True)
        assert page.evaluate(NEAREST, served) == [said]
    page.locator(".list summary").click()
    page.locator(".list .nearest [data-part=longmatan-core]").first.click()
    panel = page.locator(".part-detail[data-panel=longmatan-core]")
    panel.wait_for()
    assert page.asked == []


@pytest.mark.parametrize(
    ("lang", "near", "links"),
    [
        (
            "en",
            "nearest as drawn: Luxian Area, 118.5 km ±4.7 km; "
            "Jiangyang Area, Longmatan Core Area could be nearer",
            "A saved map does not read links of maps: paste the coordinates instead.",
        ),
        (
            "zh",
            "按所绘轮廓最近：泸县片区，118.5 km ±4.7 km；江阳片区、龙马潭核心区可能更近",
            "保存的地图不读取地图链接，请改为粘贴坐标。",
        ),
    ],
)
def test_the_search_tells_the_nearest_part_and_reads_no_links(open_map, lang, near, links):
    page = open_map(lang, size=(390, 844))
    field = page.locator(".search input")
    field.fill("chongqing")
    assert page.locator(".option-nearest").inner_text() == near
    field.fill("https://uri.amap.com/marker?position=105.44,28.9")
    assert page.locator(".search ul").inner_text() == links
