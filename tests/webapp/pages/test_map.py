"""`/` and `/parts/<id>`."""

import re

import lxml.html
import pytest
from web_client import make_client


def test_a_part_alone_for_a_script(client):
    answer = client.get("/parts/big-data-park?fragment=1")
    assert answer.text.count("<article") == 1
    assert "<html" not in answer.text


def test_a_shared_part_is_titled_by_its_name(client):
    page = client.get("/parts/big-data-park?lang=en").text
    assert 'property="og:title" content="Big data industrial park"' in page


@pytest.mark.slow
def test_the_list_names_the_published_area_or_no_figure(collection, write_zone_file):
    def read_head(data, lang):
        page = make_client(DATA=data).get(f"/?lang={lang}").text
        head = lxml.html.fromstring(page).get_element_by_id("parts-title")
        return " ".join(head.text_content().split())

    path = write_zone_file(collection)
    assert read_head(path, "en") == "Parts 200 km² published"
    assert read_head(path, "zh") == "分区 公布面积 200 km² · 300,000 亩"
    del collection["zone"]["published_area_km2"]
    assert read_head(write_zone_file(collection), "zh") == "分区"


@pytest.mark.parametrize(
    ("placement", "heading"), [("surveyed", "Note"), ("schematic", "How it was drawn")]
)
def test_a_note_is_headed_by_what_the_outline_is(collection, write_zone_file, placement, heading):
    collection["features"][0]["properties"] |= {"placement": placement, "note": "Said of it."}
    panel = make_client(DATA=write_zone_file(collection)).get("/parts/west?fragment=1&lang=en").text
    assert re.search(rf"<h\d>{heading}</h\d>\s*<p[^>]*>Said of it", panel)


def test_the_title_of_a_part_begins_with_its_name(client):
    page = client.get("/parts/luxian-district?lang=zh").text
    assert "<title>泸县片区 · 泸州高新技术产业开发区</title>" in page
    assert "<title>泸州高新技术产业开发区</title>" in client.get("/?lang=zh").text


@pytest.mark.parametrize(
    ("path", "entry", "current"),
    [
        ("/", "Map", "page"),
        ("/parts/luxian-district", "Map", "true"),
        ("/compare?part=luxian-district&part=longmatan-core", "Map", "true"),
        ("/locate?lon=105.4&lat=28.9", "Map", "true"),
        ("/areas", "Areas", "page"),
        ("/changes", "Quality", "true"),
        ("/api/collections", "Data API", "true"),
    ],
)
def test_the_menu_marks_where_one_is(client, path, entry, current):
    page = client.get(path, headers={"Accept": "text/html"}).text
    [nav] = re.findall(r'<nav aria-label="Pages">.*?</nav>', page, re.DOTALL)
    assert re.findall(r'aria-current="?(\w+)"?>([^<]*)', nav) == [(current, entry)]
