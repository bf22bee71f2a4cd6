"""KML: the colours of the map, and text without what XML forbids."""

import xml.etree.ElementTree as ET
from dataclasses import replace

from maps.export.registry import export_zone
from maps.theme import INKS

KML = "{http://www.opengis.net/kml/2.2}"


def test_lines_have_the_colours_of_the_map(zone):
    styles = ET.fromstring(export_zone(zone, "kml")).iter(f"{KML}Style")
    found = {style.get("id"): style.find(f"{KML}LineStyle/{KML}color").text for style in styles}
    assert set(found) == {"core", "district", "park", "parcel"}
    for kind, colour in found.items():
        opacity, blue, green, red = (colour[n : n + 2] for n in (0, 2, 4, 6))
        assert (f"#{red}{green}{blue}", opacity) == (INKS[kind].light, "ff")


def test_names_that_xml_forbids_are_replaced(zone):
    parts = zone.parts.assign(name=["<b>\x0b&", *zone.parts["name"][1:]])
    root = ET.fromstring(export_zone(replace(zone, parts=parts), "kml"))
    assert "<b>\ufffd&" in {name.text for name in root.iter(f"{KML}name")}
