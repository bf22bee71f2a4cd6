"""The pieces of a document, the same for PDF and Word, with words that fit their place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maps.figure.typography import breakable, shortened

LABEL_EM, WORD_EM, TITLE_EM = 60.0, 12.0, 90.0
LONGEST = 2000
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Block:
    """One piece of a document.

    Attributes
    ----------
    kind : str
        `heading`, `warning`, `text`, `quiet`, `bullets`, `table` or `figure`.
    text : str
        The words; a table's caption; a figure's text alternative.
    head, rows : sequences of str
        Of a table; `rows` are a bullet list's items too.
    """

    kind: str
    text: str = ""
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def label(text: str) -> str:
    """Return text that fits a table's cell, whatever it is."""
    return breakable(shortened(text, LABEL_EM), WORD_EM)


def title_line(text: str) -> str:
    """Return text that fits a title."""
    return breakable(shortened(text, TITLE_EM), 2 * WORD_EM)


def heading(text: str) -> Block:
    """Return a heading."""
    return Block("heading", text)


def table(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> Block:
    """Return a table whose cells are cleaned, shown text."""
    cells = [[label(cell) for cell in row] for row in rows]
    return Block("table", caption, [label(cell) for cell in head], cells)
