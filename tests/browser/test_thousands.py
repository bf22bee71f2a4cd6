"""A zone of 5,000 parts: one canvas, names for what is in view, the keyboard through the list."""

import json
import re
import urllib.request
from math import cos, pi, sin

import pytest

pytestmark = pytest.mark.browser

SIDE = 71  # 71 x 71 parts, 24 vertices each
# How many shapes each act draws: time depends on the machine, work does not.
DRAWN = """async (name) => {
  const box = document.querySelector('.zone-map').getBoundingClientRect();
  const map = document.querySelector('.zone-map').zone._map;
  const canvas = document.querySelector('.leaflet-parts-pane canvas');
  const acts = {
    pan(n) { map.panBy([n % 2 ? 60 : -60, 20], { animate: false }); },
    hover(n) { canvas.dispatchEvent(new MouseEvent('mousemove', { clientX: box.x + 300 + n * 9, clientY: box.y + 300 + n * 3, bubbles: true })); },
  };
  const { fill } = CanvasRenderingContext2D.prototype;
  const drawn = [];
  CanvasRenderingContext2D.prototype.fill = function (...given) { drawn[drawn.length - 1] += 1; return fill.apply(this, given); };
  for (let n = 0; n < 24; n += 1) {
    drawn.push(0);
    acts[name](n);
    for (const _ of [1, 2]) await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  }
  CanvasRenderingContext2D.prototype.fill = fill;
  return drawn;
}"""


def round_part(n):
    x, y = 105 + n % SIDE * 0.02, 28.5 + n // SIDE * 0.02
    turns = [2 * pi * k / 24 for k in range(24)]
    ring = [[x + 0.008 * cos(t), y + 0.008 * sin(t)] for t in turns]
    return {
        "type": "Feature",
        "properties": {"id": f"p{n}", "name": f"Plot {n}", "kind": "park"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


@pytest.fixture(scope="module")
def thousands(serving, tmp_path_factory):
    path = tmp_path_factory.mktemp("many") / "many.geojson"
    features = [round_part(n) for n in range(5000)]
    collection = {"type": "FeatureCollection", "zone": {"name": "Many"}, "features": features}
    path.write_text(json.dumps(collection), encoding="utf-8")
    with serving("--data", str(path)) as address:
        urllib.request.urlopen(
            f"{address}/parts/p0?fragment=1", timeout=120
        ).close()  # measured once
        yield address


def test_it_is_drawn_on_one_canvas_and_moves_by_little_work(open_page, thousands):
    page = open_page(thousands, ready=".leaflet-parts-pane canvas")
    assert page.locator("path.part").count() == 0
    page.wait_for_timeout(1500)
    assert 0 < page.locator(".map-label.park").count() <= 80
    drawn = {name: page.evaluate(DRAWN, name) for name in ("pan", "hover")}
    assert sum(drawn["pan"]) in (0, 5000), (
        "all are drawn once, where the map leaves what is painted"
    )
    assert 0 < max(drawn["hover"]) < 100, "only what lies beside the one under the pointer"


def test_the_page_carries_no_element_and_no_sentence_for_each_part(open_page, thousands):
    page = open_page(thousands, ready=".windowed [aria-posinset]")
    assert page.evaluate("document.querySelectorAll('*').length") < 1500
    assert 0 < page.locator(".entry").count() < 80
    html = urllib.request.urlopen(thousands, timeout=120).read()
    assert len(html) < 1_200_000
    text = re.sub(rb"<style>.*?</style>", b"", html, flags=re.DOTALL)
    assert text.count(b"schematic") < 50
    page.locator(".list").evaluate("list => list.scrollTo(0, 150000)")
    page.wait_for_selector("text='Plot 2600'")
    assert page.locator(".entry").count() < 80


def test_the_bare_map_opens_a_part(open_page, thousands):
    page = open_page(f"{thousands}/embed?lang=en&part=p0", ready=".part-detail[data-panel=p0]")
    assert page.locator(".part-detail[data-panel=p0] h2").inner_text() == "Plot 0"
    assert page.locator(".windowed").count() == 0


def test_no_table_of_thousands_is_kept_for_offline(thousands, site):
    kept, kept_of_few = (
        urllib.request.urlopen(f"{address}/sw.js", timeout=120).read().decode()
        for address in (thousands, site)
    )
    for path in ("/areas?lang=zh", "/distances?lang=zh"):
        assert path not in kept
        assert path in kept_of_few
    assert "/?lang=zh" in kept


def test_every_part_is_in_reach_of_the_keyboard(open_page, thousands):
    page = open_page(thousands, ready=".windowed [aria-posinset]")
    page.locator(".windowed .keys-open").focus()
    reached = []
    for key in ("Tab", "ArrowDown", "ArrowDown", "PageDown", "End", "ArrowUp", "Home", "ArrowUp"):
        page.keyboard.press(key)
        reached.append(int(page.evaluate("document.activeElement.dataset.part").removeprefix("p")))
    assert reached[:3] == [0, 1, 2]
    assert 2 < reached[3] < 40
    assert reached[4:] == [4999, 4998, 0, 0]
    page.keyboard.press("End")
    place = page.evaluate("""() => { const line = document.activeElement.parentElement;
        const box = document.activeElement.getBoundingClientRect();
        return [line.getAttribute('aria-posinset'), line.getAttribute('aria-setsize'), box.top > 0 && box.bottom <= innerHeight + 1]; }""")
    assert place == ["5000", "5000", True]
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('.entry')")


def test_without_scripts_the_first_parts_and_the_table_are_there(open_page, thousands):
    page = open_page(thousands, ready=".entry", java_script_enabled=False)
    assert page.locator(".entry").count() == 40
    assert page.locator(".table-toggle").get_attribute("href").startswith("/areas")


def test_the_list_keeps_the_keyboard(open_page, thousands):
    page = open_page(thousands, ready=".leaflet-parts-pane canvas")
    page.locator("[data-part=p7]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".part-detail:visible")
    assert page.locator(".part-detail:visible h2").inner_text() == "Plot 7"
    assert page.url.endswith("/parts/p7")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.part") == "p7"


def test_a_click_on_the_canvas_selects(open_page, thousands):
    page = open_page(thousands, ready=".leaflet-parts-pane canvas")
    at = page.evaluate(
        """() => { const map = document.querySelector('.zone-map').zone._map;
        map.setView([29.2, 105.7], 13, { animate: false });
        const { x, y } = map.latLngToContainerPoint([28.5 + 35 * 0.02, 105 + 35 * 0.02]);
        const box = map.getContainer().getBoundingClientRect(); return [box.x + x, box.y + y]; }"""
    )
    page.mouse.move(*at)
    page.mouse.click(*at)
    page.wait_for_selector(".part-detail:visible")
    assert page.locator(".part-detail:visible").get_attribute("data-panel") == f"p{35 * SIDE + 35}"
