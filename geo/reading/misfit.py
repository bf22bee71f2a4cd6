"""The corners of a file's shapes, and what is said where they don't fit their CRS."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.arrays import Bools, Floats
from geo.errors import Phrase

MAX_NAMED = 20


@dataclass(frozen=True)
class Misfit:
    """What is said of coordinates that don't fit their CRS.

    Attributes
    ----------
    phrase : Phrase
    is_refused : bool
        Whether the file is refused for it, or only warned of.
    is_certain : bool
        Whether none of the coordinates are degrees on Earth, so that no row can be used anyway.
    """

    phrase: Phrase
    is_refused: bool
    is_certain: bool = False


@dataclass(frozen=True)
class Corners:
    """The lower left corner of each shape, shape (n, 2).

    Attributes
    ----------
    numbers : sequence of int
        The features' own.
    raw : array
        As it is in the file.
    opposite : array
        The upper right corner as it is in the file.
    xy : array
        In the CRS, east first.
    lonlat : array
        WGS 84 degrees; NaN or infinite where the CRS has none.
    """

    numbers: Sequence[int]
    raw: Floats
    opposite: Floats
    xy: Floats
    lonlat: Floats

    def list_raw(self, chosen: Bools | None = None) -> Floats:
        """Return the corners of the chosen shapes (all by default), shape (2 n, 2).

        They are in the file's own CRS and unit, degrees or metres.
        """
        both = np.hstack([self.raw, self.opposite])
        return (both if chosen is None else both[chosen]).reshape(-1, 2)

    @property
    def are_degrees(self) -> Bools:
        """Which are degrees on Earth."""
        with np.errstate(invalid="ignore"):
            return np.asarray((np.abs(self.lonlat) <= (360, 90)).all(axis=1))


def list_numbers(numbers: Sequence[int]) -> str:
    """Return the numbers of features for a sentence, the first twenty."""
    more = ", …" if len(numbers) > MAX_NAMED else ""
    return ", ".join(map(str, numbers[:MAX_NAMED])) + more
