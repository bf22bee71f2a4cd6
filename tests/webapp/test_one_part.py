"""One part, many surfaces: each shows the same numbers, and the data have the exact ones."""

import csv
import io
import json
import re
from pathlib import Path

import lxml.html
import pytest
from document_text import docx_text, normalise, pdf_text
from parcel_zone import write_parcel_zone

from geo.zone import read_zone
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions
from webapp import create_app

pytestmark = pytest.mark.slow

OLD_DATA = Path(__file__).parents[1] / "support" / "data_0_1_0" / "boundaries.geojson"
# Written by hand: what is said of a part of 40 m² ± 5 cm, 12.34 m from a gate, and of one that was
# drawn to an assumed area, 4.8 km from a city by positions of ± 5.6 km.
HEADLINES = {
    ("kiosk", "en"): ("40 m²", "±5 cm"),
    ("kiosk", "zh"): ("40 m²", "±5 cm"),
    ("jiangyang-district", "en"): ("about 110 km² (assumed)", "±5 km"),
    ("jiangyang-district", "zh"): ("约 110 km²（假定）", "±5 km"),
}
MEASURES = {
    ("kiosk", "en"): ("0.06 mu", "26.00 m", "28.9000361, 105.4400256"),
    ("kiosk", "zh"): ("0.06 亩", "26.00 m", "28.9000361, 105.4400256"),
    ("jiangyang-district", "en"): (
        "11,000 ha",
        "165,000 mu",
        "28.85, 105.48",
        "of the assumed shape",
    ),
    ("jiangyang-district", "zh"): ("11,000 ha", "165,000 亩", "28.85, 105.48", "假定形状"),
}
DISTANCES = {
    ("kiosk", "en"): (*("12.34 m", "15.37 m", "254.9° WSW ±0.4°", "±10 cm", "41.00 km", "±100 m"),),
    ("kiosk", "zh"): (
        *("12.34 m", "15.37 m", "254.9° 西西南 ±0.4°", "±10 cm", "41.00 km", "±100 m"),
    ),
    ("jiangyang-district", "en"): (
        *("no more than its uncertainty of ±5.6 km", "19.6 km", "356° N ±16°", "±5.3 km"),
    ),
    ("jiangyang-district", "zh"): (
        *("不超过 5.6 km，在误差范围内", "19.6 km", "356° 北 ±16°", "±5.3 km"),
    ),
}
# What the same numbers were shown as before, more exact than anybody knows them.
NEVER = ("±0 m", "± ", "0.0000 km²", "110.00 km²", "+0.0003", "299°", "4.8 km", " 亩 0", " 0 mu")
CASES = pytest.mark.parametrize(("part_id", "lang"), HEADLINES)


@pytest.fixture
def data_path(part_id, tmp_path):
    return write_parcel_zone(tmp_path) if part_id == "kiosk" else OLD_DATA


@pytest.fixture
def get(data_path):
    client = create_app({"DATA": data_path}).test_client()

    def read(address):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return answer.get_data(as_text=True)

    return read


def squash(text):
    """Text without white space, since lines break inside of Chinese words."""
    return re.sub(r"\s", "", text)


def page_text(html):
    document = lxml.html.fromstring(html)
    for each in document.xpath("//script | //style"):
        each.drop_tree()  # which hold the texts of whatever the tools may say
    return normalise(document.text_content())


def assert_says(text, said):
    assert [each for each in said if squash(each) not in squash(text)] == []


@CASES
def test_panel_and_documents_and_offline_file_say_the_same(get, data_path, part_id, lang):
    zone, options = read_zone(data_path), FigureOptions(lang=lang, parts=(part_id,))
    offline = lxml.html.fromstring(export_zone(zone, "html", FigureOptions(lang=lang)))
    (panel,) = offline.xpath(f'//*[@data-panel="{part_id}"]')
    surfaces = {
        "page": page_text(get(f"/parts/{part_id}?lang={lang}")),
        "pdf": pdf_text(export_zone(zone, "factsheet.pdf", options)),
        "docx": docx_text(export_zone(zone, "docx", options)),
        "offline": normalise(panel.text_content()),
    }
    for text in surfaces.values():
        case = part_id, lang
        assert_says(text, (*HEADLINES[case], *MEASURES[case], *DISTANCES[case]))
        numbers = text.replace("± not stated", "")  # of a legend's line, which has no number
        assert [each for each in NEVER if each in numbers] == []


@CASES
def test_tables_list_and_figure_say_the_same(get, data_path, part_id, lang):
    areas = lxml.html.fromstring(get(f"/areas?lang={lang}"))
    (row,) = areas.xpath(f'//tr[.//a[contains(@href, "{part_id}")]]')
    assert_says(row.text_content(), HEADLINES[part_id, lang])
    distances = page_text(get(f"/distances?lang={lang}&part={part_id}"))
    assert_says(distances, DISTANCES[part_id, lang])
    (entry,) = lxml.html.fromstring(get(f"/?lang={lang}")).xpath(
        f'//a[@class="entry" and @data-part="{part_id}"]'
    )
    area, _, basis = HEADLINES[part_id, lang][0].strip(")）").replace("（", " (").partition(" (")
    assert_says(entry.text_content(), (area, basis))  # in two lines
    options = FigureOptions(lang=lang, parts=(part_id,))
    figure = export_zone(read_zone(data_path), "svg", options).decode("utf-8")
    assert_says(figure, HEADLINES[part_id, lang])


@CASES
def test_data_keep_the_exact_numbers_beside_what_they_rest_on(get, data_path, part_id, lang):
    area_m2, basis = (40, "surveyed") if part_id == "kiosk" else (110e6, "assumed")
    zone, options = read_zone(data_path), FigureOptions(lang=lang)
    collection = json.loads(export_zone(zone, "geojson", options))
    exported = export_zone(zone, "csv", options).decode("utf-8-sig")
    tables = {
        "json": json.loads(get("/areas?f=json")),
        "csv": csv.DictReader(io.StringIO(get("/areas?f=csv").removeprefix("\ufeff"))),
        "api": json.loads(get("/api/areas"))["areas"],
        "features": [
            each["properties"]
            for each in json.loads(get("/api/collections/boundaries/items?f=json"))["features"]
        ],
        "geojson": [each["properties"] for each in collection["features"]],
        "export": csv.DictReader(io.StringIO(exported)),
    }
    for table in tables.values():
        row = next(row for row in table if row["id"] == part_id)
        assert float(row["area_m2"]) == pytest.approx(area_m2, rel=1e-6)
        assert row["area_basis"] == basis
        names = list(row)
        assert names.index("area_m2") + 1 == names.index("area_basis")


@CASES
def test_distances_in_the_data_carry_the_uncertainty_of_their_bearing(get, part_id, lang):
    rows = json.loads(get(f"/distances?f=json&part={part_id}&lang={lang}"))
    assert json.loads(get(f"/api/distances?part={part_id}"))["distances"] == rows
    for row in rows:
        names = list(row)
        assert names.index("bearing_deg") + 1 == names.index("bearing_uncertainty_deg")
        hidden = row["position_uncertainty_m"] >= row["centre_distance_m"]
        assert (row["bearing_uncertainty_deg"] is None) == hidden
        assert 0 <= row["bearing_deg"] < 360
