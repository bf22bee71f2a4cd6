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
FONT_SIZES_PT = {"Normal": 10, "Title": 20, "List Bullet": 8, "Footer": 7.5}
SMALL_LINE_PT = 10.5  # of text of 8 and 8.5 pt: fonts for Chinese ask for half as much again
# Before and after a paragraph, points. Those of Word's own template push a sheet to a third page.
SPACES_PT = {
    "Normal": (0, 4),
    "Title": (0, 4),
    "Subtitle": (0, 4),
    "Heading 1": (6, 2),
    "Caption": (2, 3),
    "List Bullet": (0, 0.5),
    "Footer": (0, 0),
}
STYLES = tuple(SPACES_PT)
TEXT_COLOUR, WARNING_COLOUR, LINK_COLOUR = (
    RGBColor(*rgb_channels(PRINT_COLOURS[name])) for name in ("text", "warning", "accent")
)


def set_styles(document: Document, langs: Sequence[str]) -> None:
    """Set fonts, sizes and languages of the styles that the document uses."""
    for name in STYLES:
        set_font(document.styles[name], langs)
    for name, size_pt in FONT_SIZES_PT.items():
        _get_font(document.styles[name]).size = Pt(size_pt)
    for name, (before_pt, after_pt) in SPACES_PT.items():
        paragraph = cast("ParagraphStyle", document.styles[name]).paragraph_format
        paragraph.space_before, paragraph.space_after = Pt(before_pt), Pt(after_pt)
        paragraph.line_spacing = 1.0
    bullets = cast("ParagraphStyle", document.styles["List Bullet"]).paragraph_format
    bullets.line_spacing = Pt(SMALL_LINE_PT)
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
    if any(get_language(lang).is_east_asian for lang in langs):
        _get_font(style).italic = False  # no font for Chinese has italics: letters are only slanted
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
