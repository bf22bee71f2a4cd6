"""The text of a table that a library read byte by byte: names and columns, decoded together."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from geo.errors import N_, Phrase
from geo.reading.encoding import Witness, choose_encoding, decode_cell

BYTEWISE = "iso8859-1"  # each byte is the character of the same number


def decode_table(
    table: pa.Table, witnesses: Sequence[Witness], *, given: str | None, name: str
) -> tuple[pa.Table, tuple[Phrase, ...]]:
    """Return a table whose text was taken as ISO 8859-1, in its own encoding, and why in that.

    Raises
    ------
    InputError
        When the encoding that is given is unknown or wrong, or none is clearly the right one.
    """
    texts = list(dict.fromkeys(_iter_texts(table)))
    chosen = choose_encoding(texts, witnesses, given=given, name=name)
    decoded = {text: decode_cell(text, chosen.name) for text in texts}
    cut = sum(is_cut for _, is_cut in decoded.values())
    told = (Phrase(N_("%(n)s texts end within a character, which was left out."), {"n": cut}),)
    columns = [
        pa.array(
            [None if each is None else decoded[_to_bytes(each)][0] for each in column.to_pylist()],
            pa.string(),
        )
        if _is_text(column)
        else column
        for column in table.columns
    ]
    fields = [
        pa.field(_decode_name(field.name, chosen.name), column.type, metadata=field.metadata)
        for field, column in zip(table.schema, columns, strict=True)
    ]
    return pa.table(columns, pa.schema(fields)), (*chosen.steps, *(told if cut else ()))


def _iter_texts(table: pa.Table) -> Iterator[bytes]:
    yield from map(_to_bytes, table.schema.names)
    for column in table.columns:
        if _is_text(column):
            yield from (_to_bytes(text) for text in column.unique().to_pylist() if text is not None)


def _is_text(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_string(column.type) or pa.types.is_large_string(column.type))


def _to_bytes(text: str) -> bytes:
    return text.encode(BYTEWISE)


def _decode_name(name: str, encoding: str) -> str:
    return decode_cell(_to_bytes(name), encoding)[0]
