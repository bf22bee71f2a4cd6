"""Text that people paste: GeoJSON, KML, WKT, coordinates a line, or rows of a spreadsheet."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase
from geo.lookup.beside.datum_words import split_datum
from geo.lookup.coordinate_text import LatLon
from geo.reading.column_choice import is_geometry
from geo.reading.coordinate_columns import choose_number_style, parse_coordinates
from geo.reading.numbers import simplify_number
from webapp.plots.pasted_corners import write_boundary_points
from webapp.plots.pasted_places import is_place, names_system, read_places, write_converted

_LAT_FIRST = N_("The first number of each line is taken as the latitude, as the second is over 90.")
_OUTLINE = N_("The lines are taken as the corners of one outline, as the last repeats the first.")
_REPEAT = N_("Each line is a point. For one plot of them repeat the first line at the end.")
_CORNERS = N_("The lines are taken as the corners of one plot, as they are numbered as such.")
_NO_HEADINGS = N_(
    "The rows have no headings. Columns %(lon)s and %(lat)s are taken as longitude and latitude."
)
_SEPARATORS = ("\t", ";", "、", ", ", ",", None)  # None: white space
_LEAST_CORNERS = 4
_MOST_NAMED = 200  # characters of a line with a name: matching takes their square
_PAIR = r"[+-]?\d+(?:\.\d+)?(?:\s*[,;，；、]\s*|\s+)[+-]?\d+(?:\.\d+)?"
_NAME = r"(?![NSEW东西南北](?:[\s\d]|$))[^\W\d_]"  # a side is no name
_NAMED_PAIR = re.compile(
    rf"(?:(?P<before>{_NAME}[^\s,;，；、]*) +)?(?P<pair>{_PAIR})(?: +(?P<after>{_NAME}.*))?"
)


@dataclass(frozen=True)
class PastedFile:
    """What a text is as a file: its suffix, its content, and what was decided.

    Where its lines name their coordinate system, `is_placed`: it is in WGS 84 whatever is asked.
    """

    suffix: str
    text: str
    told: tuple[Phrase, ...] = ()
    is_placed: bool = False


def read_pasted_text(text: str, near: LatLon, datum: str = "wgs84") -> PastedFile:
    """Return a text as a file of the format that it is in.

    Parameters
    ----------
    text : str
    near : tuple of float
        Latitude and longitude (degrees) of the middle of the zone.
    datum : str
        Of lines that name no system among others that do.

    Raises
    ------
    InputError
        When it is in none.
    """
    plain = text.strip().lstrip("\ufeff")
    numbered = {n: line.strip() for n, line in enumerate(plain.splitlines(), 1) if line.strip()}
    lines = [*numbered.values()]
    if not lines:
        raise _refuse_text()
    if plain.startswith("{") or re.match(r"\[\s*\{", plain):
        return PastedFile(".geojson", plain)
    if plain.startswith("<"):
        return PastedFile(".kml", plain)
    if is_geometry(plain):
        return PastedFile(".csv", _write_csv([["wkt"], *([each] for each in split_wkt(plain))]))
    if any(mark in plain for mark in ("[地块坐标]", "【地块坐标】")):
        return PastedFile(".txt", plain)
    corners = write_boundary_points(lines)
    if corners:
        return PastedFile(".txt", corners, (Phrase(_CORNERS, {}),))
    found = _read_coordinates(lines) or _read_named_pairs(lines) or _read_bare_rows(lines)
    return found or _read_places(numbered, near, datum) or _read_rows(lines)


def split_wkt(text: str) -> list[str]:
    r"""Return the geometries of a text, which may go over several lines.

    >>> split_wkt("POINT (1 2)  POLYGON ((0 0, 1 0,\n 1 1, 0 0))")
    ['POINT (1 2)', 'POLYGON ((0 0, 1 0,  1 1, 0 0))']
    """
    found, depth, start = [], 0, 0
    flat = re.sub(r"[\r\n]", " ", text)
    for n, letter in enumerate(flat):
        depth += (letter == "(") - (letter == ")")
        if letter == ")" and depth == 0:
            found.append(flat[start : n + 1].strip(" ,;"))
            start = n + 1
    rest = flat[start:].strip(" ,;")
    return [*found, rest] if rest else found


def _read_coordinates(lines: Sequence[str]) -> PastedFile | None:
    """Return lines of nothing but two numbers as points, or as an outline if they are closed."""
    plain = [simplify_number(line).replace("；", ";") for line in lines]
    split = (_split_pairs(plain, each) for each in _SEPARATORS)
    read = ((cells, _read_pairs(cells)) for cells in (*split, _split_halves(plain)) if cells)
    cells, xy = next((each for each in read if not np.isnan(each[1]).any()), ([], None))
    if xy is None:
        return None
    names, told = _name_axes(xy)
    if len(xy) >= _LEAST_CORNERS and (xy[0] == xy[-1]).all():
        lonlat = xy[:, ::-1] if names[0] in {"latitude", "y"} else xy
        return _write_outline(lonlat, [*told, Phrase(_OUTLINE, {})])
    return PastedFile(".csv", _write_csv([names, *cells]), (*told, *_offer_outline(len(xy))))


def _offer_outline(count: int) -> tuple[Phrase, ...]:
    """Return how lines without names become an outline, where there are enough of them."""
    return (Phrase(_REPEAT, {}),) if count >= _LEAST_CORNERS - 1 else ()


def _read_named_pairs(lines: Sequence[str]) -> PastedFile | None:
    """Return pairs of numbers as points with the name that stands before or after each."""
    if any(len(line) > _MOST_NAMED or split_datum(line)[0] for line in lines):
        return None
    found = [_NAMED_PAIR.fullmatch(line.replace("\u3000", " ")) for line in lines]
    pairs = [each for each in found if each and not (each["before"] and each["after"])]
    if len(pairs) < len(lines):
        return None
    cells = [re.split(r"\s*[,;，；、]\s*|\s+", each["pair"]) for each in pairs]
    names, told = _name_axes(_read_pairs(cells))
    called = [each["before"] or each["after"] or "" for each in pairs]
    rows = [[name, *cell] for name, cell in zip(called, cells, strict=True)]
    return PastedFile(".csv", _write_csv([["name", *names], *rows]), tuple(told))


def _split_pairs(lines: Sequence[str], separator: str | None) -> list[list[str]] | None:
    rows = [_split_line(line.strip("[](),;"), separator) for line in lines]
    return rows if all(len(row) == 2 for row in rows) else None


def _split_halves(lines: Sequence[str]) -> list[list[str]] | None:
    """Return lines of degrees, minutes and seconds with nothing but spaces between all of them."""
    rows = [line.split() for line in lines]
    if any(len(row) < 4 or len(row) % 2 for row in rows):
        return None
    return [[" ".join(row[: len(row) // 2]), " ".join(row[len(row) // 2 :])] for row in rows]


def _read_pairs(cells: Sequence[Sequence[str]]) -> Floats:
    """Return the numbers in two columns, degrees or metres, NaN for what is none; shape (n, 2)."""
    columns = [*zip(*cells, strict=True)]
    is_comma = choose_number_style(columns, None).decimal_comma
    return np.column_stack([parse_coordinates(each, decimal_comma=is_comma) for each in columns])


def _split_line(line: str, separator: str | None) -> list[str]:
    return [each.strip() for each in line.split(separator)]


def _name_axes(xy: Floats) -> tuple[list[str], list[Phrase]]:
    """Return the headings of two columns of numbers, and what there is to tell of it."""
    greatest = np.abs(xy).max(axis=0)
    if greatest[0] <= 90 < greatest[1] <= 180:
        return ["latitude", "longitude"], [Phrase(_LAT_FIRST, {})]
    return (["longitude", "latitude"] if greatest.max() <= 360 else ["x", "y"]), []


def _write_outline(lonlat: Floats, told: Sequence[Phrase]) -> PastedFile:
    corners = ", ".join(f"{x!r} {y!r}" for x, y in lonlat.tolist())
    return PastedFile(".csv", _write_csv([["wkt"], [f"POLYGON (({corners}))"]]), tuple(told))


def _refuse_text() -> InputError:
    return InputError(
        N_(
            "The text has neither GeoJSON, WKT, KML, a table with headings, nor coordinates. Paste "
            "one position a line, such as “Site A 105.44, 28.88”, or a table with headings."
        )
    )


def _read_places(lines: Mapping[int, str], near: LatLon, datum: str) -> PastedFile | None:
    """Return lines of one position each, in the systems that they name."""
    first = next(iter(lines.values()))
    if _find_separator(first) and not is_place(first, near):
        return None  # headings
    places = read_places(lines, near)
    if places is None:
        return None
    if any(map(names_system, places)):
        written, told = write_converted(places, datum)
        return PastedFile(".geojson", written, tuple(told), is_placed=True)
    lonlat = np.array([[place.lon, place.lat] for place in places])
    names = [place.name for place in places]
    if not any(names) and len(lonlat) >= _LEAST_CORNERS and (lonlat[0] == lonlat[-1]).all():
        return _write_outline(lonlat, [Phrase(_OUTLINE, {})])
    rows = [[name, repr(x), repr(y)] for name, (x, y) in zip(names, lonlat.tolist(), strict=True)]
    offered = () if any(names) else _offer_outline(len(rows))
    return PastedFile(".csv", _write_csv([["name", "longitude", "latitude"], *rows]), offered)


def _find_separator(line: str) -> str | None:
    return next((each for each in ("\t", ";", ",") if each in line), None)


def _read_rows(lines: Sequence[str]) -> PastedFile:
    """Return rows of a table with headings."""
    separator = _find_separator(lines[0])
    if separator is None or (len(lines) == 1 and not re.search(r"\d", lines[0])):
        raise _refuse_text()
    suffix = ".tsv" if separator == "\t" else ".csv"
    return PastedFile(suffix, "\n".join(lines) + "\n")


def _read_bare_rows(lines: Sequence[str]) -> PastedFile | None:
    """Return rows of a table without headings: the first two columns of numbers are a position."""
    separator = _find_separator(lines[0])
    if separator is None:
        return None
    cells = _split_line(lines[0], separator)
    is_comma = separator != "," and choose_number_style([cells], None).decimal_comma
    first = parse_coordinates(cells, decimal_comma=is_comma)
    places = np.flatnonzero(~np.isnan(first)).tolist()
    if len(places) < 2:
        return None
    names, told = _name_axes(first[None, places[:2]])
    headings = [f"column {n}" for n in range(1, len(first) + 1)]
    headings[places[0]], headings[places[1]] = names
    texts = [n for n in range(len(first)) if n not in places]
    if texts:
        headings[texts[0]] = "name"
    lon, lat = (places[n] + 1 for n in ((1, 0) if names[0] in {"latitude"} else (0, 1)))
    said = Phrase(_NO_HEADINGS, {"lon": lon, "lat": lat})
    suffix = ".tsv" if separator == "\t" else ".csv"
    return PastedFile(suffix, "\n".join([separator.join(headings), *lines]) + "\n", (said, *told))


def _write_csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()
