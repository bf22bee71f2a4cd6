"""The map of a zone across 180 degrees: what is asked and measured there stands beside it."""

import json
import re

import pytest
import shapely

pytestmark = pytest.mark.browser

IN_SIGHT = """() => {
  const frame = document.querySelector(".zone-map").getBoundingClientRect();
  const seen = (name) => {
    const box = document.querySelector(name)?.getBoundingClientRect();
    return Boolean(box) && box.width > 0 && box.right > frame.left && box.left < frame.right;
  };
  return Object.fromEntries(%s.map((name) => [name, seen(name)]));
}"""


@pytest.fixture(scope="module")
def crossing(serving, tmp_path_factory):
    halves = shapely.box(179.9, -17, 180, -16.8), shapely.box(-180, -17, -179.8, -16.8)
    shape = json.loads(shapely.to_geojson(shapely.multipolygons(halves)))
    properties = {"id": "island", "name": "Island", "kind": "core"}
    feature = {"type": "Feature", "properties": properties, "geometry": shape}
    path = tmp_path_factory.mktemp("crossing") / "zone.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with serving("--data", path) as address:
        yield address


@pytest.mark.parametrize(
    ("fragment", "names"),
    [
        ("ask=-16.9,-179.9", [".part", ".ask-dot"]),
        ("line=-16.9,179.95;-16.9,-179.9", [".part", ".measure-line"]),
        ("from=-16.9,-179.9", [".part", ".reach-centre"]),
        ("11/-16.9/-179.95", [".part"]),
    ],
)
def test_what_an_address_names_stands_beside_the_zone(open_page, crossing, fragment, names):
    page = open_page(f"{crossing}/?lang=en#{fragment}")
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.wait_for_selector(names[-1], state="attached")
    assert page.evaluate(IN_SIGHT % json.dumps(names)) == dict.fromkeys(names, True)


def test_the_overview_is_drawn_in_one_piece(open_page, crossing):
    page = open_page(f"{crossing}/api/collections/boundaries?f=html", ready=".overview .mark")
    drawing, mark = (
        page.locator(name).bounding_box() for name in (".overview svg", ".overview .mark")
    )
    assert 0.2 < mark["width"] / drawing["width"] < 0.8
    assert re.fullmatch(r"\d+ km", page.locator(".overview .bar-text").text_content())
