"""Figures as files: well-formed, self-contained, described, with equal bytes for equal input."""

import hashlib
import io
import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import matplotlib as mpl
import pytest
from PIL import Image
from pypdf import PdfReader

from geo.errors import UnknownIdError
from geo.zone import DEFAULT_PATH
from maps.export.registry import export_zone
from maps.figure import render
from maps.figure.compose import draw_credited_figure
from maps.figure.kept_drawings import draw_once
from maps.figure.options import FigureOptions
from maps.figure.render import credit_figure, render_plain_svg, render_png, render_svg

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"


LANGS = ("en", "zh", "both")


SMALL = {"width_mm": 210, "height_mm": 148, "dpi": 60}


@pytest.fixture(scope="module")
def svg(rendered):
    return ET.fromstring(rendered("svg", lang="both", **SMALL))


def test_nothing_is_fetched(svg):
    links = [v for e in svg.iter() for k, v in e.attrib.items() if k.endswith(("href", "src"))]
    assert all(link.startswith("#") for link in links)
    css = "".join(style.text for style in svg.iter(f"{SVG}style"))
    assert set(re.findall(r"url\((\w+:)", css)) == {"data:"}
    assert not re.search(r"url\(['\"]?(?!data:|#)", ET.tostring(svg, "unicode"))


def test_text_stays_text(svg):
    words = {"".join(text.itertext()) for text in svg.iter(f"{SVG}text")}
    assert {
        "龙马潭核心区",
        "Longmatan Core Area",
        "图例 Legend",
        "长江",
        "Yangtze River",
        "N",
    } <= words


def test_it_is_described_for_those_who_do_not_see_it(svg):
    assert svg.get("role") == "img"
    title, desc = svg[0], svg[1]
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert "泸州高新技术产业开发区" in title.text
    assert "4.62 km² published" in desc.text
    assert "Schematic" in desc.text


@pytest.mark.parametrize("title", ["\x1b[2J\x07", "\x00", "\uffff", "</svg>"])
def test_a_source_whose_title_no_xml_may_have_is_cited(zone, title):
    sources = {key: replace(each, title=title) for key, each in zone.sources.items()}
    svg = render_svg(replace(zone, sources=sources), FigureOptions(**SMALL))
    assert ET.fromstring(svg).tag == f"{SVG}svg"


@pytest.mark.parametrize("form", ["svg", "pdf", "png"])
def test_equal_inputs_equal_bytes_whatever_matplotlib_is_set_to(zone, rendered, form):
    first = rendered(form, lang="zh", **SMALL)
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9, "axes.facecolor": "red"}):
        assert export_zone(zone, form, FigureOptions(lang="zh", **SMALL)) == first


def test_drawing_in_threads_is_drawing_in_turn(zone, rendered):
    several = [FigureOptions(lang=lang, **SMALL) for lang in LANGS]
    alone = [rendered("png", lang=lang, **SMALL) for lang in LANGS]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda options: render_png(zone, options), several)) == alone


def test_drawing_changes_no_setting(zone):
    before = dict(mpl.rcParams)
    render_png(zone, FigureOptions(**SMALL))
    assert dict(mpl.rcParams) == before


def test_a_pdf_is_tagged_searchable_and_of_the_size_asked_for(rendered):
    reader = PdfReader(io.BytesIO(rendered("pdf", lang="zh", **SMALL)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Title" not in reader.metadata.title
    assert "泸州" in reader.metadata.title
    assert float(reader.pages[0].mediabox.width) == pytest.approx(210 / 25.4 * 72, abs=0.1)
    assert "龙马潭核心区" in reader.pages[0].extract_text()
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert all("+NotoSansSC" in font.get_object()["/BaseFont"] for font in fonts)


@pytest.mark.parametrize("dpi", [50, 96, 200])
def test_a_png_has_its_size_and_its_words(zone, dpi):
    options = FigureOptions(width_mm=254, height_mm=142.875, dpi=dpi, lang="zh")
    image = Image.open(io.BytesIO(render_png(zone, options)))
    assert image.size == (10 * dpi, int(5.625 * dpi))
    assert image.info["dpi"] == pytest.approx((dpi, dpi), rel=0.01)
    assert "示意" in image.text["Description"]


def test_the_hash_is_the_one_that_sha256sum_prints_for_the_boundary_file(rendered):
    options = {"lang": "en", **SMALL}
    file_hash = hashlib.sha256(DEFAULT_PATH.read_bytes()).hexdigest()
    assert file_hash in PdfReader(io.BytesIO(rendered("pdf", **options))).metadata["/Keywords"]
    image = Image.open(io.BytesIO(rendered("png", **options)))
    assert image.text["Source"].endswith(file_hash)
    assert f"Data SHA-256: {file_hash[:12]}" in rendered("svg", **options).decode("utf-8")


def test_an_unknown_part_is_said(zone):
    with pytest.raises(UnknownIdError, match="nowhere"):
        render_svg(zone, FigureOptions(parts=("nowhere",)))


def test_a_figure_is_drawn_once_in_all_its_forms(zone, monkeypatch):
    small = FigureOptions(width_mm=120, height_mm=90, dpi=60)
    ways = [
        lambda: credit_figure(zone, small),
        lambda: render_png(zone, replace(small, dpi=70)),
        lambda: render_plain_svg(zone, replace(small, text="outlines")),
        lambda: render_plain_svg(zone, small),
    ]
    apart = [way() for way in ways]
    drawn = []

    def draw(zone, options):
        drawn.append(options)
        return draw_credited_figure(zone, options)

    monkeypatch.setattr(render, "draw_credited_figure", draw)
    with draw_once():
        assert [way() for way in ways] == apart
        assert len(drawn) == 1
        credit_figure(zone, replace(small, lang="zh"))
        assert len(drawn) == 2
    credit_figure(zone, small)
    assert len(drawn) == 3


def test_the_credits_in_a_file_are_in_the_language_of_the_figure(zone):
    rights = Image.open(io.BytesIO(render_png(zone, FigureOptions(lang="zh", dpi=50)))).text
    assert "OpenStreetMap 贡献者" in rights["Copyright"]
    assert "contributors" not in rights["Copyright"]
