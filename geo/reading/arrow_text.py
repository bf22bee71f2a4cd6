"""The text of tables that a library read byte by byte, or took for UTF-8: decoded here."""

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa

from geo.errors import N_, Phrase
from geo.reading.encoding import TextEncoding, choose_encoding, refuse_text
from geo.reading.encoding_readings import Witness, decode_cell

BYTEWISE = "iso8859-1"  # each byte is the character of the same number
Decoder = Callable[[pa.Table], tuple[pa.Table, tuple[Phrase, ...]]]
_Cells = Mapping[int, Sequence[bytes | None]]  # of the columns of text, by their position


def decode_table(
    table: pa.Table, witnesses: Sequence[Witness], *, given: str | None, name: str
) -> tuple[pa.Table, tuple[Phrase, ...]]:
    """Return a table whose text was taken as ISO 8859-1, in its own encoding, and why in that.

    Raises
    ------
    InputError
        When the encoding that is given is unknown or wrong, or none is clearly the right one.
    """
    cells = {
        n: [None if text is None else text.encode(BYTEWISE) for text in table[n].to_pylist()]
        for n in _find_text(table)
    }
    names = [each.encode(BYTEWISE) for each in table.schema.names]
    texts = [*names, *_list_texts(cells)]
    chosen = choose_encoding(texts, witnesses, given=given, name=name)
    decoded, steps = _put_text(table, cells, chosen.name)
    renamed = decoded.rename_columns([decode_cell(each, chosen.name)[0] for each in names])
    return renamed, (*chosen.steps, *steps)


def make_decoder(*, given: str | None, name: str) -> Decoder:
    """Return what decodes the tables of a file that should be UTF-8, and may not be.

    The encoding that is found for the first table that is not UTF-8 counts for those after it.
    """
    found: list[TextEncoding] = []

    def decode(table: pa.Table) -> tuple[pa.Table, tuple[Phrase, ...]]:
        if _is_utf8(table):
            return table, ()
        cells = {n: table[n].cast(pa.large_binary()).to_pylist() for n in _find_text(table)}
        first = not found
        if first:
            found.append(choose_encoding(_list_texts(cells), given=given, name=name))
        try:
            decoded, steps = _put_text(table, cells, found[0].name)
        except UnicodeError:
            raise refuse_text(found[0].name, name=name) from None
        return decoded, (*(found[0].steps if first else ()), *steps)

    return decode


def _is_utf8(table: pa.Table) -> bool:
    """Return whether all text is UTF-8: GDAL lets other bytes through."""
    try:
        table.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _find_text(table: pa.Table) -> list[int]:
    kinds = enumerate(table.schema.types)
    return [n for n, kind in kinds if pa.types.is_string(kind) or pa.types.is_large_string(kind)]


def _list_texts(cells: _Cells) -> list[bytes]:
    found = dict.fromkeys(text for column in cells.values() for text in column)
    return [text for text in found if text is not None]


def _put_text(table: pa.Table, cells: _Cells, encoding: str) -> tuple[pa.Table, tuple[Phrase, ...]]:
    """Return a table with its text decoded, and how many texts were cut off."""
    decoded = {text: decode_cell(text, encoding) for text in _list_texts(cells)}
    for n, column in cells.items():
        texts = [None if each is None else decoded[each][0] for each in column]
        field = table.schema.field(n).with_type(pa.string())
        table = table.set_column(n, field, pa.array(texts, pa.string()))
    cuts = sum(is_cut for _, is_cut in decoded.values())
    told = Phrase(N_("%(n)s texts end within a character, which was left out."), {"n": cuts})
    return table, (told,) if cuts else ()
