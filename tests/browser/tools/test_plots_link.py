"""Shapes in an address: copied, opened elsewhere, measured; broken ones do nothing."""

import gzip
import json
import re
from base64 import urlsafe_b64encode
from random import Random

import pytest

pytestmark = pytest.mark.browser

RING = [(29.05, 105.48), (29.11, 105.52), (29.04, 105.55)]
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def pack(value):
    packed = gzip.compress(json.dumps(value).encode())
    return urlsafe_b64encode(packed).decode().rstrip("=")


def points_of(count):
    scatter = Random(1)
    return [
        [
            f"Site {scatter.randrange(10**9)}",
            "Point",
            [round(scatter.uniform(105.4, 105.5), 7), round(scatter.uniform(28.9, 29), 7)],
        ]
        for _ in range(count)
    ]


def press(tools, english, chinese):
    card = tools.card("measure")
    card.get_by_role("button", name=tools.word(english, chinese), exact=True).click()


def test_a_drawing_travels_in_an_address(tools):
    page = tools.open(**CLIPBOARD)
    tools.use("measure")
    page.locator("#measure-card [value=area]").click()
    for point in RING:
        tools.click(*point)
    press(tools, "Finish", "完成")
    page.wait_for_selector(".map-label.sized", state="attached")
    label = page.locator(".map-label.sized").all_text_contents()
    press(tools, "Copy link", "复制链接")
    page.get_by_text(tools.word("Link copied.", "已复制链接")).locator(
        "visible=true"
    ).first.wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"#plots=[\w-]{50,}$", link)
    assert len(link) < 2000
    asked = []
    page.evaluate(
        "indexedDB.deleteDatabase('zonemap-plots'); localStorage.clear(); sessionStorage.clear()"
    )
    page.goto("about:blank")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(link)
    page.wait_for_selector(".map-label.sized", state="attached")
    assert page.locator(".map-label.sized").all_text_contents() == label
    assert not [url for url in asked if "plots=" in url]
    assert "plots" not in tools.state()


@pytest.mark.parametrize(("count", "said"), [(160, "cut links off"), (490, "the limit is 8,000")])
def test_a_long_link_is_warned_of_and_a_longer_one_refused(desk, count, said):
    fragment = pack([1, [["Sites", 1, points_of(count)]]])
    page = desk.open(f"/#plots={fragment}", **CLIPBOARD)
    page.wait_for_selector(".notice")
    desk.use("measure")
    page.locator(".drawn-entry").first.wait_for()
    press(desk, "Copy link", "复制链接")
    page.locator("#measure-card .note").filter(has_text=said).wait_for()


@pytest.mark.parametrize(
    "fragment",
    [
        "x",
        "%3Cscript%3E",
        pack({"a": 1}),
        pack([1, [["a", 1, [["n", "Point", [1e9, 2]]]]]]),
        pack([1, [["a", 1, [["n", "__proto__", [1, 2]]]]]]),
        "A" * 20_000,
        pack([1, [["", 0, []]] * 2000]),
        pack([1, [["", 0, [["", "Point", [105.45, 28.9]]] * 2000]]]),
    ],
)
def test_a_broken_link_is_one_sentence(desk, fragment):
    page = desk.open(f"/#plots={fragment}")
    page.locator(".notice").wait_for()
    assert "cannot be read" in page.locator(".notice p").inner_text()
    assert page.locator("path.part").count() == 8
    assert "plots" not in desk.state()


def test_names_in_a_link_are_text(desk):
    name = "<img src=x onerror=\"document.title='run'\">"
    page = desk.open(f"/#plots={pack([1, [[name, 1, [[name, 'Point', [105.45, 29.05]]]]]])}")
    page.wait_for_selector(".map-label.sized", state="attached")
    assert page.locator(".map-label img, .notice img").count() == 0
    assert page.title() != "run"


def test_the_layers_of_a_link_are_measured_one_after_the_other(desk):
    fragment = pack([1, [[f"Site {n}", 0, points_of(2)] for n in range(6)]])
    page = desk.open("/")
    running, most = [], []

    def measure(route):
        running.append(route)
        most.append(len(running))
        page.wait_for_timeout(100)
        running.remove(route)
        route.continue_()

    page.route("**/api/inspect*", measure)
    page.evaluate("text => { location.hash = `plots=${text}`; }", fragment)
    page.wait_for_function(
        "() => window.performance.getEntriesByType('resource')"
        ".filter(({ name }) => name.includes('/api/inspect')).length === 6"
    )
    assert most == [1] * 6
