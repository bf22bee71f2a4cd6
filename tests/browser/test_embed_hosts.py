"""The embedded map in the pages of others: any width, hidden, sandboxed, lazy, several, printed."""

import io
import json
import re
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import parse_qs, quote, unquote, urlsplit
from urllib.request import urlopen

import pytest
from pypdf import PdfReader

from tests.browser.tools.test_plots_link import pack

pytestmark = pytest.mark.browser

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><title>Host</title><style>body{margin:0}</style>"""
WIDTHS = (300, 360, 500, 720, 800, 1200)
READY = "() => document.querySelector('.zone-map')?.zone?.labels.isSettled"
# South, west, north and east in degrees: of the map, of what nothing lies over, and of the zone.
STATE = """(() => {
  const { zone } = document.querySelector('.zone-map');
  const { map } = zone;
  const degrees = (box) => [box.getBottomLeft(), box.getTopRight()]
    .map((at) => map.containerPointToLatLng(at)).flatMap(({ lat, lng }) => [lat, lng]);
  const size = map.getSize();
  return { free: degrees(zone.free()), all: degrees(L.bounds([0, 0], size)), size: [size.x, size.y],
           zone: zone.data.bounds.zone.flat(), region: zone.data.bounds.region.flat(),
           drawn: document.querySelectorAll('path.part').length, zoom: map.getZoom() }; })()"""


def contains(outer, inner):
    return all(a <= b for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        a >= b for a, b in zip(outer[2:], inner[2:], strict=True)
    )


def share_of(inner, outer):
    """Return how much of the height or of the width the inner box fills, the larger of both."""
    return max((inner[n + 2] - inner[n]) / (outer[n + 2] - outer[n]) for n in (0, 1))


def state(page, at=1):
    page.frames[at].wait_for_function(READY)
    return page.frames[at].evaluate(STATE)


def see_widths(open_page, host):
    """Open a page with a map anew in windows of each width; yield the width and the map's state."""
    page = open_page(host, ready="iframe", size=(WIDTHS[0], 900))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(host)
        yield width, state(page)


def assert_shows(seen, bounds):
    assert contains(seen["free"], bounds), seen
    assert share_of(bounds, seen["free"]) > 0.4, seen
    assert seen["drawn"] == 8


def frame(address, more='width="600" height="400"'):
    return f'<iframe title="Map" src="{escape(address)}" {more}></iframe>'


def embed_code(page):
    page.get_by_role("button", name="Share and embed").click()
    page.locator("dialog.share code").nth(4).wait_for()
    return page.locator("dialog.share code").nth(1).text_content()


def test_the_code_of_an_untouched_map_shows_the_zone_at_any_width(open_page, other_origin, site):
    screens = ((1920, 1080), (390, 844))
    codes = [embed_code(open_page(f"{site}/?lang=en", size=screen)) for screen in screens]
    for code in dict.fromkeys(codes):  # it is the same, or each is looked at
        assert "#" not in code
        assert "bounds" not in code
        for width, seen in see_widths(open_page, other_origin(HEAD + code)):
            assert seen["size"][0] == width
            assert_shows(seen, seen["zone"])


def test_the_code_of_a_moved_map_shows_the_same_area_at_any_width(open_page, other_origin, site):
    page = open_page(f"{site}/?lang=en", size=(1920, 1080))
    page.wait_for_selector(".zone-map[data-tools=ready]")
    for _ in range(8):
        page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("() => location.hash.startsWith('#bounds=')")
    page.wait_for_timeout(400)
    bounds = [float(each) for each in page.url.partition("=")[2].partition("=")[2].split(",")]
    host = other_origin(HEAD + embed_code(page))
    for width, seen in see_widths(open_page, host):
        assert contains(seen["free"], bounds), width
        assert share_of(bounds, seen["free"]) > 0.8


def test_the_dialog_says_what_goes_along(open_page, site):
    where = (
        "#bounds=28.8,105.3,29,105.6&rings=10,50&from=28.9,105.46&ask=28.91,105.47"
        "&compare=big-data-park"
    )
    page = open_page(f"{site}/parts/machinery-park?lang=en{where}")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    code = embed_code(page)
    said = page.locator("dialog.share").inner_text()
    for words in (
        "Included: the area on the screen, the selected part (Machinery and equipment industrial park), the range rings, the queried point, the comparison, and light or dark",
    ):  # fmt: skip
        assert words in said
    assert "Included only in the link" not in said
    assert "Pictures leave out" not in said
    markdown = page.locator("dialog.share code").nth(2).text_content()
    assert (
        "&bounds=28.8,105.3,29,105.6&from=28.9,105.46&rings=10,50&ask=28.91,105.47&compare=big-data-park)"
        in markdown
    )
    assert "selected=machinery-park" in markdown
    query = parse_qs(urlsplit(unescape(re.search(r'src="([^"]+)"', code)[1])).query)
    assert query == {
        "lang": ["en"],
        "part": ["machinery-park"],
        "bounds": ["28.8,105.3,29,105.6"],
        "rings": ["10,50"],
        "from": ["28.9,105.46"],
        "ask": ["28.91,105.47"],
        "compare": ["big-data-park"],
    }


def test_an_older_address_is_shared_as_bounds(open_page, site):
    page = open_page(f"{site}/?lang=en#12/28.9/105.44")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    assert "&amp;bounds=28." in embed_code(page)
    assert page.locator("dialog.share code").first.text_content() == page.url
    assert "#bounds=28." in page.url


HIDDEN = {
    "tab": '<div id="box" hidden>{}</div>',
    "details": '<details id="box"><summary>Map</summary>{}</details>',
    "slide": '<div id="box" style="display:none;transform:scale(.8)">{}</div>',
    "accordion": '<style>#box{{height:0;overflow:hidden;transition:height .3s}}#box.open{{height:400px}}'
    '#box iframe{{width:19%;height:100%;border:0}}</style><div id="box">{}</div>',
}  # fmt: skip
OPEN = """box => { box.hidden = false; box.open = true; box.classList.add('open');
    if (box.style.display === 'none') box.style.display = 'block'; }"""
ADDRESSES = {
    "/embed?lang=en": "zone",
    "/embed?lang=en&view=region": "region",
    "/embed?lang=en&bounds=28.8,105.3,29,105.6": (28.8, 105.3, 29, 105.6),
    "/embed?lang=en&part=big-data-park#bounds=28.8,105.3,29,105.6": (28.8, 105.3, 29, 105.6),
    "/export/map.html?lang=en": "zone",
}


@pytest.mark.parametrize("kind", HIDDEN)
@pytest.mark.parametrize("loading", ["eager", "lazy"])
def test_a_map_opened_later_shows_its_view(open_page, other_origin, site, kind, loading):
    frames = "".join(
        frame(site + each, f'width="600" height="400" loading="{loading}"') for each in ADDRESSES
    )
    page = open_page(
        other_origin(HEAD + HIDDEN[kind].format(frames)), ready="iframe", size=(1300, 1400)
    )
    page.wait_for_timeout(400)
    page.locator("#box").evaluate(OPEN)
    for at, (address, shown) in enumerate(ADDRESSES.items(), 1):
        for _ in range(200):  # it is fitted anew while the accordion opens
            seen = state(page, at)
            bounds = seen[shown] if isinstance(shown, str) else shown
            if contains(seen["free"], bounds) and share_of(bounds, seen["free"]) > 0.3:
                break
            page.wait_for_timeout(50)
        else:
            pytest.fail(f"{address} shows {seen}")
        assert min(seen["size"]) > 150


def test_a_view_that_the_reader_moved_to_stays_when_the_size_changes(open_page, other_origin, site):
    page = open_page(other_origin(HEAD + frame(f"{site}/embed?lang=en")), ready="iframe")
    before = state(page)
    page.locator("iframe").evaluate("e => { e.width = 500 }")
    page.frames[1].wait_for_function(
        "() => document.querySelector('.zone-map').zone.map.getSize().x == 500"
    )
    refitted = state(page)
    assert_shows(refitted, refitted["zone"])
    page.frames[1].get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(500)
    page.locator("iframe").evaluate("e => { e.width = 700 }")
    page.frames[1].wait_for_function(
        "() => document.querySelector('.zone-map').zone.map.getSize().x == 700"
    )
    assert state(page)["zoom"] == refitted["zoom"] + 1 >= before["zoom"]


@pytest.mark.parametrize(
    "sandbox",
    ["allow-scripts", "allow-scripts allow-popups", "allow-scripts allow-same-origin"],
)
def test_a_sandboxed_map_is_whole(open_page, other_origin, site, sandbox):
    host = HEAD + frame(f"{site}/embed?lang=en", f'width="600" height="400" sandbox="{sandbox}"')
    page = open_page(other_origin(host), ready="iframe")
    seen = state(page)
    assert_shows(seen, seen["zone"])
    page.frames[1].locator("path[data-part=luxian-district]").dispatch_event("click")
    page.frames[1].locator(".part-detail:visible").wait_for()
    assert (
        page.frames[1].evaluate("getComputedStyle(document.querySelector('h1')).position")
        == "absolute"
    )


@pytest.mark.parametrize("query", ["", "&bounds=28.8,105.3,29,105.6"])
def test_without_scripts_a_sandboxed_frame_has_the_picture(open_page, other_origin, site, query):
    host = HEAD + frame(f"{site}/embed?lang=en{query}", 'width="600" height="400" sandbox')
    page = open_page(other_origin(host), ready="iframe", silent=False, java_script_enabled=False)
    picture = page.frame_locator("iframe").locator(".static-map")
    picture.wait_for()
    assert picture.bounding_box()["width"] == 600
    assert query in unquote(picture.get_attribute("src"))


def test_a_page_opened_from_disk_shows_the_map(open_page, site, tmp_path):
    (tmp_path / "host.html").write_text(HEAD + frame(f"{site}/embed?lang=en"), "utf-8")
    page = open_page((tmp_path / "host.html").as_uri(), ready="iframe")
    seen = state(page)
    assert_shows(seen, seen["zone"])


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
@pytest.mark.parametrize("way", ["srcdoc", "data", "blob"])
def test_a_part_opens_and_closes_in_a_document_without_an_address(
    open_page, other_origin, site, sandbox, way
):
    with urlopen(f"{site}/export/map.html?lang=en") as answer:
        document = answer.read().decode()
    look = f'width="900" height="500" {sandbox}'
    if way == "blob":
        made = f"""{frame("", look)}<script>document.querySelector("iframe").src = URL.createObjectURL(
            new Blob([{json.dumps(document).replace("</", "<" + chr(92) + "/")}], {{ type: "text/html" }}))</script>"""
    elif way == "data":
        made = frame(f"data:text/html;charset=utf-8,{quote(document)}", look)
    else:
        made = f'<iframe title="Map" srcdoc="{escape(document)}" {look}></iframe>'
    page = open_page(other_origin(HEAD + made), ready="iframe")
    state(page)
    inner = page.frames[1]
    inner.locator("path[data-part=luxian-district]").dispatch_event("click")
    inner.locator(".part-detail:visible").wait_for()
    inner.get_by_role("button", name="Close the details").click()
    inner.locator(".detail").wait_for(state="hidden")
    inner.wait_for_selector(".zone-map[data-tools=ready]")
    inner.get_by_role("toolbar").get_by_role("button", name="Range rings").click()
    inner.wait_for_selector("path.reach-line", state="attached")
    assert inner.locator(".languages").count() == 0  # its links would leave the map


def as_wordpress(html):
    """Rewrite a discovered embed as `wp_filter_oembed_result` does: few attributes, and a sandbox."""
    allowed = {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"}  # fmt: skip
    found = dict(re.findall(r'(\w+)="([^"]*)"', html))
    kept = {key: value for key, value in found.items() if key in allowed}
    kept |= {"src": f"{kept['src']}#?secret=AbCdEf1234", "data-secret": "AbCdEf1234"}
    attributes = " ".join(f'{key}="{value}"' for key, value in kept.items())
    return f'<iframe sandbox="allow-scripts" security="restricted" {attributes}></iframe>'


@pytest.mark.parametrize(
    ("pasted", "bounds"),
    [
        ("/?lang=en", None),
        ("/embed?lang=en", None),
        ("/?lang=en#bounds=28.8,105.3,29,105.6", (28.8, 105.3, 29, 105.6)),
        ("/?lang=en#12/28.9/105.44", (28.89, 105.43, 28.91, 105.45)),
    ],
)
def test_wordpress_embeds_a_pasted_address(open_page, other_origin, site, pasted, bounds):
    with urlopen(f"{site}/oembed?format=xml&url={quote(site + pasted, safe='')}") as answer:
        html = unescape(re.search(r"<html>(.*)</html>", answer.read().decode())[1])
    page = open_page(other_origin(HEAD + as_wordpress(html)), ready="iframe", size=(900, 700))
    seen = state(page)
    assert contains(seen["free"], bounds or seen["zone"])
    assert seen["drawn"] == 8
    if "#12/" in pasted:
        assert seen["zoom"] == 12


def print_text(page):
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return normalize("NFKC", "".join(each.extract_text() for each in printed.pages)).replace(
        "\n", " "
    )


def test_several_lazy_maps_of_one_page_are_printed_with_their_sources(
    open_page, other_origin, site
):
    look = 'loading="lazy" style="width:100%;height:480px;border:0"'
    queries = ("lang=en", "lang=en&view=region&theme=dark", "lang=en&parts=luxian-district")
    parts = [frame(f"{site}/embed?{query}", look) for query in queries]
    far = '<p style="height:3000px">Text</p>' + frame(f"{site}/embed?lang=en&controls=0", look)
    page = open_page(other_origin(HEAD + "".join(parts) + far), ready="iframe", size=(800, 900))
    before = state(page)
    for at in (2, 3):
        page.frames[at].locator(".credits").wait_for(state="attached")
    # A print loads the last one, and does not wait for it.
    assert print_text(page).count("Schematic map") >= 3
    page.locator("iframe").nth(3).scroll_into_view_if_needed()
    page.frames[-1].wait_for_function("() => document.querySelector('.zone-map')?.zone")
    text = print_text(page)
    assert text.count("OpenStreetMap contributors, ODbL 1.0") == 4  # once a map
    assert text.count("GeoNames, CC BY 4.0") == 4
    assert "OurAirports" not in text  # all sources are as high as half a map
    assert text.count("Schematic map") == 4
    assert text.count("Longmatan Core Area") >= 2  # of the first and of the last, far below
    page.wait_for_timeout(300)
    after = page.frames[1].evaluate(STATE)
    assert after["all"] == pytest.approx(before["all"], abs=1e-3)


def test_the_code_of_a_frame_has_a_size_where_a_page_lets_no_style_through(
    open_page, other_origin, site
):
    page = open_page(f"{site}/?lang=en", size=(1280, 800))
    code = embed_code(page)
    start = '<!doctype html><meta name="viewport" content="width=device-width">'
    without_style = re.sub(r' style="[^"]*"', "", code)  # as `style-src 'self'` has it
    for each, high in ((code, 700), (without_style, 480)):
        page.goto(other_origin(start + each))
        box = page.locator("iframe").bounding_box()
        assert box["width"] > 900
        assert box["height"] > high - 1


PLOT = [[105.45, 28.85], [105.47, 28.85], [105.47, 28.865], [105.45, 28.85]]
RINGS = "part=jiangyang-district&bounds=28.6,105.2,29.2,105.8&from=jiangyang-district&rings=10,25"


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_a_sandboxed_map_shows_added_shapes(open_page, other_origin, site, sandbox):
    address = f"{site}/embed?lang=en#plots={pack([1, [['P', 0, [['A', 'Polygon', [PLOT]]]]]])}"
    host = HEAD + frame(address, f'width="600" height="400" sandbox="{sandbox}"')
    page = open_page(other_origin(host), ready="iframe")
    page.frames[1].locator(".added-shape").first.wait_for(state="attached")


@pytest.mark.parametrize(("width", "is_open"), [(1008, False), (1424, True)])
def test_the_legend_leaves_a_map_beside_a_panel_half_of_the_width(
    open_page, other_origin, site, width, is_open
):
    host = HEAD + frame(f"{site}/embed?lang=en&{RINGS}", f'width="{width}" height="706"')
    page = open_page(other_origin(host), ready="iframe", size=(1440, 900))
    inner = page.frames[1]
    inner.locator(".detail:visible").wait_for()
    inner.wait_for_function(
        f"() => document.querySelector('.legend').open === {str(is_open).lower()}"
    )
    seen = state(page)
    assert contains(seen["free"], [28.6, 105.2, 29.2, 105.8]), seen
    inner.locator(".detail .close").click()
    inner.wait_for_function("() => document.querySelector('.legend').open")


LEGEND = """() => { const box = (each) => document.querySelector(each).getBoundingClientRect();
    const [legend, map] = [box('.legend'), box('.zone-map')];
    const lines = [...document.querySelectorAll('.legend :is(li, p)')].filter((each) => each.checkVisibility());
    const over = [...document.querySelectorAll('.map-label:not(.crowded)')].map((each) => each.getBoundingClientRect())
      .filter(({ left, right, top, bottom }) => right > legend.left && left < legend.right - 1
        && bottom > legend.top + 1 && top < legend.bottom - 1);
    return { cut: lines.filter((each) => each.getBoundingClientRect().top < map.top).length, over: over.length,
             below: [...document.querySelectorAll('.reach-label')]
               .filter((each) => each.getBoundingClientRect().bottom > map.bottom).length,
             credits: box('.credits').height / map.height }; }"""


@pytest.mark.parametrize(("lang", "width"), [("en", 1000), ("zh", 720)])
def test_the_legend_of_a_printed_frame_is_whole_and_covers_no_name(
    open_page, other_origin, site, lang, width
):
    address = f"{site}/embed?lang={lang}&{RINGS}#plots={pack([1, [['P', 0, [['A', 'Polygon', [PLOT]]]]]])}"
    host = HEAD + frame(address, f'width="{width}" height="{round(width * 0.7)}"')
    page = open_page(other_origin(host), ready="iframe", size=(1024, 768))
    state(page)
    inner = page.frames[1]
    inner.locator(".added-shape").first.wait_for(state="attached")
    inner.evaluate("void window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    inner.wait_for_function(READY)
    seen = inner.evaluate(LEGEND)
    assert seen["credits"] < 0.12
    assert [seen["cut"], seen["over"], seen["below"]] == [0, 0, 0]
    page.emulate_media(media="screen")
    inner.evaluate("void window.dispatchEvent(new Event('afterprint'))")
    text = print_text(page)
    for each in ("Core", "Sub-zone", "Park") if lang == "en" else ("核心区", "片区", "产业园"):
        assert each in text


def test_two_maps_fit_on_one_sheet_of_letter_without_margins(open_page, other_origin, site):
    """A frame of the code is as wide as the paper, and so half as high at most."""
    page = open_page(f"{site}/?lang=en", size=(1280, 800))
    code = embed_code(page)
    host = "<!doctype html><style>body{margin:0}</style>" + 2 * code
    page = open_page(other_origin(host), ready="iframe", size=(1280, 800))
    no = dict.fromkeys(("top", "right", "bottom", "left"), "0")
    printed = PdfReader(io.BytesIO(page.pdf(format="Letter", margin=no)))
    assert len(printed.pages) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_printed_frame_does_not_show_what_opens_its_sources(open_page, site, lang):
    page = open_page(f"{site}/embed?lang={lang}", size=(720, 504))
    opener = page.locator(".credits .opener")
    assert opener.is_visible()
    page.emulate_media(media="print")
    assert not opener.is_visible()
    assert "OpenStreetMap" in page.locator(".credits summary").inner_text()
