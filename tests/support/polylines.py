"""A decoder of our polylines, written from the format's description (`maps.web.polyline`)."""

from itertools import accumulate

from maps.web.polyline import LETTERS

BASE, LAST_BELOW = 14, 74  # as described: not taken from the encoder that it checks
NUMBERS = {letter: n for n, letter in enumerate(LETTERS)}


def read_polyline(text):
    """Return the vertices of a text, longitude first, in whole steps."""
    values, value, worth = [], 0, 1
    for letter in text:
        value += NUMBERS[letter] * worth
        worth *= BASE
        if NUMBERS[letter] < LAST_BELOW:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value, worth = 0, 1
    return list(zip(accumulate(values[1::2]), accumulate(values[::2]), strict=True))
