"""An SVG as a file: it looks right without its fonts, and changes nothing beside it."""

import re
import xml.etree.ElementTree as ET

import pytest

from maps.figure.options import FigureOptions
from maps.figure.render import render_svg
from maps.figure.typography import fallback_width_em, width_em

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
SMALL = {"width_mm": 210, "height_mm": 148}
SIZES = [(297, 210), (210, 148), (210, 297), (90, 90), (80, 60), (1189, 841)]


def list_ids(svg):
    return [each.get("id") for each in svg.iter() if each.get("id")]


def test_two_figures_in_one_page_share_no_id_and_style_nothing_else(rendered):
    one, other = (ET.fromstring(rendered("svg", lang=lang, **SMALL)) for lang in ("en", "zh"))
    assert len(set(list_ids(one))) == len(list_ids(one))
    assert set(list_ids(one)) & set(list_ids(other)) == set()
    rules = ["".join(style.text for style in svg.iter(f"{SVG}style")) for svg in (one, other)]
    families = [set(re.findall(r"font-family:'([^']+)'", each)) for each in rules]
    assert families[0]
    assert families[0] & families[1] == set()
    for rule in rules:
        assert re.sub(r"@font-face\{[^}]*\}", "", rule) == ""


@pytest.mark.parametrize("text", ["text", "outlines"])
def test_every_reference_has_its_target(rendered, text):
    data = rendered("svg", lang="both", text=text, **SMALL).decode()
    svg = ET.fromstring(data)
    found = set(re.findall(r"url\(#([^)]+)\)", data)) | set(re.findall(r'href="#([^"]+)"', data))
    assert found
    assert found <= set(list_ids(svg))


def iter_texts(svg):
    """Each text with its size, the x of its anchor, and its anchor."""
    for text in svg.iter(f"{SVG}text"):
        if text.get("x") is None:  # upright, beside the map
            continue
        style = text.get("style")
        size = float(re.search(r"font-size: ([\d.]+)px", style)[1])
        anchor = re.search(r"text-anchor: (\w+)", style)
        yield text, size, float(text.get("x")), anchor[1] if anchor else "start"


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
@pytest.mark.parametrize("size", SIZES)
def test_no_text_leaves_the_page_in_the_widest_usual_font(rendered, lang, size):
    data = rendered("svg", lang=lang, width_mm=size[0], height_mm=size[1])
    svg = ET.fromstring(data)
    page = float(svg.get("viewBox").split()[2])
    for text, size_pt, x, anchor in iter_texts(svg):
        words = "".join(text.itertext())
        assert float(text.get("textLength")) == pytest.approx(width_em(words) * size_pt, abs=0.01)
        width = fallback_width_em(words) * size_pt
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        assert left >= 0, words
        assert left + width <= page, words


def test_outlined_text_needs_no_font(zone, rendered):
    data = rendered("svg", lang="both", text="outlines", **SMALL)
    svg = ET.fromstring(data)
    assert list(svg.iter(f"{SVG}text")) == []
    assert "font" not in re.sub(r"<(title|desc|metadata).*?</\1>", "", data.decode(), flags=re.S)
    assert "Longmatan Core Area" in svg.find(f"{SVG}desc").text
    assert render_svg(zone, FigureOptions(lang="both", text="outlines", **SMALL)) == data
