"""A zone of 5,000 parts: one canvas, names for what is in view, the keyboard through the list."""

import json
import urllib.request
from math import cos, pi, sin

import pytest

pytestmark = pytest.mark.browser

SIDE = 71  # 71 x 71 parts, 24 vertices each
DRAG = """async () => {
  const map = document.querySelector('.zone-map').zone._map;
  const spent = [];
  for (let n = 0; n < 12; n += 1) {
    const start = performance.now();
    map.panBy([n % 2 ? 60 : -60, 20], { animate: false });
    map.getContainer().getBoundingClientRect();
    spent.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return spent.sort((a, b) => a - b)[6];
}"""
HOVER = """async () => {
  const box = document.querySelector('.zone-map').getBoundingClientRect();
  const canvas = document.querySelector('.leaflet-parts-pane canvas');
  const spent = [];
  for (let n = 0; n < 40; n += 1) {
    const start = performance.now();
    const at = { clientX: box.x + 200 + n * 9, clientY: box.y + 300 + n * 3, bubbles: true };
    canvas.dispatchEvent(new MouseEvent('mousemove', at));
    spent.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return spent.sort((a, b) => a - b)[20];
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


def test_it_is_drawn_on_one_canvas_and_stays_usable(open_page, thousands):
    page = open_page(thousands, ready=".leaflet-parts-pane canvas")
    assert page.locator("path.part").count() == 0
    assert page.locator(".entry").count() == 5000
    page.wait_for_timeout(500)
    assert 0 < page.locator(".map-label.park").count() <= 80
    drag, hover = page.evaluate(DRAG), page.evaluate(HOVER)
    print(f"pan {drag:.1f} ms, hover {hover:.1f} ms")
    frame = page.evaluate(
        "() => new Promise(done => requestAnimationFrame(a => requestAnimationFrame(b => done(b - a))))"
    )
    assert drag < 50 * max(1, frame / 17)
    assert hover < 50 * max(1, frame / 17)


def test_the_list_keeps_the_keyboard(open_page, thousands):
    page = open_page(thousands, ready=".leaflet-parts-pane canvas")
    page.locator(".entry").nth(7).focus()
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
