"""Names in an OpenStreetMap extract may be any text, or none: what shows them stays whole."""

import re
import unicodedata

import numpy as np
import pytest
from corpus import TEXTS
from named_tiles import write_named_zone
from test_outputs import CHECKS, check_html

from geo.reading.osm.region import project_degrees
from geo.reading.osm.vector_tile import read_tile
from geo.zone import read_zone
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions
from maps.web.document import render_standalone_html

pytestmark = pytest.mark.slow

NAMES = [*TEXTS.values(), "a" * 10_000, "😀🏭", "\u200b", "<b>", "שלום", "名" * 300]
HIDDEN = {"Cc", "Cs", "Co", "Cn"}


@pytest.fixture(scope="module")
def zone(tmp_path_factory):
    return read_zone(write_named_zone(tmp_path_factory.mktemp("named"), NAMES))


def test_the_names_are_in_the_tiles_as_text(zone):
    x, y = (project_degrees(np.array([[105.4, 28.9]]))[0] * 2**10).astype(int).tolist()
    layers = read_tile(zone.tiles.unpack_tile(10, x, y))
    named = [each.tags["name"] for each in layers["place_labels"]]
    assert "<script>" in " ".join(named)
    assert all(0 < len(name) <= 100 for name in named)
    assert not [c for name in named for c in name if unicodedata.category(c) in HIDDEN]


@pytest.mark.parametrize("view", ["zone", "region"])
@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_figures_are_whole(zone, form, view):
    data = export_zone(zone, form, FigureOptions(dpi=60, view=view))
    CHECKS[form](data)
    shown = data.decode() if form == "svg" else ""
    assert not [c for c in shown if unicodedata.category(c) in HIDDEN and c not in "\n\r\t"]


@pytest.mark.parametrize("form", ["factsheet.pdf", "docx", "html", "kml"])
def test_documents_are_whole(zone, form):
    CHECKS[form](export_zone(zone, form, FigureOptions(dpi=60)))


def test_the_offline_file_is_whole(zone):
    text = render_standalone_html(zone)
    check_html(text)
    assert len(re.findall("</script", text)) == len(re.findall("<script", text))
