"""The provenance note inside every data file."""

import io
import json
import xml.etree.ElementTree as ET
import zipfile

import pytest

from maps.export.provenance import make_provenance_lines
from maps.export.registry import export_zone

KML = "{http://www.opengis.net/kml/2.2}"


def note_of(zone, form):
    data = export_zone(zone, form)
    if form == "zip":
        return zipfile.ZipFile(io.BytesIO(data)).read("README.txt").decode()
    if form == "kml":
        return ET.fromstring(data).find(f"{KML}Document/{KML}description").text
    return data.decode("utf-8-sig") if form != "geojson" else json.loads(data)["provenance"]


def test_licences_are_said_in_the_language_of_the_note(zone):
    chinese, english = ("\n".join(make_provenance_lines(zone, zone.parts, c)) for c in ("zh", "en"))
    assert "绘制部分采用 MIT 许可。" in chinese
    assert "来源的许可条款未检索到" in chinese
    assert "were not found" not in chinese
    assert "the origin's terms were not found" in english


@pytest.mark.parametrize("form", ["zip", "kml", "csv", "geojson"])
def test_the_provenance_is_inside(zone, form):
    note = note_of(zone, form)
    for words in (
        zone.sha256,
        "Schematic map: no machine-readable official boundary",
        "示意图",
        "chinadaily",
    ):
        assert words in note


def test_only_the_sources_of_the_drawn_parts_are_cited(zone):
    one = zone.parts.head(1)
    lines = make_provenance_lines(zone, one, "en")
    cited = [line for line in lines if line.startswith("- ")]
    used = {*zone.facts["sources"], *one["sources"].iloc[0]}
    assert len(cited) == len(used)
    for key in used:
        assert any(zone.sources[key].title in line for line in cited)
