"""One state on the screen, as PDF, as PNG and embedded: the same things shown, and none cropped."""

import io
import json
import re
import urllib.request
from unicodedata import normalize

import pytest
from document_text import pdf_pages
from packed_shapes import LAYERS, pack
from PIL import Image

pytestmark = pytest.mark.browser

BOUNDS = (28.75, 105.2, 29.1, 105.7)
STATE = (
    f"bounds={','.join(map(str, BOUNDS))}&rings=10&from=28.9,105.46&lines=0&ask=28.95,105.35"
    f"&line=28.85,105.3;28.83,105.4&compare=big-data-park,luxian-district&plots={pack(LAYERS)}"
)
# Of what each state of the screen must say, wherever it is shown.
NUMBERS = ["10 km", "28.950000, 105.350000", "10.01 km", "2.16 km²", "Gate"]
DRAWN = """() => document.querySelector('.reach-label') && document.querySelector('.zone-map').zone.labels.isSettled
  && document.querySelectorAll('.added-shape').length === 3"""
SEEN = """(() => { const { map } = document.querySelector('.zone-map').zone, size = map.getSize(), cropped = [];
  let count = 0;
  map.eachLayer((layer) => {
    const name = layer.options.className ?? '';
    if (!/^(reach|ask|measure|added|compared)-/.test(name)) return;
    count += 1;
    const box = layer.getBounds?.() ?? L.latLngBounds([layer.getLatLng()]);
    const inside = [box.getNorthWest(), box.getSouthEast()].every((at) => {
      const { x, y } = map.latLngToContainerPoint(at);
      return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
    });
    if (!inside) cropped.push(name);
  });
  return { count, cropped }; })()"""
LABELS = """[...document.querySelectorAll('.reach-label:not(.on-paper), .map-label.sized:not(.crowded)')].map((each) => each.innerText)"""


@pytest.fixture(scope="module")
def frame_address(pages, site):
    """The address in the embed code that the share dialog gives for the state."""
    watched = pages.take((1440, 900), locale="en-GB")
    page = watched.page
    page.goto(f"{site}/?lang=en#{STATE}")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.locator(".plot-table .plot-verdict").nth(2).wait_for(state="attached")
    page.get_by_role("button", name="Share and embed").click()
    code = page.locator("dialog.share code", has_text="<iframe").first.text_content()
    pages.give_back(watched)
    return re.search('src="([^"]+)"', code)[1].replace("&amp;", "&")


@pytest.fixture
def client_of_site(site):
    """Make a page of a state by the server of these tests."""

    def make(form, state):
        request = urllib.request.Request(
            f"{site}/api/inspect/page?f={form}&lang=en",
            json.dumps({"state": f"/#{state}"}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read()

    return make


@pytest.mark.parametrize("width", [1200, 720, 390, 300])
def test_the_embedded_map_shows_all_of_it(open_page, frame_address, width):
    for each in ("rings=10", "ask=", "line=", "compare=big-data-park,luxian-district", "#plots="):
        assert each in frame_address
    page = open_page(frame_address, size=(width, round(width * 0.7)))
    page.wait_for_function(DRAWN)
    seen = page.evaluate(SEEN)
    assert set(seen["cropped"]) <= {
        "compared-part placement-schematic"
    }  # Luxian reaches beyond the chosen area
    assert seen["count"] == 12
    said = " ".join(page.evaluate(LABELS)).replace("\\n", " ")
    if width >= 390:
        for each in NUMBERS[:3]:
            assert each in said
    legend = page.locator(".legend")
    assert "Parts compared: Big data industrial park" in legend.text_content()
    assert "Shapes added by the user, not checked: 3" in legend.text_content()


def test_pdf_and_png_show_all_of_it(client_of_site):
    made = {form: client_of_site(form, STATE) for form in ("pdf", "png")}
    text = normalize("NFC", " ".join(pdf_pages(made["pdf"])))
    compared = "Parts compared: Big data industrial park: 3 km² published; Luxian Area"
    for each in (*NUMBERS, compared, "Shapes added by the user, not checked: 3"):
        assert each in text
    image = Image.open(io.BytesIO(made["png"]))
    assert image.size == (1753, 1240)
    for each in (*NUMBERS, compared):
        assert each in image.text["Description"]


def test_a_frame_with_shapes_that_cannot_be_read_says_so(open_page, site):
    page = open_page(f"{site}/embed?lang=zh#plots=x")
    page.locator(".legend .added-note").wait_for(state="attached")
    assert "无法读取" in page.locator(".legend").text_content()
