"""The columns of a table that contain coordinates or geometry."""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.reading.layer import ReadOptions
from geo.reading.numbers import (
    choose_decimal_comma,
    parse_number,
    parse_numbers,
    simplify_number,
)

LON_NAMES = ("longitude", "lon", "lng", "long", "x", "经度")
LAT_NAMES = ("latitude", "lat", "y", "纬度")
WKT_NAMES = ("wkt", "geometry", "geom", "the_geom", "shape", "wkb_geometry", "wkb", "ewkt", "ewkb")

_GEOMETRY_TEXT = re.compile(
    r"\s*(SRID\s*=\s*\d+\s*;\s*)?(MULTI)?(POINT|LINESTRING|POLYGON|CURVE|SURFACE|CURVEPOLYGON"
    r"|COMPOUNDCURVE|GEOMETRYCOLLECTION|POLYHEDRALSURFACE|TIN|TRIANGLE)\s*(ZM|Z|M)?\s*(\(|EMPTY)"
    r"|\s*0[01]([0-9A-F]{2}){20,}\s*$",
    re.IGNORECASE,
)
_COMMA_NUMBER = re.compile(r"[+-]?[0-9]+,[0-9]+")
_NUMBER_LIKE = re.compile(r"[+-]?[0-9][0-9.,' ]*")
_MAX_DEGREES = 360
_DMS = re.compile(
    r"""(?P<before>[NSEW东西南北])?\s*(?P<sign>[+-])?(?P<d>\d{1,3})\s*[°º度]\s*
    (?P<m>\d{1,2}(\.\d+)?)\s*['′’‘分]\s*
    ((?P<s>\d{1,2}(\.\d+)?)\s*(["″”“秒]|''|′′))?\s*(?P<after>[NSEW东西南北])?""",
    re.VERBOSE | re.IGNORECASE,
)


def guess_column(names: Sequence[str], known: Sequence[str], *, chosen: str | None = None) -> str:
    """Return the column that was chosen, else the first with a known name ("" if there is none).

    Raises
    ------
    InputError
        When the chosen column is not there.
    """
    if chosen is not None:
        if chosen not in names:
            raise InputError(
                N_("There is no column %(name)s. Use one of %(choices)s."),
                name=quote_value(chosen),
                choices=quote_value(", ".join(names)),
            )
        return chosen
    plain = {name.strip().casefold(): name for name in reversed(names)}
    return next((plain[word] for word in known if word in plain), "")


def choose_columns(
    names: Sequence[str], options: ReadOptions, *, name: str, fallback: str = ""
) -> tuple[str, ...]:
    """Return the columns of longitude (or east) and latitude (or north), or the one of geometry.

    Parameters
    ----------
    names : sequence of str
        Of all columns.
    options : ReadOptions
        Of which `lon` and `lat` count; guessed by their names otherwise.
    name : str
        The file's, for the error.
    fallback : str
        The column of geometry, or empty.

    Raises
    ------
    InputError
        When there are none.
    """
    x = guess_column(names, LON_NAMES, chosen=options.lon)
    y = guess_column(names, LAT_NAMES, chosen=options.lat)
    if x and y:
        return x, y
    if fallback:
        return (fallback,)
    raise InputError(
        N_(
            "%(name)s has no columns of longitude and latitude (nor WKT) among %(columns)s. "
            "Rename them to longitude and latitude, or the one with geometry to WKT."
        ),
        name=file_label(name),
        columns=quote_value(", ".join(names)),
    )


def is_geometry(value: object) -> bool:
    """Return whether a value looks like WKT or hexadecimal WKB, extended or not, or is WKB."""
    if isinstance(value, bytes):
        return len(value) >= 9 and value[0] in {0, 1}
    return isinstance(value, str) and _GEOMETRY_TEXT.match(value) is not None


def find_geometry_column(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the first column of which the first filled value is a geometry; "" for none.

    Parameters
    ----------
    names : sequence of str
        Of the columns.
    rows : iterable of sequences
        Some rows, of as many values; a geometry may be in any CRS.
    """
    first: dict[str, object] = {}
    for row in rows:
        for name, value in zip(names, row, strict=False):
            if value is not None and value != "":
                first.setdefault(name, value)
    return next((name for name in names if is_geometry(first.get(name))), "")


def as_text(value: object) -> str:
    """Return a cell as text; numbers in full, nothing for a missing one."""
    if value is None or value != value:  # noqa: PLR0124 (NaN)
        return ""
    return repr(value) if isinstance(value, float) else str(value)


def has_decimal_commas(
    columns: Iterable[Iterable[str | None]],
    *,
    is_degrees: bool,
    name: str = "x, y",
    hint: bool | None = None,
) -> bool:
    """Return whether columns of coordinates have decimal commas.

    Parameters
    ----------
    columns : iterable of iterables of str or None
        Some values of each column.
    is_degrees : bool
        Whether they are degrees; "105,412" may be metres otherwise.
    name : str
        Of the columns, for the error.
    hint : bool or None
        What the file itself suggests, for columns that leave it open: a table that is separated
        by semicolons leaves the comma to its numbers.

    Raises
    ------
    InputError
        When a comma may separate decimals as well as thousands, or both kinds are there.
    """
    texts = [simplify_number(text) for column in columns for text in column if text]
    numbers = [text for text in texts if _NUMBER_LIKE.fullmatch(text)]
    if is_degrees:
        return any(_COMMA_NUMBER.fullmatch(text) for text in numbers)
    if not any("," in text for text in numbers):
        return False
    return choose_decimal_comma(numbers, column=name, hint=hint)


def parse_coordinates(texts: Sequence[str | None], *, decimal_comma: bool = False) -> Floats:
    r"""Return numbers, also degrees with minutes and seconds; NaN for any other text.

    Parameters
    ----------
    texts : sequence of str or None, length n
        Degrees, or the metres of a plane CRS.
    decimal_comma : bool
        Whether the column has decimal commas (`has_decimal_commas`).

    >>> parse_coordinates(["105°24'43.2\"E", "28°51.15′N", "-70.5"]).round(6).tolist()
    [105.412, 28.8525, -70.5]
    """
    plain = [text or "" for text in texts]
    if decimal_comma:
        plain = [text if "." in text else text.replace(",", ".") for text in plain]
    found = parse_numbers(plain)
    if decimal_comma:  # a point is of degrees, or separates thousands
        found[np.abs(found) > _MAX_DEGREES] = np.nan
    for n in np.flatnonzero(np.isnan(found)).tolist():
        text = simplify_number(texts[n] or "")
        found[n] = parse_number(text, decimal_comma=decimal_comma)
        if np.isnan(found[n]):
            found[n] = _parse_dms(text.replace(",", ".") if decimal_comma else text)
    return found


def find_separator_faults(
    columns: Iterable[Sequence[str | None]], *, decimal_comma: bool
) -> dict[int, Phrase]:
    """Return by row why its coordinates can't be used, if not because they are no numbers.

    They have decimal commas where the first rows have points, or points where these have commas.
    """
    mark = "." if decimal_comma else ","
    rows = {n for column in columns for n, text in enumerate(column) if text and mark in text}
    sentence = (
        N_("its coordinates have decimal points, those of the first rows decimal commas")
        if decimal_comma
        else N_("its coordinates have decimal commas, those of the first rows don't")
    )
    return dict.fromkeys(sorted(rows), Phrase(sentence, {}))


def _parse_dms(text: str) -> float:
    match = _DMS.fullmatch(text)
    if match is None or (match["before"] and match["after"]):
        return np.nan
    minutes, seconds = float(match["m"]), float(match["s"] or 0)
    if minutes >= 60 or seconds >= 60:
        return np.nan
    side = (match["before"] or match["after"] or "").upper()
    negative = match["sign"] == "-" or side in {"S", "W", "南", "西"}
    value = int(match["d"]) + minutes / 60 + seconds / 3600
    return -value if negative else value
