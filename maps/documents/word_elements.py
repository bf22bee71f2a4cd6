"""Elements that python-docx has no function for: fields, links, rules of rows, SVG pictures."""

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Pt, RGBColor
from docx.styles.style import CharacterStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from lxml.etree import SubElement, _Element

SVG_NAME, SVG_TYPE = "/word/media/figure.svg", "image/svg+xml"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
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


def set_column_widths(table: Table, widths_pt: Sequence[float]) -> None:
    """Set the widths of all columns: Word takes those of the cells, others that of the grid."""
    for column, width in zip(table.columns, widths_pt, strict=True):
        column.width = Pt(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_pt, strict=True):
            cell.width = Pt(width)


def add_vector_picture(document: Document, shape: InlineShape, svg: bytes) -> None:
    """Let programs that know SVG show it in a picture's place; the others show the picture.

    All pictures of a document that are added so are the same.

    References
    ----------
    MS-ODRAWXML, 2.3.1 (svgBlip, an extension of CT_Blip); ECMA-376-1, 20.1.8.13 (blip).
    """
    package = document.part.package
    known = [part for part in package.iter_parts() if part.partname == SVG_NAME]
    part = known[0] if known else Part(PackURI(SVG_NAME), SVG_TYPE, svg, package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    (blip,) = shape._inline.iter(qn("a:blip"))
    extension = SubElement(SubElement(blip, qn("a:extLst")), qn("a:ext"), uri=_SVG_EXTENSION)
    name = f"{{{_SVG_NAMESPACE}}}svgBlip"
    SubElement(extension, name, {qn("r:embed"): relation}, nsmap={"asvg": _SVG_NAMESPACE})
