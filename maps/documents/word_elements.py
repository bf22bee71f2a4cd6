"""Elements of WordprocessingML that python-docx has no function for: fields, links, row rules."""

from collections.abc import Iterator

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.styles.style import CharacterStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

LINK_STYLE = "Hyperlink"


def make_element(tag: str, **attributes: str) -> _Element:
    """Return an element; names are those of WordprocessingML, without its prefix.

    >>> make_element("tblHeader", val="true").tag.rpartition("}")[2]
    'tblHeader'
    """
    element: _Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def add_field(paragraph: Paragraph, instruction: str, *, shown: str) -> None:
    """Add a field, such as `PAGE`, and what stands in its place until Word computes it.

    References
    ----------
    ECMA-376-1:2016, 17.16.2 (complex fields), 17.16.5 (PAGE, NUMPAGES, SEQ).
    """
    for element in _iter_field(instruction, shown):
        run: _Element = paragraph.add_run()._r
        run.append(element)


def _iter_field(instruction: str, shown: str) -> Iterator[_Element]:
    yield make_element("fldChar", fldCharType="begin")
    code = make_element("instrText")
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    code.text = f" {instruction} "
    yield code
    yield make_element("fldChar", fldCharType="separate")
    text = make_element("t")
    text.text = shown
    yield text
    yield make_element("fldChar", fldCharType="end")


def add_link_style(document: Document, colour: RGBColor) -> None:
    """Add the character style of links."""
    added = document.styles.add_style(LINK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    assert isinstance(added, CharacterStyle)
    added.font.color.rgb, added.font.underline = colour, True


def add_link(paragraph: Paragraph, address: str) -> None:
    """Add an address that opens itself; the document must have `add_link_style`'s style."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = make_element("hyperlink", history="1")
    link.set(qn("r:id"), relation)
    link.append(paragraph.add_run(address, style=LINK_STYLE)._r)
    whole: _Element = paragraph._p
    whole.append(link)


def keep_row_whole(row: _Row) -> None:
    """Let a row begin a page rather than be split by its end."""
    properties: _Element = row._tr.get_or_add_trPr()
    properties.append(make_element("cantSplit", val="true"))


def mark_header(row: _Row) -> None:
    """Mark a row as the header of its table, which is repeated on each page."""
    properties: _Element = row._tr.get_or_add_trPr()
    properties.append(make_element("tblHeader", val="true"))
