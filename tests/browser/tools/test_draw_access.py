"""Drawing, keeping and sharing for everyone: axe finds nothing in any state, light or dark, on any screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

FIND = """axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.slice(0, 4).map(({ html }) => html.slice(0, 120))]))"""
LOOKS = {
    "desk-en": ({"size": (1440, 900)}, "light"),
    "tablet-zh": ({"size": (820, 1180), "has_touch": True}, "dark"),
    "phone-zh": ({"size": (390, 844), "has_touch": True}, "light"),
}
RING = "29.05,105.48;29.11,105.52;29.04,105.55"
CROSSED = "29.05,105.48;29.09,105.54;29.05,105.54;29.09,105.48"
STATES = {
    "aiming": ("", ["measure"]),
    "found in the address": (f"#area={RING}", []),
    "crossed": (f"#area={CROSSED}", []),
    "finished": (f"#line={RING}", ["finish"]),
    "a point chosen": (f"#area={RING}", ["finish", "vertex"]),
    "a broken link": ("#plots=x", []),
    "kept": (f"#area={RING}", ["finish", "kept", "again"]),
}
ACTS = {
    "measure": "document.querySelectorAll('.tools button')[1].click()",
    "finish": "document.querySelector('#measure-card [name=finish]').click()",
    "vertex": "document.querySelector('.handle.vertex').click()",
    "again": "sessionStorage.clear()",
}
AFTER = {
    "measure": ".zone-map.aiming",
    "finish": ".drawn-entry",
    "vertex": ".handle.chosen",
    "again": ".notice button",
}


def act(page, step, address):
    if step == "kept":
        page.wait_for_function("() => localStorage.length === 1")
        return
    if step == "again":
        page.goto(address.replace("/?", "/healthz?"))
    page.evaluate(ACTS[step])
    if step == "again":
        page.goto(address)
    page.wait_for_selector(AFTER[step], state="attached")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page, site, state, look):
    options, scheme = LOOKS[look]
    fragment, steps = STATES[state]
    address = f"{site}/?lang={look[-2:]}"
    page = open_page(f"{address}{fragment}", silent=False, color_scheme=scheme, **options)
    page.wait_for_selector(".zone-map[data-tools=ready]")
    for step in steps:
        act(page, step, address)
    if fragment == "#plots=x":
        page.wait_for_selector(".notice")
    page.wait_for_timeout(300)
    page.evaluate(Axe().axe_script)
    assert page.evaluate(FIND) == []
