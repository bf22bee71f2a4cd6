"""Styles for QGIS, in the colours of the map."""

import xml.etree.ElementTree as ET

import pytest

from geo.schema import KINDS, PLACEMENTS
from maps.export.qgis_styles import make_part_symbols, make_styles, render_styles
from maps.theme import INKS


def test_symbols_have_the_colours_of_the_map():
    symbols = make_part_symbols()
    assert len(symbols) == len(KINDS) * len(PLACEMENTS)
    for symbol in symbols:
        kind, _, placement = symbol.value.partition("/")
        red, green, blue = map(int, symbol.line.split(","))
        assert f"#{red:02x}{green:02x}{blue:02x}" == INKS[kind].light
        assert bool(symbol.dashes) is (placement != "surveyed")


@pytest.mark.parametrize("name", make_styles())
def test_a_style_has_a_symbol_for_each_entry_of_its_legend(name):
    root = ET.fromstring(render_styles()[name])
    entries = [each.get("symbol") for each in root.iter("category")]
    assert entries == [each.get("name") for each in root.iter("symbol")]
    assert len(entries) == len(make_styles()[name].symbols)
    assert bool(root.findall("labeling")) is (root.get("labelsEnabled") == "1")
