"""A zone on both sides of the antimeridian, outside China, with ids that need quoting."""

import json
import re
from urllib.parse import quote

import pytest
from ogc_api import ids

from webapp import create_app


@pytest.fixture(scope="module")
def fiji(tmp_path_factory):
    """A zone on both sides of the antimeridian."""

    def part(key, x):
        ring = [[x, -17], [x + 1, -17], [x + 1, -16], [x, -16], [x, -17]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"id": key, "kind": "park"}, "geometry": geometry}

    path = tmp_path_factory.mktemp("fiji") / "fiji.geojson"
    found = {
        "type": "FeatureCollection",
        "features": [part("west/of it", 178.5), part("ost “ö”", -179.5), part("x", 10)],
    }
    path.write_text(json.dumps(found))
    return create_app({"DATA": path}).test_client()


def test_bbox_over_the_antimeridian(fiji):
    found = fiji.get("/api/collections/boundaries/items?bbox=178,-18,-179,-15").get_json(force=True)
    assert ids(found) == ["west/of it", "ost “ö”"]


def test_bbox_over_the_antimeridian_latitude_first(fiji):
    crs = "http://www.opengis.net/def/crs/EPSG/0/4326"
    address = f"/api/collections/boundaries/items?bbox=-18,178,-15,-179&bbox-crs={crs}"
    assert ids(fiji.get(address).get_json(force=True)) == ["west/of it", "ost “ö”"]


@pytest.fixture(scope="module")
def taveuni(tmp_path_factory):
    """A zone of two parts, one of them cut at 180 degrees, with a city on either side."""
    cut = [[[[179.9, -17], [180, -17], [180, -16.8], [179.9, -16.8], [179.9, -17]]]]
    cut += [[[[-180, -17], [-179.8, -17], [-179.8, -16.8], [-180, -16.8], [-180, -17]]]]
    beside = [[[179.6, -17], [179.8, -17], [179.8, -16.9], [179.6, -16.9], [179.6, -17]]]
    shapes = {"island": ("MultiPolygon", cut), "west": ("Polygon", beside)}
    places = {"suva": ("Point", [178.44, -18.14]), "apia": ("Point", [-171.77, -13.83])}
    folder = tmp_path_factory.mktemp("taveuni")
    for name, found in (("zone", shapes), ("places", places)):
        features = [
            {
                "type": "Feature",
                "properties": {"id": key, "kind": "park" if name == "zone" else "city"},
                "geometry": {"type": kind, "coordinates": xy},
            }
            for key, (kind, xy) in found.items()
        ]
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"{name}.geojson").write_text(text)
    return create_app({"DATA": folder / "zone.geojson"}).test_client()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("boundaries", [179.6, -17, -179.8, -16.8]),
        ("places", [178.44, -18.14, -171.77, -13.83]),
    ],
)
def test_extent_over_the_antimeridian_has_west_above_east(taveuni, name, expected):
    said = taveuni.get(f"/api/collections/{name}").get_json()
    assert said["extent"]["spatial"]["bbox"] == [expected]
    asked = ",".join(map(str, expected))
    items = taveuni.get(f"/api/collections/{name}/items?bbox={asked}").get_json(force=True)
    assert items["numberMatched"] == said["itemCount"]


@pytest.mark.parametrize(
    ("address", "bar"),
    [("boundaries", "10 km"), ("boundaries/items/island", "10 km"), ("places", "200 km")],
)
def test_pages_draw_a_crossing_zone_in_one_piece(taveuni, address, bar):
    """No piece is drawn far from the others, and the bar is that of a small zone."""
    html = taveuni.get(f"/api/collections/{address}?f=html").get_data(as_text=True)
    (drawing,) = re.findall(r"<svg[^>]*role=\"img\".*?</svg>", html, re.DOTALL)
    assert f">{bar}</text>" in drawing
    (path,) = re.findall(r'<path class="mark [^"]*" d="([^"]*)"><title>island', drawing)
    assert path.count("M") == 1
    xs = [float(x) for x in re.findall(r"(-?[\d.]+),", path)]
    assert max(xs) - min(xs) == pytest.approx({"10 km": 339, "200 km": 20}[bar], rel=0.5)


def test_pages_of_a_crossing_zone_say_its_extent(taveuni):
    for address in ("boundaries", "boundaries/items/island"):
        html = taveuni.get(f"/api/collections/{address}?f=html").get_data(as_text=True)
        west = "179.6" if address == "boundaries" else "179.9"
        assert f"{west}, -17.0, -179.8, -16.8" in html
    assert '"box":"-17.0 179.6 -16.8 -179.8"' in taveuni.get(
        "/api/collections/boundaries?f=html"
    ).get_data(as_text=True)


def test_odd_ids_have_an_address(fiji):
    for feature in fiji.get("/api/collections/boundaries/items").get_json(force=True)["features"]:
        one = fiji.get(f"/api/collections/boundaries/items/{quote(feature['id'], safe='')}")
        said = one.get_json(force=True)
        assert said["id"] == feature["id"]
        canonical = next(x["href"] for x in said["links"] if x["rel"] == "canonical")
        assert fiji.get(canonical).get_json(force=True)["id"] == feature["id"]


def test_crs_of_china_is_not_offered_elsewhere(fiji):
    crs = fiji.get("/api/collections/boundaries").get_json()["crs"]
    assert [uri.rpartition("/")[2] for uri in crs] == ["CRS84", "4326", "4490", "3857"]
