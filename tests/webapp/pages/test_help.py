"""The short help in place, and what a page says where it has nothing to show."""

import io
import json

import pytest
from kept_roads import copy_zone
from lxml import html
from quality_zones import clean

from geo.zone import DEFAULT_PATH
from webapp import create_app
from webapp.site import documentation

CARDS = {
    "ask": "tutorials/explore",
    "measure": "how-to/your-data",
    "reach": "tutorials/explore",
    "compare": "tutorials/explore",
    "add": "how-to/your-data",
}


@pytest.fixture(params=[True, False], ids=["built", "not-built"])
def is_built(request, tmp_path, monkeypatch):
    """Whether there is a documentation: of each page that help leads to, or none."""
    for name in ("", *(f"{lang}/{page}" for lang in ("en", "zh") for page in CARDS.values())):
        folder = tmp_path / "site" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").touch()
    for lang in ("en", "zh"):
        (tmp_path / "site" / lang / "index.html").touch()
    folders = (tmp_path / "site",) if request.param else (tmp_path / "nowhere",)
    monkeypatch.setattr(documentation, "FOLDERS", folders)
    return request.param


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.slow
def test_each_tool_has_a_help_that_leads_on_where_there_is_more(is_built, lang):
    page = html.fromstring(create_app().test_client().get(f"/?lang={lang}").text)
    for card, name in CARDS.items():
        [help_] = page.xpath(f"//section[@id='{card}-card']//details[@class='explain']")
        title = page.xpath(f"//h2[@id='{card}-title']")[0].text_content()
        assert help_.find("summary").text_content().strip().endswith(title)
        assert 40 < len(help_.find("p").text_content()) < 300
        assert help_.xpath(".//a/@href") == ([f"/docs/{lang}/{name}/"] if is_built else [])
    [question] = page.xpath("//template[@id='question-help']//details")
    assert question.find("p").text_content()


def send(client, path, data):
    return client.post(path, data={"file": (io.BytesIO(data), "mine.geojson")}).text


@pytest.mark.parametrize(
    ("lang", "found", "after"),
    [
        ("en", "No problems found. The file can be used as it is.", "<code>zonemap serve --data"),
        ("zh", "未发现问题。此文件可直接使用。", "<code>zonemap serve --data"),
    ],
)
@pytest.mark.slow
def test_a_file_without_findings_can_be_served(client, lang, found, after):
    flawless = clean()
    for each in flawless["features"]:
        del each["properties"]["county"]
    text = send(client, f"/quality?lang={lang}", json.dumps(flawless).encode())
    assert found in text
    assert after in text
    assert after not in client.get(f"/quality?lang={lang}").text


@pytest.mark.parametrize(
    ("lang", "none", "same"),
    [
        ("en", "There is no earlier version to compare with.", "Nothing differs between the two"),
        ("zh", "没有更早的版本可供比较。", "两个版本没有差异。"),
    ],
)
def test_without_an_earlier_version_or_a_change_it_says_what_to_do(client, lang, none, same):
    shown = client.get(f"/changes?lang={lang}").text
    assert none in shown
    assert "ZONEMAP_" not in shown  # which only the operator can set
    assert same not in shown
    sent = send(client, f"/changes?lang={lang}", DEFAULT_PATH.read_bytes())
    assert same in sent
    assert none not in sent


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Not computed for this zone."), ("zh", "本园区尚未计算。")]
)
def test_without_roads_readers_are_not_told_what_operators_do(made_path, lang, said):
    text = create_app({"DATA": str(made_path)}).test_client().get(f"/distances?lang={lang}").text
    assert said in text
    assert "zonemap roads" not in text


@pytest.mark.parametrize("address", ["/distances", "/distances?view=rows", "/distances?place=east"])
def test_with_roads_nothing_says_that_there_are_none(tmp_path, address):
    client = create_app({"DATA": str(copy_zone(tmp_path))}).test_client()
    assert "Not computed for this zone." not in client.get(address).text


def test_one_part_cannot_be_compared(write_zone_file, collection):
    collection["features"] = collection["features"][:1]
    client = create_app({"DATA": str(write_zone_file(collection))}).test_client()
    text = client.get("/compare?lang=en").text
    assert "This zone has one part only, so there is nothing to compare." in text
    assert "<form" not in text
    assert 'href="/?lang=en"' in text


def test_parts_of_a_large_zone_are_chosen_on_the_map(made_path, monkeypatch):
    monkeypatch.setattr("geo.measured.FEW", 1)
    text = create_app({"DATA": str(made_path)}).test_client().get("/compare?lang=en").text
    assert "Open a part on the map, and add it to the comparison there." in text
    assert "<form" not in text


def test_a_list_without_a_match_leads_to_all(client):
    page = client.get("/api/collections/boundaries/items?kind=parcel&f=html&lang=en").text
    assert "No feature matches (8 in all)." in page
    assert '/api/collections/boundaries/items?lang=en&amp;f=html">Show all</a>' in page
