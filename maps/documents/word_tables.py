"""The styles of tables in a Word document: to change them changes all of its tables."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from lxml.etree import _Element

from maps.documents.word_elements import make_element
from maps.documents.word_styles import SMALL_LINE_PT
from maps.theme import PRINT_COLOURS

TABLE_STYLE, TEXT_STYLE, NUMBER_STYLE = "Factsheet Table", "Table Text", "Table Number"
TABLE_SIZE_PT = 8.5
_CELL_MARGINS = {"top": "30", "left": "85", "bottom": "30", "right": "85"}  # twentieths of a point


def add_table_styles(document: Document) -> None:
    """Add the style of tables, and those of text and of numbers in their cells."""
    for name, alignment in (
        (TEXT_STYLE, WD_ALIGN_PARAGRAPH.LEFT),
        (NUMBER_STYLE, WD_ALIGN_PARAGRAPH.RIGHT),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(TABLE_SIZE_PT)
        style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.line_spacing = Pt(SMALL_LINE_PT)
        style.paragraph_format.alignment = alignment
    table = document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.TABLE)
    element: _Element = table.element
    element.append(_make_properties())
    element.append(_make_header())


def _make_properties() -> _Element:
    """Return the rules between rows and the margins of cells."""
    properties = make_element("tblPr")
    borders = make_element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_make_rule(side, "rule", eighths_pt=4))
    properties.append(borders)
    margins = make_element("tblCellMar")
    for side, width in _CELL_MARGINS.items():
        margins.append(make_element(side, w=width, type="dxa"))
    properties.append(margins)
    return properties


def _make_header() -> _Element:
    """Return what sets the first row apart: bold, with a stronger rule below it."""
    header = make_element("tblStylePr", type="firstRow")
    letters = make_element("rPr")
    letters.append(make_element("b"))
    header.append(letters)
    cells, borders = make_element("tcPr"), make_element("tcBorders")
    borders.append(_make_rule("bottom", "quiet", eighths_pt=8))
    cells.append(borders)
    header.append(cells)
    return header


def _make_rule(side: str, colour: str, *, eighths_pt: int) -> _Element:
    value = PRINT_COLOURS[colour].removeprefix("#")
    rule = make_element(side, val="single", sz=str(eighths_pt), space="0", color=value)
    assert rule.tag == qn(f"w:{side}")
    return rule
