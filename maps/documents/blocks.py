"""Blocks: the pieces of a document, the same for PDF and Word, with text cut to its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maps.figure.typography import shorten_text, shorten_unbreakable

LABEL_EM, WORD_EM, TITLE_EM = 60.0, 12.0, 90.0
MAX_CHARACTERS = 2000
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Block:
    """One piece of a document.

    Attributes
    ----------
    kind : str
        `heading`, `warning`, `text`, `bullets`, `table`, `figure` or, in Word only, `code`.
    text : str
        The words; the caption of a table; the text alternative of a figure; the address of a code.
    head : sequence of str
        The column headings of a table.
    rows : sequence of sequence of str
        The rows of a table, or of one item each in a list.
    caption : str
        What stands below a figure.
    links : sequence of str
        For each item of a list the address in its text that a reader may follow; empty for none.
    """

    kind: str
    text: str = ""
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    caption: str = ""
    links: Sequence[str] = ()


def shorten_cell(text: str) -> str:
    """Return text that fits a table cell: one line of `LABEL_EM`, no word wider than `WORD_EM`."""
    return shorten_unbreakable(shorten_text(text, LABEL_EM), WORD_EM)


def shorten_title(text: str) -> str:
    """Return text that fits a title: at most `TITLE_EM`, no word wider than twice `WORD_EM`."""
    return shorten_unbreakable(shorten_text(text, TITLE_EM), 2 * WORD_EM)


def make_heading(text: str) -> Block:
    """Return a heading."""
    return Block("heading", text)


def make_table(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> Block:
    """Return a table whose cells are cleaned and shortened."""
    cells = [[shorten_cell(cell) for cell in row] for row in rows]
    return Block("table", caption, [shorten_cell(cell) for cell in head], cells)
