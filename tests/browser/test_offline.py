"""The site opens without a network after one visit, and drops what it kept when the data change."""

import json
import shutil

import pytest

from geo.zone import DEFAULT_PATH

pytestmark = pytest.mark.browser

KEPT = """async () => { const names = await caches.keys();
    const pages = names.length ? await (await caches.open(names.at(-1))).keys() : [];
    return [names, pages.length]; }"""


def until(page, expression, argument=None):
    for _ in range(100):
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(200)
    pytest.fail(f"never: {expression}")


def wait_until_kept(page):
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    until(page, "() => navigator.serviceWorker.controller !== null")


@pytest.fixture(scope="module")
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def visited(reading, site, lang):
    """A page that has kept the site in a visit and is offline now: each test goes where it wants."""
    with reading(f"{site}/?lang={lang}", worker=True) as page:
        wait_until_kept(page)
        assert page.locator(".offline-note").count() == 0
        page.context.set_offline(True)
        yield page


def in_languages(*names):
    return pytest.mark.parametrize("lang", names, indirect=True, scope="module")


@in_languages("en", "zh")
def test_it_opens_without_a_network_after_one_visit(visited, site, lang):
    page = visited
    page.goto(f"{site}/parts/big-data-park?lang={lang}")
    page.wait_for_selector("path.selected", state="attached")
    assert page.locator("path.part").count() == 8
    assert page.locator(".part-detail:visible").get_attribute("data-panel") == "big-data-park"
    assert page.locator("html").get_attribute("lang").startswith(lang)
    page.goto(f"{site}/areas?lang={lang}")
    assert page.locator("tbody tr").count() == 8


NEEDED = {"en": "This page needs a network connection", "zh": "此页面需联网使用"}


@in_languages("en", "zh")
def test_what_the_server_makes_says_that_it_needs_the_network(visited, site, lang):
    page, words = visited, NEEDED[lang]
    for path in ("/compare?part=big-data-park&part=longmatan-core&", "/locate?lon=105&lat=28&"):
        page.goto(f"{site}{path}lang={lang}")
        assert page.locator(".offline-note").inner_text().startswith(words)
        assert page.locator("path.part").count() == 8


def test_asking_without_a_network_is_answered_in_one_line(open_page, site):
    page = open_page(f"{site}/?lang=en", silent=False, worker=True)
    wait_until_kept(page)
    page.context.set_offline(True)
    page.goto(f"{site}/?lang=en")
    page.get_by_role("button", name="Query a point").click()
    page.locator("#ask-card input").fill("28.9, 105.4")
    page.locator("#ask-card input").press("Enter")
    said = page.locator("#ask-card .answer .warning").inner_text()
    assert said.startswith("You are offline. In which part the point lies is answered once")
    assert "HTML map" in said
    page.locator(".credits summary").click()
    assert "opens without a network" in page.locator(".offline-hint").inner_text()
    assert page.locator(".downloads a", has_text="HTML").count() >= 1
    assert page.locator("#ask-card input").input_value() == "28.9, 105.4"
    assert page.locator("path.ask-ring").count() == 1


@in_languages("en")
def test_a_brief_without_a_network_does_not_leave_the_part(visited, site):
    page = visited
    page.goto(f"{site}/parts/big-data-park?lang=en")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    for _ in range(2):
        page.locator(".part-detail:visible .brief-links a").first.click()
    said = page.locator(".part-detail:visible .brief-offline")
    assert said.all_inner_texts() == ["You are offline. Site briefs need a connection."]
    assert page.url.endswith("/parts/big-data-park?lang=en")


def test_other_data_drop_what_was_kept(open_page, serving, tmp_path):
    path = shutil.copytree(DEFAULT_PATH.parent, tmp_path / "data") / DEFAULT_PATH.name
    with serving("--data", str(path)) as address:
        page = open_page(address, worker=True)
        wait_until_kept(page)
        [before], pages = page.evaluate(KEPT)
    assert pages > 10
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"][0]["properties"]["name"] = "Renamed core"
    path.write_text(json.dumps(content), encoding="utf-8")
    port = address.rpartition(":")[2]
    with serving("--data", str(path), port=port):
        page.goto(address)
        until(
            page,
            "async old => (await caches.keys()).join() !== old && (await caches.keys()).length === 1",
            before,
        )
        page.context.set_offline(True)
        page.goto(address)
        page.wait_for_selector(".part", state="attached")
        assert page.locator(".entry-name").first.inner_text() == "Renamed core"


def test_the_manifest_describes_an_installable_page(open_page, site):
    page = open_page(f"{site}/?lang=zh")
    address = page.locator("link[rel=manifest]").get_attribute("href")
    manifest = page.request.get(site + address).json()
    assert manifest["display"] == "standalone"
    assert manifest["name"] == "泸州高新技术产业开发区"
    sizes = {icon["sizes"]: icon for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= set(sizes)
    for icon in manifest["icons"]:
        assert page.request.get(site + icon["src"]).ok


@pytest.mark.skipif(shutil.which("chromium") is None, reason="NO CHROMIUM WITH WINDOWS HERE")
def test_nothing_but_the_private_window_of_the_test_keeps_it_from_being_installed(launch, site):
    """Chromium alone judges this; the one without windows has nothing to say."""
    page = launch(shutil.which("chromium")).new_page()
    page.goto(f"{site}/?lang=zh")
    session = page.context.new_cdp_session(page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [each["errorId"] for each in errors] == ["in-incognito"]
    page.context.browser.close()
