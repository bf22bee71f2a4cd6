"""Every output shows hostile text as text: nothing can run, every file is well-formed."""

import csv
import io
import json
import re
import zipfile
from functools import partial
from html.parser import HTMLParser
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from corpus import MARK, TEXTS
from pyarrow import parquet
from pypdf import PdfReader

from maps.export.registry import FORMATS, export_zone
from maps.figure.options import FigureOptions

pytestmark = pytest.mark.slow

FORMULA = re.compile(r"[\s\u00a0\ufeff\u200b]*[=+\-@\t\r]")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
PAGES = [
    "/", "/?lang=zh", "/areas", "/distances", "/embed", "/report", "/api/?f=html",
    "/api/collections/boundaries?f=html", "/api/collections/boundaries/items?f=html",
    "/api/areas?f=html", "/api/docs", "/nothing", "/areas?f=xml",
]  # fmt: skip


class Page(HTMLParser):
    """What a page would run, as a parser of HTML sees it."""

    def __init__(self):
        super().__init__()
        self.running, self.handlers, self.links, self.text = [], [], [], []
        self._script = False

    def handle_starttag(self, tag, attributes):
        self._script = tag == "script"
        self.handlers += [name for name, _ in attributes if name.startswith("on")]
        self.links += [
            value or "" for name, value in attributes if name in {"href", "src", "action"}
        ]

    def handle_endtag(self, _tag):
        self._script = False

    def handle_data(self, data):
        (self.running if self._script else self.text).append(data)


def check_html(text):
    page = Page()
    page.feed(text)
    page.close()
    assert page.handlers == []
    assert not [
        link for link in page.links if re.match(r"\s*(javascript|data:text|vbscript)", link, re.I)
    ]
    assert not [script for script in page.running if script.strip() == MARK]
    assert text.rstrip().endswith("</html>")
    return page


def check_xml(data):
    tree = ElementTree.fromstring(data)
    for element in tree.iter():
        name = str(element.tag).rpartition("}")[2].lower()
        assert name not in {"script", "foreignobject", "iframe"}
        assert not [key for key in element.attrib if key.lower().startswith("on")]
        links = [value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href"]
        assert not [
            link for link in links if link.strip().lower().startswith(("javascript", "data:text"))
        ]


def check_csv(data):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    cells = [cell for row in rows[1:] for cell in row]
    assert not [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]


def check_zipped_xml(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert ".." not in name
            if name.endswith((".xml", ".rels")):
                check_xml(archive.read(name))
                assert b"javascript:" not in archive.read(name) or not name.endswith(".rels")


def check_pdf(data):
    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) >= 1
    for key in (b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile"):
        assert key not in data
    for page in reader.pages:
        for note in page.get("/Annots") or ():
            address = str(note.get_object().get("/A", {}).get("/URI", "https:"))
            assert address.startswith(("http:", "https:", "mailto:"))


def check_json(data):
    found = json.loads(data, parse_constant=pytest.fail)
    assert isinstance(found, dict | list)


def check_boundary_points(data):
    lines = data.decode("gb18030").split("\r\n")
    body = lines[lines.index("[地块坐标]") + 1 : -1]
    for line in body:
        assert re.fullmatch(r"\d+,[\d.]+,[^,@=]*,[^,@=]*,面,,,,@|J\d+,\d+,[\d.]+,[\d.]+", line)
        cells = [cell for cell in line.split(",") if cell != "@"]
        assert not [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]


def check_workbook(data):
    """Text is written as text: no formula, link or query anywhere."""
    check_zipped_xml(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert not re.search("extern|connection|macro|vba|hyperlink", name, re.I)
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                for cell in ElementTree.fromstring(archive.read(name)).iter(f"{SHEET}c"):
                    assert cell.find(f"{SHEET}f") is None
                    assert cell.get("t", "n") in {"n", "inlineStr", "b"}


def check_drawing(data):
    """Every second line is a group code: no text breaks out of its own."""
    lines = data.decode("gbk").split("\r\n")
    assert lines[-1] == ""
    assert lines[-3:-1] == ["0", "EOF"]
    assert all(re.fullmatch(r"\d{1,4}", code) for code in lines[:-1:2])
    assert len(lines) % 2


def check_parquet(data):
    assert parquet.read_table(io.BytesIO(data)).num_rows


CHECKS = {
    "html": lambda data: check_html(data.decode()), "svg": check_xml, "kml": check_xml,
    "csv": check_csv, "geojson": check_json, "pdf": check_pdf, "factsheet.pdf": check_pdf,
    "docx": check_zipped_xml, "zip": check_zipped_xml, "txt": check_boundary_points,
    "xlsx": check_workbook, "dxf": check_drawing, "parquet": check_parquet,
    "png": lambda data: data.startswith(b"\x89PNG") or pytest.fail("no PNG"),
    "gpkg": lambda data: data.startswith(b"SQLite format 3") or pytest.fail("no GeoPackage"),
}  # fmt: skip


def test_every_format_has_its_check():
    assert set(CHECKS) == set(FORMATS), "Add a check of the format to CHECKS above."


@pytest.mark.parametrize("form", [form for form in CHECKS if form not in {"txt", "dxf"}])
def test_every_file_is_well_formed_and_runs_nothing(hostile_zone, form):
    CHECKS[form](export_zone(hostile_zone, form, FigureOptions(dpi=60)))


@pytest.mark.parametrize("form", ["txt", "dxf"])
def test_files_in_one_zone_of_the_grid_are_well_formed(hostile_zone, form):
    keys = list(hostile_zone.parts.index)  # 0.6° apart, so not all fit one zone of the grid
    for first in range(0, len(keys), 4):
        chosen = FigureOptions(parts=tuple(keys[first : first + 4]))
        CHECKS[form](export_zone(hostile_zone, form, chosen))


@pytest.mark.parametrize("form", ["svg", "factsheet.pdf", "docx", "kml"])
@pytest.mark.parametrize("name", ["typst", "math text", "script", "control", "invisible", "long"])
def test_a_hostile_title_and_part(hostile_zone, form, name):
    options = partial(FigureOptions, dpi=60, title=TEXTS[name][:300])
    chosen = next(key for key in hostile_zone.parts.index if key.startswith(TEXTS[name][:5]))
    CHECKS[form](export_zone(hostile_zone, form, options(parts=(chosen,))))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_shows_it_as_text(hostile_client, path):
    answer = hostile_client.get(path)
    assert answer.status_code in {200, 400, 404}
    check_html(answer.text)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["script", "jinja", "image", "bidi", "python format"])
@pytest.mark.parametrize("path", ["/", "/areas"])
def test_the_text_itself_is_there(hostile_client, path, name):
    page = check_html(hostile_client.get(path).text)
    assert TEXTS[name] in "".join(page.text)


@pytest.mark.parametrize("path", ["/areas", "/distances", "/api/areas", "/api/distances"])
def test_tables_for_programs(hostile_client, path):
    check_json(hostile_client.get(f"{path}?f=json").data)
    check_csv(hostile_client.get(f"{path}?f=csv").data)


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in {"dots", "long"}])
def test_every_part_can_be_reached(hostile_client, hostile_zone, name):
    key = hostile_zone.parts.index[list(TEXTS).index(name)]
    if "\n" in key:
        pytest.skip("the router takes no line break")
    answer = hostile_client.get(f"/parts/{quote(key, safe='')}?fragment=1")
    assert answer.status_code == 200
    page = Page()
    page.feed(answer.text)
    assert page.handlers == page.running == []
