"""What the tools of the map page get: names in both languages, at an address that may be kept."""

import json

import pytest

from geo.lookup.uncertainty import VERDICTS
from maps.content.vocabulary import verdict_label
from maps.i18n import LANGUAGES
from webapp.site import tools
from webapp.site.tools import basemap_url, names_json, names_url, plot_texts_url


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_part_and_place_can_be_found_by_name(app, zone, code):
    with app.test_request_context("/"):
        text = names_json(code)
    assert json.loads(text)
    column = "name" if code == "en" else "name_zh"
    for table in (zone.parts, zone.places):
        assert all(json.dumps(name, ensure_ascii=False) in text for name in table[column])


def test_names_are_kept_for_good_at_the_address_of_their_data_only(app, client):
    with app.test_request_context("/"):
        address = names_url("en")
    kept = client.get(address)
    assert "immutable" in kept.headers["Cache-Control"]
    other = client.get("/names/000000000000/en.json")
    assert other.data == kept.data
    assert "immutable" not in other.headers["Cache-Control"]
    assert client.get("/names/000000000000/de.json").status_code == 404


def test_new_software_and_new_data_have_other_addresses(app, monkeypatch):
    """Bodies are made by the software: what a browser keeps of an older one is not read by newer scripts."""
    before = list_addresses(app)
    for name in ("asset_version", "static_version"):
        with monkeypatch.context() as patch:
            patch.setattr(tools, name, lambda *_: "another")
            assert before.isdisjoint(list_addresses(app))


def list_addresses(app):
    with app.test_request_context("/"):
        return {names_url("en"), basemap_url("en")}


def test_texts_of_plots_are_fetched_and_kept_for_good_at_the_address_of_their_content(app, client):
    with app.test_request_context("/"):
        addresses = {code: plot_texts_url(code) for code in ("en", "zh")}
    found = {code: client.get(address) for code, address in addresses.items()}
    assert found["zh"].json["drawnLayer"] == "手绘"
    assert found["en"].json.keys() == found["zh"].json.keys()
    assert all("immutable" in each.headers["Cache-Control"] for each in found.values())
    other = client.get("/texts/000000000000/en.json")
    assert other.data == found["en"].data
    assert "immutable" not in other.headers["Cache-Control"]
    assert client.get("/texts/000000000000/de.json").status_code == 404
    assert addresses["en"] in client.get("/?lang=en").text


def test_the_page_has_a_card_for_each_part_and_city(client, zone):
    page = client.get("/?lang=en").text
    assert all(f'value="{part_id}"' in page for part_id in zone.parts.index)
    cities = zone.places[zone.places["kind"] == "city"]
    assert all(name in page for name in cities["name"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_explains_each_label_of_an_answer(client, lang):
    page = client.get(f"/?lang={lang}").text
    assert [each for each in VERDICTS if f"“{verdict_label(each, lang)}”" not in page] == []
