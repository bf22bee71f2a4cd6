"""The map page with its tools; the tests of each tool meet both languages, four sizes, light and dark."""

import re

import pytest

LABELS = {
    "ask": ("Query a point", "点位查询"),
    "measure": ("Draw and measure", "绘制与量算"),
    "reach": ("Range rings", "距离圈"),
    "compare": ("Compare parts", "分区对比"),
    "add": ("Add data", "添加数据"),
}
LOOKS = {
    "desk-en": {"size": (1440, 900)},
    "laptop-zh": {"size": (1024, 768), "color_scheme": "dark"},
    "phone-zh": {"size": (390, 844)},
    "small-en": {"size": (320, 640), "color_scheme": "dark"},
}
# A function: the page's policy lets no text be evaluated again while it is waited for.
SETTLED = "() => document.querySelector('.zone-map').zone.labels.isSettled"
PLACE = """([lat, lon]) => {
  const map = document.querySelector('.zone-map').zone._map;
  const box = map.getContainer().getBoundingClientRect();
  const { x, y } = map.latLngToContainerPoint([lat, lon]);
  return [Math.round(x + box.left), Math.round(y + box.top)];
}"""


class Tools:
    """One page in one look."""

    def __init__(self, open_page, site, look):
        self._open, self._site, self._look = open_page, site, LOOKS[look]
        self.lang, self.is_phone = look[-2:], look in ("phone-zh", "small-en")

    def open(self, path="/", **options):
        address, sign, fragment = f"{self._site}{path}".partition("#")
        address += f"{'&' if '?' in address else '?'}lang={self.lang}{sign}{fragment}"
        self.page = self._open(address, **self._look, **options)
        self.page.set_default_timeout(8000)
        self.page.wait_for_selector(".zone-map[data-tools=ready]")
        return self.page

    def word(self, english, chinese):
        return chinese if self.lang == "zh" else english

    def card(self, name):
        return self.page.get_by_role("region", name=self.word(*LABELS[name]), exact=True)

    def button(self, name):
        bar = self.page.get_by_role("toolbar")
        return bar.get_by_role("button", name=re.compile(f"{self.word(*LABELS[name])}$"))

    def press(self, name):
        """Take up a tool by the keyboard."""
        self.button(name).focus()
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(f"#{name}-card:not([aria-busy])")

    def use(self, name):
        self.button(name).click()
        self.page.wait_for_selector(f"#{name}-card:not([aria-busy])")
        return self.card(name)

    def click(self, lat, lon, **options):
        self.page.mouse.click(*self.page.evaluate(PLACE, [lat, lon]), **options)

    def drawn_labels(self):
        """The texts of what was drawn, once the map has placed them."""
        self.page.wait_for_function(SETTLED)
        return self.page.locator(".map-label.sized").all_text_contents()

    def said(self):
        return self.page.locator("[role=status]").text_content()

    def state(self):
        text = self.page.evaluate("location.hash").removeprefix("#")
        pieces = [piece.partition("=") for piece in text.split("&") if piece]
        return {key if sign else "view": value if sign else key for key, sign, value in pieces}


def pytest_generate_tests(metafunc):
    """Give a test two of the looks, and the next one in its module the other two.

    One that is marked `any_look` has one of them, in turn.
    """
    if "tools" in metafunc.fixturenames:
        names = [name for name in vars(metafunc.module) if name.startswith("test_")]
        step = 4 if metafunc.definition.get_closest_marker("any_look") else 2
        looks = list(LOOKS)[names.index(metafunc.function.__name__) % step :: step]
        metafunc.parametrize("tools", looks, indirect=True)


@pytest.fixture
def tools(request, open_page, site):
    return Tools(open_page, site, request.param)


@pytest.fixture
def desk(open_page, site):
    """For what is the same in every look."""
    return Tools(open_page, site, "desk-en")
