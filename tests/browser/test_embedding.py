"""The map inside another page of another origin: a guest that behaves."""

import pytest

pytestmark = pytest.mark.browser

LISTENER = """<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Host</title>
<style>body{margin:0;height:3000px}iframe{width:600px;height:300px;border:0;display:block}</style>
<p>Before</p><iframe title="Map" src="%s"></iframe>
<script>
  window.heard = [];
  const frame = document.querySelector("iframe");
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.data?.type !== "zonemap:height") return;
    heard.push([event.origin, event.data]);
    frame.style.height = event.data.height + "px";
  });
</script></html>"""


@pytest.fixture
def hosted(open_page, other_origin, site):
    def opened(query="", **options):
        page = open_page(other_origin(LISTENER % f"{site}/embed{query}"), ready="iframe", **options)
        page.frame_locator("iframe").locator("path.part").first.wait_for(state="attached")
        # Outlines are drawn before the last of the map's start is done.
        page.frames[1].wait_for_function("() => document.querySelector('.zone-map').zone?._map")
        return page

    return opened


def test_a_wrong_named_parent_hears_nothing(open_page, other_origin, site):
    page = open_page(
        other_origin(LISTENER % f"{site}/embed?parent=http://elsewhere.example"),
        ready="iframe",
        silent=False,
    )
    page.frame_locator("iframe").locator("path.part").first.wait_for(state="attached")
    page.evaluate(
        f"frame.contentWindow.postMessage({{type: 'zonemap:hello', version: 1}}, '{site}')"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("heard") == []


def test_the_frame_takes_the_height_it_tells(open_page, other_origin, site):
    address = other_origin("")
    origin = address.rsplit("/", 1)[0]
    page = open_page(address, ready="html", silent=False)
    page.set_content(LISTENER % f"{site}/embed?parent={origin}")
    page.wait_for_function("heard.at(-1)?.[1].height === 408")
    sender, said = page.evaluate("heard.at(-1)")
    assert sender == site
    assert said["version"] == 1
    assert page.locator("iframe").bounding_box()["height"] == 408


def test_a_panel_below_the_map_is_told(open_page, other_origin, site):
    address = other_origin("")
    origin = address.rsplit("/", 1)[0]
    page = open_page(address, ready="html", silent=False)
    page.set_content(LISTENER % f"{site}/embed?parent={origin}")
    frame = page.frame_locator("iframe")
    frame.locator("path[data-part=luxian-district]").dispatch_event("click")
    page.wait_for_function("heard.at(-1)?.[1].height === 408 + 260")
    frame.get_by_role("button", name="Close").click()
    page.wait_for_function("heard.at(-1)[1].height === 408")


def test_who_asks_before_the_map_is_there_is_answered(open_page, other_origin, site):
    page = open_page(other_origin(LISTENER % f"{site}/embed"), ready="iframe")
    page.evaluate(
        """site => { frame.style.marginTop = "2500px"; frame.src += "?lang=en"; // unpainted
        frame.onload = () =>
            frame.contentWindow.postMessage({ type: "zonemap:hello", version: 1 }, site); }""",
        site,
    )
    page.wait_for_function("heard.length > 0")


def test_a_parent_that_asks_is_verified(hosted, site):
    page = hosted()
    assert page.evaluate("heard") == []
    page.evaluate(
        f"frame.contentWindow.postMessage({{type: 'zonemap:hello', version: 1}}, '{site}')"
    )
    page.wait_for_function("heard.length > 0")


def test_an_unknown_version_is_ignored(hosted, site):
    page = hosted()
    page.evaluate(
        f"frame.contentWindow.postMessage({{type: 'zonemap:hello', version: 2}}, '{site}')"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("heard") == []


def test_the_wheel_scrolls_the_page_not_the_map(hosted):
    page = hosted("?lang=en")
    frame = page.frames[1]
    zoom = frame.evaluate("document.querySelector('.zone-map').zone._map.getZoom()")
    page.mouse.move(300, 200)
    page.mouse.wheel(0, 400)
    page.wait_for_function("scrollY > 100")
    assert frame.evaluate("document.querySelector('.zone-map').zone._map.getZoom()") == zoom
    assert frame.locator(".gesture-hint").inner_text() == "Hold Ctrl and scroll to zoom the map."


def test_with_ctrl_the_wheel_zooms(hosted):
    page = hosted()
    frame = page.frames[1]
    zoom = frame.evaluate("document.querySelector('.zone-map').zone._map.getZoom()")
    page.mouse.move(300, 200)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(600)
    page.keyboard.up("Control")
    assert frame.evaluate("document.querySelector('.zone-map').zone._map.getZoom()") > zoom
    assert page.evaluate("scrollY") == 0


def test_the_address_sets_the_view(open_page, site):
    page = open_page(
        f"{site}/embed?parts=big-data-park,luxian-district&controls=0&theme=dark&lang=zh#12/28.9/105.5"
    )
    state = page.evaluate(
        "(() => { const m = document.querySelector('.zone-map').zone._map, c = m.getCenter();"
        " return [m.getZoom(), +c.lat.toFixed(3), +c.lng.toFixed(3)] })()"
    )
    assert state == [12, 28.9, 105.5]
    assert page.locator("path.part").count() == 2
    assert page.locator(".map-buttons").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(27, 31, 36)"


@pytest.mark.parametrize("path", ["/embed", "/"])
def test_without_scripts_there_is_a_picture(open_page, site, path):
    page = open_page(f"{site}{path}?lang=en", java_script_enabled=False, ready=".static-map")
    picture = page.locator(".static-map")
    picture.wait_for(state="visible")
    assert "Longmatan Core Area" in picture.get_attribute("alt")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_share_dialog_gives_code_that_works(open_page, other_origin, site, lang):
    page = open_page(f"{site}/parts/machinery-park?lang={lang}")
    page.get_by_role("button", name={"en": "Share and embed", "zh": "分享与嵌入"}[lang]).click()
    page.locator("dialog.share code").nth(4).wait_for()
    codes = page.locator("dialog.share code").all_text_contents()
    assert len(codes) == 5
    assert codes[0] == page.url
    host = open_page(
        other_origin(f"<!doctype html><link rel=icon href=data:,>{codes[1]}"), ready="iframe"
    )
    host.frame_locator("iframe").locator(".part-detail:visible").wait_for()
    assert host.locator("iframe").get_attribute("loading") == "lazy"


def shared(page):
    page.get_by_role("button", name="Share and embed").click()
    page.locator("dialog.share code").nth(4).wait_for()
    codes = page.locator("dialog.share code").all_text_contents()
    page.keyboard.press("Escape")
    return codes


def test_shared_pictures_and_link_show_the_view_on_the_screen(open_page, site):
    page = open_page(f"{site}/?lang=en")
    view = page.locator("[data-view=region]")
    view.click()
    page.wait_for_url("**#view=region")
    codes = shared(page)
    assert codes[0] == f"{site}/?lang=en#view=region"
    assert "figure.png?lang=en&view=region)" in codes[2]
    assert "figure.png?lang=en&view=region)" in codes[3]


def test_a_view_that_was_left_is_not_shared(open_page, site):
    page = open_page(f"{site}/?lang=en&view=region")
    page.locator("[data-view=zone]").click()
    codes = shared(page)
    assert codes[0] == f"{site}/?lang=en"
    assert "view=region" not in codes[2]


def test_the_share_dialog_closes_and_returns_focus(open_page, site):
    page = open_page(f"{site}/?lang=en")
    page.get_by_role("button", name="Share and embed").click()
    page.keyboard.press("Escape")
    assert page.locator("dialog.share").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Share and embed"


def test_the_report_page_disables_what_a_factsheet_does_not_take(open_page, site):
    page = open_page(f"{site}/report?lang=both", ready=".preview img")
    page.locator("select[name=format]").select_option("factsheet.pdf")
    page.wait_for_url("**format=factsheet.pdf**")
    assert page.locator("input[name=lang][value=both]").is_checked()
    assert page.locator("select[name=size]").is_disabled()
    for n in range(4):
        page.locator("input[name=part]").nth(n).check()
    assert page.locator("input[name=part]").nth(4).is_disabled()
    page.locator("input[name=part]").nth(0).uncheck()
    assert page.locator("input[name=part]").nth(4).is_enabled()


def test_the_report_page_follows_the_choice(open_page, site):
    page = open_page(f"{site}/report?lang=en", ready=".preview img")
    page.locator("input[name=view][value=region]").check()
    page.wait_for_url("**view=region**")
    page.locator(".preview img[src*='view=region']").wait_for()
    page.locator(".busy").wait_for(state="detached")
    assert page.evaluate("document.querySelector('.preview img').naturalWidth") > 0
    assert "--view region" in " ".join(page.locator(".codes").all_text_contents())


def test_the_share_dialog_leaves_with_the_address_that_it_tells(open_page, site):
    page = open_page(f"{site}/?lang=en", ready=".zone-map[data-tools=ready]")
    page.evaluate("void history.pushState(null, '', '#view=region')")
    page.get_by_role("button", name="Share and embed").click()
    page.locator("dialog.share[open]").wait_for()
    page.go_back()
    page.locator("dialog.share[open]").wait_for(state="detached")
