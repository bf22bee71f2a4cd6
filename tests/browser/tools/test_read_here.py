"""Without a network the page reads and measures by itself: the digits shown are the server's."""

import json
import math

import pytest

pytestmark = pytest.mark.browser

CSV = "名称,经度,纬度\n甲公司新厂,105.4642,28.8775\n乙仓储,105.4534,28.8328\n"
RING = "[[105.44,28.87],[105.4481,28.8702],[105.4479,28.8777],[105.4402,28.8774],[105.44,28.87]]"
GEOJSON = (
    '{"type":"Feature","properties":{"name":"地块甲"},'
    f'"geometry":{{"type":"Polygon","coordinates":[{RING}]}}}}'
)
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>K1</name><Polygon><outerBoundaryIs>'
    "<LinearRing><coordinates>105.44,28.87 105.4481,28.8702 105.4479,28.8777 105.44,28.87</coordinates></LinearRing>"
    "</outerBoundaryIs></Polygon></Placemark></Document></kml>"
)
WKT = "LINESTRING (105.40 28.85, 105.47 28.87)"
PASTE = """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }"""
FORGET = """new Promise((done) => { localStorage.clear(); sessionStorage.clear();
    indexedDB.deleteDatabase('zonemap-plots').onsuccess = () => done(0); })"""
READY = "() => navigator.serviceWorker.controller !== null"


def open_with_worker(open_page, site, lang):
    page = open_page(f"{site}/?lang={lang}", worker=True, silent=False)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_function(READY)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    return page


def read_kept(page):
    """Return the layers that are kept, once their measures are."""
    return page.evaluate(
        """() => new Promise(done => { const open = indexedDB.open('zonemap-plots', 1);
        open.onsuccess = () => { const names = open.result.objectStoreNames;
          if (!names.length) { open.result.close(); return done(null); }
          const get = open.result.transaction('values').objectStore('values').getAll();
          get.onsuccess = () => { open.result.close(); done(get.result[0] ?? null); }; }; })"""
    )


def wait_for_rows(page, *, is_local):
    for _ in range(80):
        kept = read_kept(page) if page.evaluate("localStorage.length") else None
        if kept and kept["layers"] and all(each["isLocal"] is is_local for each in kept["layers"]):
            return kept["layers"]
        page.wait_for_timeout(100)
    pytest.fail(f"no such rows: {page.locator('body').inner_text()[:2000]}")


def shown(row):
    """Return what is shown of a row: areas in m², lengths in m, shares to 0.1 %, the verdict."""
    parts = {each["id"]: round(1000 * (each["share"] or 0)) for each in row["parts"]}
    measures = [row[key] and round(row[key], 2) for key in ("area_m2", "perimeter_m", "length_m")]
    nearest = row["nearest"] and round(row["nearest"]["distance_m"])
    return [row["name"] or "", row["kind"], row["verdict"], parts, measures, nearest]


def paste_alone(page, text):
    """Paste a text into the page as it comes from the worker; the first visit costs far more."""
    page.reload()
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.evaluate(PASTE, text)


@pytest.mark.parametrize(("lang", "texts"), [("zh", (CSV, KML)), ("en", (GEOJSON, WKT))])
def test_what_is_pasted_offline_has_the_servers_digits(open_page, site, subtests, lang, texts):
    page = open_with_worker(open_page, site, lang)
    for text in texts:
        with subtests.test(text):
            page.context.set_offline(True)
            paste_alone(page, text)
            [here] = wait_for_rows(page, is_local=True)
            told = {"en": "Read in this browser", "zh": "由本机浏览器离线读取"}[lang]
            assert here["steps"][0].startswith(told)
            page.context.set_offline(False)
            page.evaluate("window.dispatchEvent(new Event('online'))")
            [there] = wait_for_rows(page, is_local=False)
            assert [shown(row) for row in here["rows"]] == [shown(row) for row in there["rows"]]
        page.goto(f"{site}/healthz")
        page.evaluate(FORGET)
        page.goto(f"{site}/?lang={lang}")


def test_what_is_drawn_offline_is_measured_and_kept(open_page, site):
    page = open_with_worker(open_page, site, "en")
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.get_by_role("button", name="Draw and measure").click()
    page.locator("#measure-card [value=area]").click()
    box = page.locator(".zone-map").bounding_box()
    for x, y in ((0.6, 0.4), (0.7, 0.4), (0.7, 0.5)):
        page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])
    page.locator("#measure-card [name=finish]").click()
    [here] = wait_for_rows(page, is_local=True)
    page.reload()
    page.wait_for_selector(".map-label.sized", state="attached")
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    [there] = wait_for_rows(page, is_local=False)
    assert [shown(row) for row in here["rows"]] == [shown(row) for row in there["rows"]]


def test_what_was_measured_offline_is_measured_by_the_server_when_the_page_is_opened_again(
    open_page, site
):
    page = open_with_worker(open_page, site, "en")
    page.context.set_offline(True)
    page.evaluate(PASTE, GEOJSON)
    wait_for_rows(page, is_local=True)
    page.context.set_offline(False)  # nothing tells the page
    page.reload()
    wait_for_rows(page, is_local=False)


OPEN = [
    ("x,y\n105,28\n", "not clear"),
    ("hello world", "only with a network"),
    ('{"type":"Point","coordinates":[447000,3195000]}', "not in WGS 84 degrees"),
    ("<kml><Placemark>", "damaged"),
    ('<!DOCTYPE a [<!ENTITY b "c">]><kml>&b;</kml>', "only with a network"),
]


def test_what_is_open_waits_for_the_server_in_one_sentence(open_page, site, subtests):
    page = open_with_worker(open_page, site, "en")
    page.context.set_offline(True)
    for text, said in OPEN:
        with subtests.test(text):
            paste_alone(page, text)
            page.get_by_text(said).first.wait_for(state="attached")
            assert page.locator("path.part").count() == 8


def make_circles(count, vertices):
    """Return GeoJSON of as many plots, each with as many vertices."""
    at = [math.tau * n / vertices for n in range(vertices)]
    rings = [
        [[105.4 + m / 1e4 + math.cos(a) / 99, 28.87 + math.sin(a) / 99] for a in at]
        for m in range(count)
    ]
    shapes = [{"type": "Polygon", "coordinates": [[*ring, ring[0]]]} for ring in rings]
    features = [{"type": "Feature", "properties": {}, "geometry": each} for each in shapes]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_reading_offline_can_be_stopped(open_page, site):
    page = open_with_worker(open_page, site, "en")
    page.context.set_offline(True)
    page.evaluate(PASTE, make_circles(1500, 50))
    page.locator(".plot-progress button").click()
    page.locator(".plot-said").get_by_text("Stopped. Nothing was added.").wait_for()
    assert page.locator(".plots tbody tr[data-key]").count() == 0


def test_what_would_take_the_page_long_waits_for_the_server(open_page, site, subtests):
    page = open_with_worker(open_page, site, "en")
    page.context.set_offline(True)
    for count, vertices in [(1, 12_000), (500, 250), (2100, 4)]:
        with subtests.test(count=count, vertices=vertices):
            paste_alone(page, make_circles(count, vertices))
            page.locator(".plot-said").get_by_text("too large to be read without").wait_for()
