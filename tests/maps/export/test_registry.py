"""The one list of formats: each is whole, and its renderer is loaded when it is needed."""

import mimetypes
import subprocess
import sys

import pytest

from geo.errors import InputError
from maps.export.registry import FORMATS, export_zone, file_names, format_by_suffix, formats_of

SLOW = ("matplotlib", "folium", "typst", "docx", "pyogrio", "xlsxwriter")


def test_no_two_formats_share_a_file_name_or_a_label():
    assert len(file_names()) == len(FORMATS)
    assert len({each.label for each in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_suffix_and_a_media_type_agree(name):
    known = mimetypes.guess_type(FORMATS[name].file_name)[0]
    assert known in {None, FORMATS[name].media_type}


def test_the_first_format_of_a_suffix_is_meant_unless_a_factsheet_is_asked_for():
    assert format_by_suffix(".PDF") is FORMATS["pdf"]
    assert format_by_suffix(".pdf", factsheet=True) is FORMATS["factsheet.pdf"]
    assert format_by_suffix(".docx") is format_by_suffix(".docx", factsheet=True)
    assert format_by_suffix(".svg", factsheet=True) is None
    assert format_by_suffix(".gif") is None


def test_the_suffix_tells_every_format_from_the_others():
    for each in FORMATS.values():
        assert each in (
            format_by_suffix(each.suffix),
            format_by_suffix(each.suffix, factsheet=True),
        )


def test_data_have_a_short_label_each():
    labels = [each.short_label for each in formats_of("data")]
    assert labels == [
        "GeoJSON", "GeoPackage", "KML", "Shapefile", "GeoParquet", "DXF", "CSV", "XLSX", "TXT",
    ], "Add the label of a new format here."  # fmt: skip


def test_the_list_loads_no_renderer():
    program = f"import sys, maps.export.registry; print([n for n in {SLOW} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_an_unknown_format_is_said(zone):
    with pytest.raises(InputError, match=r"There is no format “gif”\. Use one of svg"):
        export_zone(zone, "gif")
