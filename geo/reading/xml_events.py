"""The elements of an XML file one after the other, in constant memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from geo.errors import N_, InputError, file_label

_BLOCK_BYTES = 2**16


@dataclass(frozen=True)
class XmlEvent:
    """An element's start with its attributes, or its end with its text; names are local ones."""

    tag: str
    is_start: bool
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


def iter_xml_events(path: Path, *, name: str) -> Iterator[XmlEvent]:
    """Yield the starts and ends of all elements.

    Parameters
    ----------
    path : Path
        Of the XML.
    name : str
        The name of the file that it is part of, for the error.

    Raises
    ------
    InputError
        When it is not well-formed, or has a document type (and so may have entities).
    """
    parser, found = expat.ParserCreate(namespace_separator="}"), list[XmlEvent]()
    text: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        text.clear()
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        found.append(XmlEvent(tag.rpartition("}")[2], True, plain))

    def end(tag: str) -> None:
        found.append(XmlEvent(tag.rpartition("}")[2], False, text="".join(text)))
        text.clear()

    def refuse_doctype(*_: object) -> None:
        raise InputError(
            N_("%(name)s declares an XML document type. Save it again in a spreadsheet program."),
            name=file_label(name),
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                parser.Parse(block, False)
                yield from found
                found.clear()
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise InputError(
            N_("%(name)s is a damaged workbook. Save it again as .xlsx."), name=file_label(name)
        ) from None
    yield from found
