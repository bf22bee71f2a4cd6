"""The widths of a table's columns: no word is broken while there is room for it."""

import re
from collections.abc import Sequence

from maps.figure.typography import fallback_width_em

CELL_MARGINS_EM = 1.6  # left and right, with the lines
_PIECES = re.compile(
    r"[\u2e80-\uffef]|[^ \u2e80-\uffef]+"
)  # a line may end between any two of them


def share_width(rows: Sequence[Sequence[str]], total_em: float) -> list[float]:
    """Return the widths of a table's columns, in em, which add up to the total.

    Each has room for its longest word, as far as that is possible; what is left goes to those
    whose texts are longer than that.

    Parameters
    ----------
    rows : sequence of sequence of str
        The head and the rows; at least one.
    total_em : float
        Of the table.

    Examples
    --------
    >>> share_width([["manufacturing", "x"], ["a", "y"]], 20.0)[0] > 10
    True
    """
    columns = list(zip(*rows, strict=True))
    least = [max(map(_width_of_longest_word, column)) for column in columns]
    whole = [max(map(_width_of, column)) for column in columns]
    if sum(least) >= total_em:
        return [width * total_em / sum(least) for width in least]
    left = total_em - sum(least)
    wanted = [most - width for most, width in zip(whole, least, strict=True)]
    spare = max(0.0, left - sum(wanted)) / len(columns)
    share = min(1.0, left / sum(wanted)) if sum(wanted) else 0.0
    return [width + more * share + spare for width, more in zip(least, wanted, strict=True)]


def _width_of_longest_word(text: str) -> float:
    return max((_width_of(piece) for piece in _PIECES.findall(text)), default=CELL_MARGINS_EM)


def _width_of(text: str) -> float:
    return fallback_width_em(text) + CELL_MARGINS_EM  # a program may not have the document's font
