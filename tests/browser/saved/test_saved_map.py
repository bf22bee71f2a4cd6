"""The saved map, opened from disk: each tool in both languages, the server's digits, no request."""

import json
import re

import pytest

pytestmark = pytest.mark.browser

SIZES = {"desktop": (1440, 900), "tablet": (820, 1100), "phone": (390, 844)}
RING = [[105.43, 28.86], [105.45, 28.86], [105.45, 28.875], [105.43, 28.875], [105.43, 28.86]]
LOTS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Lot A"},
            "geometry": {"type": "Polygon", "coordinates": [RING]},
        }
    ],
}
CSV = "name,longitude,latitude\n站点甲,105.44,28.92\nbad,x,y\n"
POINTS = ["28.9, 105.4", "28.93, 105.4553", "29.15, 105.36", "28.85, 105.45", "30.6, 104.1", "0, 0"]
ANSWER = """() => { const box = document.querySelector("#ask-card .point-answer");
    return box && box.dataset.at; }"""
DROP = """([name, text]) => { const data = new DataTransfer();
    data.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }"""


def take_up(page, name):
    """Press a tool's button, by the name of its icon's place in the bar."""
    place = ["ask", "measure", "reach", "compare", "add"].index(name)
    page.locator(".map-buttons.tools button").nth(place).click()
    page.locator(f"#{name}-card").wait_for()


def ask(page, text, datum="wgs84"):
    page.locator("#ask-card [name=at]").fill(text)
    page.locator("#ask-card [name=datum]").select_option(datum)
    page.evaluate("document.querySelector('#ask-card .answer').replaceChildren()")
    page.locator("#ask-card [name=at]").press("Enter")
    page.wait_for_function(ANSWER)


def read_words(page, html=None):
    """Return the words of the answer on the page, or of the server's."""
    return page.evaluate(
        """(html) => {
          const body = html === null ? document : new DOMParser().parseFromString(html, "text/html");
          const box = body.querySelector(".point-answer").cloneNode(true);
          for (const each of box.querySelectorAll(".brief-links, button, .datum-note, .beyond-map")) each.remove();
          return box.textContent.replace(/\\s/g, "");
        }""",
        html,
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_answers_about_points_as_the_server_does(open_map, client, lang):
    page = open_map(lang)
    take_up(page, "ask")
    for n, text in enumerate(POINTS):
        datum = ("wgs84", "gcj02", "bd09")[n % 3]
        ask(page, text, datum)
        lat, lon = text.split(", ")
        query = {"lat": lat, "lon": lon, "datum": datum, "lang": lang, "fragment": 1, "f": "html"}
        served = client.get("/locate", query_string=query).get_data(as_text=True)
        assert read_words(page) == read_words(page, served), text
    assert page.asked == []


@pytest.mark.any_look
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_says_what_the_answer_is_in_another_system(open_map, client, lang):
    page = open_map(lang)
    take_up(page, "ask")
    page.locator("#ask-card [name=at]").fill("28.8721, 105.4429")
    page.locator("#ask-card [name=at]").press("Enter")
    told = page.locator("#ask-card .other-system")
    told.first.wait_for()
    query = {"lat": 28.8721, "lon": 105.4429, "lang": lang, "fragment": 1, "f": "html"}
    served = client.get("/locate", query_string=query).get_data(as_text=True)
    lines = re.findall(r'other-system">(.*?) <button.*?>(.*?)</button>', served)
    assert [" ".join(each) for each in lines] == told.all_inner_texts()
    told.first.locator("button").click()
    page.wait_for_function("() => !document.querySelector('#ask-card .other-system')")


def test_a_point_that_is_not_well_known_is_judged_as_by_the_server(open_map, client, saved):
    page = open_map(geolocation={"latitude": 28.9, "longitude": 105.3, "accuracy": 2000})
    take_up(page, "ask")
    found = page.evaluate(
        """() => new Promise((done) => {
          navigator.geolocation.getCurrentPosition = (take) =>
            take({ coords: { latitude: 28.9, longitude: 105.3, accuracy: 2000 } });
          document.querySelector("#ask-card [name=here]").click();
          const wait = () => document.querySelector(".point-answer") ? done(true) : setTimeout(wait, 50);
          wait();
        })"""
    )
    assert found
    query = {"lat": 28.9, "lon": 105.3, "accuracy_m": 2000, "fragment": 1, "f": "html"}
    served = client.get("/locate", query_string={**query, "lang": "en"}).get_data(as_text=True)
    assert read_words(page) == read_words(page, served)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_tool_works_at_each_width(open_map, lang, size):
    page = open_map(lang, size=SIZES[size])
    width = SIZES[size][0]
    page.locator(".search input").fill("cq")
    first = page.locator("[role=option]").first.locator(".option-name")
    first.wait_for()
    assert first.inner_text() == {"en": "Chongqing", "zh": "重庆"}[lang]
    page.locator(".search input").press("Enter")
    take_up(page, "reach")
    page.locator("#reach-card [value='25']").check()
    page.wait_for_function("() => document.querySelectorAll('path.reach-ring').length === 1")
    assert page.locator("#reach-card tbody tr").count() == 4
    take_up(page, "measure")
    page.locator("#measure-card [value=line]").click()
    for _ in range(2):
        page.locator(".zone-map").press("Enter")
        page.locator(".zone-map").press("Shift+ArrowRight")
    page.wait_for_function(
        "() => / (k?m)$/.test(document.querySelector('#measure-card output').value)"
    )
    page.locator("#measure-card [name=finish]").click()
    page.locator("#measure-card .drawn-entry").wait_for()
    assert page.locator("#measure-card [name=link]").is_hidden()
    take_up(page, "add")
    page.evaluate(DROP, ["lots.geojson", json.dumps(LOTS)])
    page.locator("#add-card .drawn-name", has_text="Lot A").wait_for()
    page.evaluate(DROP, ["sites.csv", CSV])
    page.locator("#add-card .drawn-name", has_text="站点甲").wait_for()
    told = page.locator("#add-card .drawn-entry .quiet").all_inner_texts()
    parts = page.evaluate(
        "document.querySelector('.zone-map').zone.data.parts.map(({ name }) => name)"
    )
    assert len(told) == 5  # with the line that was drawn, of which nobody says it
    assert [any(part in each for part in parts) for each in told] == [False, *[False, True] * 2]
    assert page.locator("#add-card .plot-layer-report li").count() == 1
    page.evaluate(DROP, ["drawing.dxf", "0\nSECTION\n"])
    page.locator("#add-card .plot-said .warning", has_text="drawing.dxf").wait_for()
    take_up(page, "compare")
    for part in ("longmatan-core", "big-data-park"):
        page.locator(f".list [data-compare={part}]").dispatch_event("click")
    page.locator("#compare-card a.button").click()
    table = page.locator("dialog.side-by-side table")
    table.wait_for()
    assert table.locator("thead th").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.asked == []


def test_what_is_dropped_measures_as_on_the_server(open_map, client):
    page = open_map()
    page.evaluate(DROP, ["lots.geojson", json.dumps(LOTS)])
    page.locator("#add-card .drawn-name", has_text="Lot A").click()
    panel = page.locator(".plot-detail")
    panel.wait_for()
    [layer] = client.post(
        "/api/inspect", data=json.dumps(LOTS), content_type="application/geo+json"
    ).get_json()["layers"]
    [row] = layer["rows"]
    facts = dict(
        zip(
            panel.locator(".facts dt").all_inner_texts(),
            panel.locator(".facts dd").all_inner_texts(),
            strict=True,
        )
    )
    said = panel.locator(".headline").inner_text()
    assert "Not certain · " in said
    assert facts["Geodesic area"].startswith(f"{row['area_m2']:,.2f} m²")
    assert facts["Perimeter"] == f"{row['perimeter_m']:,.2f} m"
    # Of two parts that it reaches into by the same, either may be named.
    verdict = {"certain": "Certain", "possible": "Not certain", "not_known": "Not known"}
    reason = panel.locator(".plot-reason").inner_text()
    assert reason.startswith(verdict[row["verdict"]])
    assert reason.endswith(row["reason"].partition(" is uncertain ")[2])
    shares = {each["name"]: each["share"] for each in row["parts"]}
    listed = panel.locator("table").first.locator("tbody tr")
    for name, share in zip(
        listed.locator("th").all_inner_texts(),
        listed.locator("td:nth-child(2)").all_inner_texts(),
        strict=True,
    ):
        if name in shares:
            assert abs(int(share.rstrip("%")) - 100 * shares[name]) < 1  # they add up to 100


def test_parts_side_by_side_say_what_the_sites_page_says(open_map, client):
    page = open_map("en", "#compare=longmatan-core,luxian-district")
    page.locator("#compare-card a.button").click()
    said = page.locator("dialog.side-by-side tbody").all_inner_texts()
    address = "/compare?part=longmatan-core&part=luxian-district&lang=en&f=html"
    served = client.get(address).get_data(as_text=True).replace("\xa0", " ")
    for cell in ("4.62 km²", "about 87.4 km² (assumed)"):
        assert cell in said[0]
        assert cell in served
    numbers = re.findall(r'<span class="number">([^<]*)</span>', served)
    assert len(numbers) > 10
    assert [each for each in numbers if each not in "\n".join(said)] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "parts", ["longmatan-core,luxian-district", "jiangyang-district,longmatan-core,big-data-park"]
)
def test_they_say_which_differences_are_within_the_uncertainty(open_map, client, lang, parts):
    page = open_map(lang, f"#compare={parts}")
    page.locator("#compare-card a.button").click()
    dialog = page.locator("dialog.side-by-side")
    heads = dialog.locator("tbody th[scope=row]")
    said = {
        each.text_content() for each in heads.all() if each.locator(".alike:not(:empty)").count()
    }
    query = "".join(f"&part={each}" for each in parts.split(","))
    served = client.get(f"/compare?lang={lang}&f=html{query}").get_data(as_text=True)
    there = re.findall(r'<th scope="row">(.*?)<span class="quiet alike">(.*?)</span>', served)
    assert said == {re.sub("<[^>]*>", "", label) + remark for label, remark in there}
    assert len(said) > 0
    note = dialog.locator("p.warning").inner_text()
    assert note.startswith({"en": "Dashed outline: schematic.", "zh": "虚线：示意轮廓。"}[lang])


@pytest.mark.parametrize(("lang", "other"), [("en", "中文"), ("zh", "English")])
def test_the_other_language_keeps_what_was_done(open_map, lang, other):
    page = open_map(lang, "#from=longmatan-core&rings=25")
    page.evaluate(DROP, ["lots.geojson", json.dumps(LOTS)])
    page.locator("#add-card .drawn-entry").wait_for()
    page.locator(".languages a", has_text=other).click()
    page.wait_for_selector(".zone-map[data-tools=ready]")
    code = {"中文": "zh", "English": "en"}[other]
    assert page.evaluate("document.documentElement.dataset.lang") == code
    assert page.evaluate("document.documentElement.lang").startswith(code)
    assert page.title() == page.locator(".bar h1").inner_text()
    assert (
        page.locator(".entry-name").first.inner_text()
        == {
            "en": "Longmatan Core Area",
            "zh": "龙马潭核心区",
        }[code]
    )
    assert page.locator("path.reach-ring").count() == 1
    take_up(page, "add")
    page.locator("#add-card .drawn-name", has_text="Lot A").wait_for()
    page.locator(".entry[data-part=big-data-park]").click()
    panel = page.locator(".part-detail:visible")
    assert (
        panel.locator("h2").inner_text()
        == {"en": "Big data industrial park", "zh": "大数据产业园"}[code]
    )
    assert "part=big-data-park" in page.url
    assert "rings=25" in page.url


def test_the_outline_of_a_county_is_shown(open_map):
    page = open_map()
    page.locator(".search input").fill("Lu County")
    page.locator("[role=option]", has_text="County or district").first.click()
    page.wait_for_selector("path.found-outline", state="attached")
    assert page.asked == []


def test_a_reader_of_a_browser_that_cannot_unpack_has_the_map(open_page, saved):
    page = open_page("about:blank", ready="body", timezone_id="UTC")  # in a context of its own
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(saved.as_uri())
    page.wait_for_selector("path.part", state="attached")
    page.wait_for_selector(".search", state="detached")
    assert page.locator(".map-buttons.tools").count() == 0


def test_it_works_where_the_site_shows_it_without_an_origin(open_page, site):
    page = open_page(f"{site}/export/map.html?lang=en#ask=28.9,105.4")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_function(ANSWER)
    page.locator(".languages a", has_text="中文").click()
    page.wait_for_selector("html[lang|=zh] .zone-map[data-tools=ready]")
    page.wait_for_function(ANSWER)
    page.evaluate(DROP, ["lots.geojson", json.dumps(LOTS)])
    page.locator("#add-card .drawn-name", has_text="Lot A").wait_for()
    assert "ask=28.9" in page.url
