"""A figure's SVG as a file of its own: fonts inside, ids and styles that touch nothing else.

Browsers use the fonts inside the file. rsvg, Inkscape and LibreOffice ignore them and take a font
of the system, so every text states its length, and lines leave room for the widest usual font.
"""

import hashlib
import re
from collections.abc import Iterable

from lxml import etree

from geo.errors import ZoneError
from geo.io.plain_text import replace_controls
from maps.figure.typography import FALLBACKS, FAMILIES, width_em
from maps.figure.webfont import font_face_css
from maps.i18n import get_language

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES = ("part-", "scale-bar")
_URL = re.compile(r"url\(#([^)]+)\)")
_FONT_SIZE = re.compile(r"font-size:\s*([\d.]+)px")
_FONT_FAMILY = re.compile(r"font-family:[^;]*")


def finish_svg(data: bytes, *, title: str, description: str, lang: str) -> bytes:
    """Return matplotlib's SVG with its fonts, title and description inside.

    Ids start with a prefix from the hash of the content, and the only rules are those of fonts
    named by it: two figures in one page neither share an id nor restyle each other or the page.
    """
    digest = hashlib.sha256(b"\0".join((data, title.encode(), description.encode()))).hexdigest()
    prefix = f"z{digest[:8]}"
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_blank_text=True, remove_comments=True,
        huge_tree=True,  # the paths of a dense city
    )  # fmt: skip
    tree = etree.fromstring(data, parser)
    for style in tree.findall(f".//{_SVG}style"):
        _remove(style)
    tree.set("stroke-linejoin", "round")
    tree.set("stroke-linecap", "butt")
    _scope_ids(tree, prefix)
    _embed_fonts(tree, prefix)
    _describe(tree, prefix, {"title": title, "desc": description})
    tree.set(_LANG, get_language(lang).html_lang)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="utf-8")) + b"\n"


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _scope_ids(tree: etree._Element, prefix: str) -> None:
    """Prefix the ids that something refers to; remove all others.

    Parts and the scale bar keep their id as `data-name`, the same in every figure.
    """
    elements = [each for each in tree.iter() if isinstance(each.tag, str)]
    for each in elements:
        for name, value in each.items():
            if name == _HREF:
                each.set(name, f"#{prefix}-{value.removeprefix('#')}")
            elif "url(#" in value:
                each.set(name, _URL.sub(rf"url(#{prefix}-\1)", value))
    used, given = set(_list_references(elements)), set()
    for each in elements:
        name = each.attrib.pop("id", "")
        scoped = f"{prefix}-{name}"
        if name.startswith(_NAMES):
            each.set("data-name", name)
        if (scoped in used or name.startswith(_NAMES)) and scoped not in given:
            each.set("id", scoped)
            given.add(scoped)  # main map and inset have a scale bar each


def _list_references(elements: Iterable[etree._Element]) -> Iterable[str]:
    for each in elements:
        yield each.get(_HREF, "").removeprefix("#")
        for value in each.attrib.values():
            yield from _URL.findall(str(value))


def _embed_fonts(tree: etree._Element, prefix: str) -> None:
    """Add the glyphs of all texts as fonts named by the prefix, and state the texts' lengths."""
    texts = list(tree.iter(f"{_SVG}text"))
    if not texts:
        return
    families = [f"{prefix}-{number}" for number in range(len(FAMILIES))]
    listed = ", ".join(f"'{name}'" for name in (*families, *FALLBACKS)) + ", sans-serif"
    for text in texts:
        _set_font(text, listed)
    style = etree.Element(f"{_SVG}style", type="text/css")
    style.text = font_face_css(("".join(text.itertext()) for text in texts), families)
    tree.insert(0, style)


def _set_font(text: etree._Element, families: str) -> None:
    style = text.get("style", "")
    size = _FONT_SIZE.search(style)
    if size is None:
        raise ZoneError("A text of the figure has no font size. Report this fault.")
    text.set("style", _FONT_FAMILY.sub(f"font-family: {families}", style))
    length = width_em("".join(text.itertext())) * float(size[1])
    text.set("textLength", f"{length:.2f}")
    text.set("lengthAdjust", "spacingAndGlyphs")


def _describe(tree: etree._Element, prefix: str, words: dict[str, str]) -> None:
    tree.set("role", "img")
    tree.set("aria-labelledby", " ".join(f"{prefix}-figure-{tag}" for tag in words))
    for place, (tag, text) in enumerate(words.items()):
        element = etree.Element(f"{_SVG}{tag}", id=f"{prefix}-figure-{tag}")
        element.text = replace_controls(text)
        tree.insert(place, element)
