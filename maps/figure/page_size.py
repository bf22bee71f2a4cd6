"""The size of a page: by name, in millimetres or in pixels."""

import re
from collections.abc import Mapping

from geo.errors import N_, InputError, quote_value

SIZES_MM: Mapping[str, tuple[float, float]] = {
    "a4": (297.0, 210.0),
    "a5": (210.0, 148.0),
    "a3": (420.0, 297.0),
    "a2": (594.0, 420.0),
    "a1": (841.0, 594.0),
    "a0": (1189.0, 841.0),
    "16:9": (254.0, 142.875),
    "4:3": (254.0, 190.5),
}
MM_PER_INCH = 25.4
# Too many digits make a size that is out of bounds, not an unknown one.
_SIZE = re.compile(r"(\d+(?:\.\d{1,3})?)\s*[x×*]\s*(\d+(?:\.\d{1,3})?)\s*(?:mm)?", re.ASCII)
_PIXELS = re.compile(r"(\d+)\s*[x×*]\s*(\d+)\s*px", re.ASCII)


def parse_size(text: str, dpi: int = 200) -> tuple[float, float]:
    """Return a page's width and height in millimetres from its name, `WxH`, or `WxHpx`.

    Parameters
    ----------
    text : str
        One of `SIZES_MM`, or two lengths, in millimetres or in pixels.
    dpi : int
        Pixels per inch.

    Raises
    ------
    InputError
        When the text is neither.

    Examples
    --------
    >>> parse_size("120x80"), parse_size("1000x500px", 254)
    ((120.0, 80.0), (100.0, 50.0))
    """
    named = SIZES_MM.get(text.strip().lower())
    if named:
        return named
    pixels = _PIXELS.fullmatch(text.strip().lower())
    if pixels:
        return float(pixels[1]) * MM_PER_INCH / dpi, float(pixels[2]) * MM_PER_INCH / dpi
    found = _SIZE.fullmatch(text.strip().lower())
    if found is None:
        raise InputError(
            N_(
                "Unknown size %(value)s. Use one of %(choices)s, WIDTHxHEIGHT in mm, or "
                "pixels such as `1600x900px`."
            ),
            value=quote_value(text),
            choices=tuple(SIZES_MM),
        )
    return float(found[1]), float(found[2])


def is_in_pixels(text: str) -> bool:
    """Return whether a size is in pixels: of them, dots per inch make neither more nor fewer."""
    return bool(_PIXELS.fullmatch(text.strip().lower()))
