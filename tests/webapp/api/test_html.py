"""Every resource as an HTML page: its map, its table, its links, its facts for machines, two languages."""

import re

import pytest
from ogc_api import WITH_FACTS

from maps.content.sources import choose_name
from webapp import create_app

PAGES = (
    "/", "/conformance", "/collections", "/docs", "/areas", "/distances", "/locate",
    "/locate?lon=105.44&lat=28.9", "/collections/boundaries", "/collections/places",
    "/collections/boundaries/queryables", "/collections/boundaries/items",
    "/collections/boundaries/items?kind=core&bbox=0,0,1,1", "/collections/counties/items?limit=60",
    "/collections/boundaries/items/longmatan-core", "/collections/places/items/chengdu",
    "/collections/counties/items/county-510302",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("address", PAGES)
def test_page_is_whole_in_both_languages(page, address, lang):
    found = page(address, lang)
    assert found.get("lang") == {"en": "en", "zh": "zh-Hans"}[lang]
    assert len(found.xpath("//h1")) == 1
    heading = found.xpath("string(//h1)")
    assert bool(re.search("[\u4e00-\u9fff]", heading)) == (lang == "zh")


@pytest.mark.slow
def test_every_address_that_is_read_is_a_page_too(client, get):
    """But not the two that are sent to, which lie beyond the standard."""
    point = "lon=105.44&lat=28.9"
    given = {"/locate": f"/locate?{point}", "/brief": f"/brief?{point}"}
    first = {name: get(f"/collections/{name}/items?limit=1")["features"][0]["id"]
             for name in ("boundaries", "places", "counties")}  # fmt: skip
    for path, methods in get("/openapi.json")["paths"].items():
        if "get" in methods:
            name = path.split("/")[2] if "{featureId}" in path else ""
            address = given.get(path, path).replace("{featureId}", first.get(name, ""))
            answer = client.get(f"/api{address}", headers={"Accept": "text/html"})
            assert (answer.status_code, answer.mimetype) == (200, "text/html"), path
            assert "text/html; charset=utf-8" in methods["get"]["responses"]["200"]["content"]


@pytest.mark.parametrize("address", PAGES)
def test_page_loads_nothing_from_elsewhere(page, address):
    found = page(address)
    loaded = found.xpath(
        "//script/@src | //img/@src | //iframe/@src | //link[@rel='stylesheet']/@href"
    )
    assert all(each.startswith("/") for each in loaded)
    scripts = found.xpath("//script[not(@src)]/@type")
    assert set(scripts) <= {"application/ld+json", "application/json"}
    assert not found.xpath("//@style | //style")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.slow
def test_links_of_the_page_lead_somewhere(client, page, address):
    own = [each for each in page(address).xpath("//main//a/@href") if "localhost" in each]
    assert all(client.get(each).status_code == 200 for each in set(own))


@pytest.mark.parametrize("address", WITH_FACTS)
def test_page_has_its_map_and_its_rows(page, address):
    found = page(address)
    assert found.xpath("//main//figure//svg//path[contains(@class,'mark')]")
    assert bool(found.xpath("//main//table//tbody/tr")) == (address != "/locate")


@pytest.mark.parametrize("address", ["/areas", "/distances", "/locate?lon=105.44&lat=28.9"])
def test_answer_stands_before_the_map(page, address):
    tables, map_ = "count(//main//figure/preceding::table)", "count(//main//figure)"
    assert (page(address).xpath(tables), page(address).xpath(map_)) == (1, 1)


def leaves(value):
    """Yield every plain value of a document but its links, its shapes and what is absent.

    A source's licence and note in the other language are left out: the page says them in its own,
    as of a name in both languages (`[中文 / English]`) it shows one.
    """
    if isinstance(value, dict):
        other = {"licence_zh", "note_zh"} if "publisher" in value else set()
        for key, each in value.items():
            yield from () if key in {"links", "geometry", *other} else leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    elif value is not None and not isinstance(value, bool):
        yield choose_name(str(value), "en")


RESOURCES = (
    "/", "/conformance", "/collections", "/collections/boundaries", "/collections/places",
    "/collections/counties", "/collections/boundaries/items", "/collections/counties/items",
    "/collections/places/items", "/collections/boundaries/items?kind=park&limit=2&offset=1",
    "/collections/boundaries/items/longmatan-core", "/collections/places/items/chengdu",
    "/collections/counties/items/county-510302",
)  # fmt: skip


# What the form of the JSON document says of itself, and the page by being one.
OF_THE_FORM = {"Feature", "FeatureCollection", "feature"}


@pytest.mark.parametrize("address", RESOURCES)
def test_page_says_all_that_the_data_say(page, get, address):
    body = page(address).xpath("//body")[0]
    found = " ".join([body.text_content(), *body.xpath(".//a/@href")])
    assert {each for each in leaves(get(address)) if each not in found} <= OF_THE_FORM


def links_of(document):
    """Yield the links of a document and of what it holds."""
    yield from document.get("links", ())
    for each in document.get("collections", ()):
        yield from each["links"]


def plain(address):
    """Return an address without the form of the answer, which each link chooses for itself."""
    path, _, query = address.partition("?")
    return path.rstrip("/"), frozenset(x for x in query.split("&") if x and not x.startswith("f="))


@pytest.mark.parametrize("address", RESOURCES)
def test_page_links_to_all_that_the_data_link_to(page, get, address):
    hrefs = {plain(each) for each in page(address).xpath("//body//a/@href")}
    assert {plain(link["href"]) for link in links_of(get(address))} <= hrefs


@pytest.mark.parametrize("address", [p for p in PAGES if "boundaries" in p and "query" not in p])
def test_schematic_placement_is_said_on_the_page(page, address):
    assert "schematic" in page(address).xpath("string(//*[@class='warning'])")


def test_pages_of_the_list_are_turned(page, client):
    (after,) = page("/collections/counties/items?limit=20").xpath("//a[@rel='next']/@href")
    answer = client.get(after, headers={"Accept": "text/html"})
    assert "21 to 40 of 55" in answer.get_data(as_text=True)


def test_long_list_is_cut_into_pages(client):
    body = client.get("/api/collections/counties/items?f=html&limit=9999").get_data(as_text=True)
    assert "1 to 55 of 55" in body


def test_text_from_the_data_is_no_markup(write_zone_file, collection):
    collection["features"][0]["properties"]["name"] = "<script>alert(1)</script>{{7*7}}"
    client = create_app({"DATA": write_zone_file(collection)}).test_client()
    for address in ("items", "items/west"):
        body = client.get(f"/api/collections/boundaries/{address}?f=html").get_data(as_text=True)
        assert "<script>alert" not in body
        assert "{{7*7}}" in body
