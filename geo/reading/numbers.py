"""Numbers as people write them in tables."""

import re
from collections.abc import Iterable

import numpy as np

from geo.arrays import Floats

NUMBER_PATTERN = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def parse_numbers(texts: Iterable[str | None]) -> Floats:
    """Return plain decimal numbers (sign, digits, point, exponent), NaN for any other text.

    >>> parse_numbers([" -1.5e2", "1_0", "nan", None]).tolist()
    [-150.0, nan, nan, nan]
    """
    return np.array([_parse_number(text or "") for text in texts], dtype=float)


def _parse_number(text: str) -> float:
    plain = text.strip()
    return float(plain) if NUMBER_PATTERN.fullmatch(plain) else np.nan
