"""The elements of an XML file one after the other, in constant memory."""

from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from xml.parsers import expat

from geo.errors import N_, InputError, file_label

_BLOCK_BYTES = 2**16
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class XmlEvent(NamedTuple):
    """An element's start with its attributes, or its end with its text; names are local ones."""

    tag: str
    is_start: bool
    attributes: Mapping[str, str] = _NO_ATTRIBUTES
    text: str = ""


def iter_xml_events(path: Path, *, tags: Container[str], name: str) -> Iterator[XmlEvent]:
    """Yield the starts and ends of the elements of some local names.

    Parameters
    ----------
    path : Path
        Of the XML.
    tags : container of str
        The local names.
    name : str
        The name of the file that it is part of, for the error.

    Raises
    ------
    InputError
        When it is not well-formed, or has a document type (and so may have entities).
    """
    parser, found = expat.ParserCreate(namespace_separator="}"), list[XmlEvent]()
    parser.buffer_text = True
    text: list[str] = []
    names = _LocalNames(tags)

    def start(tag: str, attributes: dict[str, str]) -> None:
        text.clear()
        if local := names[tag]:
            plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
            found.append(XmlEvent(local, True, plain or _NO_ATTRIBUTES))

    def end(tag: str) -> None:
        if local := names[tag]:
            found.append(XmlEvent(local, False, text="".join(text)))
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


class _LocalNames(dict[str, str]):
    """Local names by tag, kept because they are asked for millions of times; empty for others."""

    def __init__(self, tags: Container[str]) -> None:
        super().__init__()
        self._tags = tags

    def __missing__(self, tag: str) -> str:
        local = tag.rpartition("}")[2]
        self[tag] = local if local in self._tags else ""
        return self[tag]
