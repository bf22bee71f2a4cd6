"""The styles of a Word document: fonts for Latin and Chinese text, sizes and colours."""

from collections.abc import Sequence
from typing import cast

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.text.font import Font
from lxml.etree import _Element

from maps.documents.word_elements import add_link_style, make_element
from maps.i18n import SOURCE_LANGUAGE, get_language
from maps.theme import PRINT_COLOURS, rgb_channels

LATIN_FONT, CHINESE_FONT = "Calibri", "Microsoft YaHei"
FONT_SIZES_PT = {"Normal": 10, "Title": 22}
STYLES = ("Normal", "Title", "Subtitle", "Heading 1", "Caption", "List Bullet")
TEXT_COLOUR, WARNING_COLOUR, LINK_COLOUR = (
    RGBColor(*rgb_channels(PRINT_COLOURS[name])) for name in ("text", "warning", "accent")
)


def set_styles(document: Document, langs: Sequence[str]) -> None:
    """Set fonts, sizes and languages of the styles that the document uses."""
    for name in STYLES:
        set_font(document.styles[name], langs)
    for name, size_pt in FONT_SIZES_PT.items():
        _get_font(document.styles[name]).size = Pt(size_pt)
    _get_font(document.styles["Caption"]).color.rgb = TEXT_COLOUR
    add_link_style(document, LINK_COLOUR)


def _get_font(style: BaseStyle) -> Font:
    font: Font = cast("ParagraphStyle", style).font
    return font


def set_font(style: BaseStyle, langs: Sequence[str]) -> None:
    """Set the fonts for Latin and for Chinese text, and the languages that Word checks.

    Those are the leading one, and for Latin text the first that is written in it.
    """
    _get_font(style).name = LATIN_FONT
    run_properties: CT_RPr = style.element.get_or_add_rPr()
    properties: _Element = run_properties
    fonts: _Element = run_properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would come before ours
    fonts.set(qn("w:eastAsia"), CHINESE_FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    latin = next((each for each in langs if not get_language(each).is_east_asian), SOURCE_LANGUAGE)
    latin_tag, leading_tag = (get_language(each).territory_tag for each in (latin, langs[0]))
    properties.append(make_element("lang", val=latin_tag, eastAsia=leading_tag))
