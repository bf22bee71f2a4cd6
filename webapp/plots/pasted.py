"""Text that people paste: GeoJSON, KML, WKT, coordinates a line, or rows of a spreadsheet."""

import csv
import io
import re
from collections.abc import Mapping, Sequence

import numpy as np

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase
from geo.lookup.beside.datum_words import split_datum
from geo.lookup.coordinate_text import LatLon
from geo.reading.column_choice import is_geometry
from geo.reading.numbers import simplify_number
from webapp.plots.pasted_corners import (
    read_corners_in_degrees,
    read_numbers,
    tell_corners,
    write_boundary_points,
)
from webapp.plots.pasted_numbers import (
    BESIDE,
    NUMBERED,
    find_other_numbers,
    read_numbered,
)
from webapp.plots.pasted_order import tell_order
from webapp.plots.pasted_pairs import (
    SEPARATORS,
    PastedFile,
    find_separator,
    name_axes,
    read_pairs,
    refuse_mixed_commas,
    split_chain,
    split_halves,
    split_pairs,
    write_csv,
)
from webapp.plots.pasted_places import is_place, names_system, read_places, write_converted
from webapp.plots.pasted_plots import read_named_plots
from webapp.plots.pasted_rows import read_bare_rows
from webapp.plots.pasted_survey import drop_heading, simplify_survey

_OUTLINE = N_("The lines are taken as the corners of one outline, as the last repeats the first.")
_REPEAT = N_("Each line is a point. For one plot of them repeat the first line at the end.")
_CORNERS = N_("The lines are taken as the corners of one plot, as they are numbered as such.")
_ASKED = N_("The lines are taken as the corners of one plot, as you chose.")
_LEAST_CORNERS = 4
_PLACES = ("longitude", "latitude", "x", "y")
_MOST_NAMED = 200  # characters of a line with a name: matching takes their square
_PAIR = r"[+-]?\d+(?:\.\d+)?(?:\s*[,;，；、]\s*|\s+)[+-]?\d+(?:\.\d+)?"
_NAME = r"(?![NSEW东西南北](?:[\s\d]|$))[^\W\d_]"  # a side is no name
_NAMED_PAIR = re.compile(
    rf"(?:(?P<before>{_NAME}[^\s,;，；、]*) +)?(?P<pair>{_PAIR})(?: +(?P<after>{_NAME}.*))?"
)


def read_pasted_text(
    text: str, near: LatLon, datum: str = "wgs84", *, is_outline: bool = False
) -> PastedFile:
    """Return a text as a file of the format that it is in.

    Parameters
    ----------
    text : str
    near : tuple of float
        Latitude and longitude (degrees) of the middle of the zone.
    datum : str
        Of lines that name no system among others that do.
    is_outline : bool
        Whether points that may be the corners of one plot are.

    Raises
    ------
    InputError
        When it is in none.
    """
    plain = "\n".join(split_chain(text.strip().lstrip("\ufeff")))
    numbered = {n: line.strip() for n, line in enumerate(plain.splitlines(), 1) if line.strip()}
    lines = [*numbered.values()]
    if not lines:
        raise _refuse_text()
    if plain.startswith("{") or re.match(r"\[\s*\{", plain):
        return PastedFile(".geojson", plain)
    if plain.startswith("<"):
        return PastedFile(".kml", plain)
    if is_geometry(plain):
        return PastedFile(".csv", write_csv([["wkt"], *([each] for each in split_wkt(plain))]))
    if any(mark in plain for mark in ("[地块坐标]", "【地块坐标】")):
        return PastedFile(".txt", plain)
    refuse_mixed_commas(numbered)
    if (corners := _read_corners(lines, near)) is not None:
        return corners
    rows = simplify_survey(lines)
    found = _read_coordinates(rows) or _read_numbered(rows, near) or _read_named_pairs(rows)
    found = found or read_bare_rows(rows, near) or _read_places(numbered, near, datum)
    found = found or _read_rows(lines)
    return _close_sequence(found) if is_outline and found.is_sequence else found


def _read_corners(lines: Sequence[str], near: LatLon) -> PastedFile | None:
    """Return lines that are numbered J1, J2, … as one plot, in metres or in degrees."""
    if (plots := read_named_plots(lines, near)) is not None:
        return plots
    corners = write_boundary_points(simplify_survey(lines))
    if corners:
        return PastedFile(".txt", corners, (Phrase(_CORNERS, {}), *tell_corners(corners)))
    rows = drop_heading(lines)
    lonlat = read_corners_in_degrees(rows, near)
    if lonlat is None:
        return None
    return _write_outline(lonlat, [Phrase(_CORNERS, {}), *tell_order(read_numbers(rows), lonlat)])


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
    split = (split_pairs(plain, each) for each in SEPARATORS)
    read = ((cells, read_pairs(cells)) for cells in (*split, split_halves(plain)) if cells)
    cells, xy = next((each for each in read if not np.isnan(each[1]).any()), ([], None))
    if xy is None:
        return None
    names, told = name_axes(xy)
    if len(xy) >= _LEAST_CORNERS and (xy[0] == xy[-1]).all():
        lonlat = xy[:, ::-1] if names[0] in {"latitude", "y"} else xy
        return _write_outline(lonlat, [*told, Phrase(_OUTLINE, {})])
    return _write_points([names, *cells], told)


def _read_numbered(lines: Sequence[str], near: LatLon) -> PastedFile | None:
    """Return lines with the number of a point before two others as points, or as an outline."""
    found = read_numbered(lines, near)
    if found is None:
        return None
    names, told = name_axes(found.xy)
    others = find_other_numbers(found.cells)
    said = [Phrase(NUMBERED, {}), *told, *([Phrase(BESIDE, {})] if others else [])]
    texts = [n for n in range(2, len(found.cells[0])) if n not in others]
    if len(found.xy) >= _LEAST_CORNERS and (found.xy[0] == found.xy[-1]).all() and not texts:
        lonlat = found.xy[:, ::-1] if names[0] in {"latitude", "y"} else found.xy
        return _write_outline(lonlat, [*said, Phrase(_OUTLINE, {})])
    headings = [f"column {n}" for n in range(1, len(found.cells[0]) + 2)]
    headings[1:3] = names
    headings[texts[0] + 1 if texts else 0] = "name"
    rows = [[number, *row] for number, row in zip(found.numbers, found.cells, strict=True)]
    return _write_points([headings, *rows], said)


def _write_points(rows: Sequence[Sequence[str]], told: Sequence[Phrase]) -> PastedFile:
    """Return points without names, below their headings; enough of them may be an outline."""
    is_sequence = len(rows) >= _LEAST_CORNERS  # with the headings
    offered = [Phrase(_REPEAT, {})] if is_sequence else []
    return PastedFile(".csv", write_csv(rows), (*told, *offered), is_sequence=is_sequence)


def _close_sequence(points: PastedFile) -> PastedFile:
    """Return points as the corners of one outline, in their order."""
    headings, *rows = csv.reader(io.StringIO(points.text))
    places = [n for n, each in enumerate(headings) if each in _PLACES]
    xy = read_pairs([[row[n] for n in places] for row in rows])
    lonlat = xy[:, ::-1] if headings[places[0]] in {"latitude"} else xy
    told = [each for each in points.told if each.text != _REPEAT]
    return _write_outline(np.vstack([lonlat, lonlat[:1]]), [*told, Phrase(_ASKED, {})])


def _read_named_pairs(lines: Sequence[str]) -> PastedFile | None:
    """Return pairs of numbers as points with the name that stands before or after each."""
    if any(len(line) > _MOST_NAMED or split_datum(line)[0] for line in lines):
        return None
    found = [_NAMED_PAIR.fullmatch(line.replace("\u3000", " ")) for line in lines]
    pairs = [each for each in found if each and not (each["before"] and each["after"])]
    if len(pairs) < len(lines):
        return None
    cells = [re.split(r"\s*[,;，；、]\s*|\s+", each["pair"]) for each in pairs]
    names, told = name_axes(read_pairs(cells))
    called = [each["before"] or each["after"] or "" for each in pairs]
    rows = [[name, *cell] for name, cell in zip(called, cells, strict=True)]
    if all(re.fullmatch("[Jj][0-9]+", each) for each in called):  # corners in another unit
        return _write_points([["name", *names], *rows], told)
    return PastedFile(".csv", write_csv([["name", *names], *rows]), tuple(told))


def _write_outline(lonlat: Floats, told: Sequence[Phrase]) -> PastedFile:
    corners = ", ".join(f"{x!r} {y!r}" for x, y in lonlat.tolist())
    return PastedFile(".csv", write_csv([["wkt"], [f"POLYGON (({corners}))"]]), tuple(told))


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
    if find_separator(first) and not is_place(first, near):
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
    headings = ["name", "longitude", "latitude"]
    if not any(names):
        return _write_points([headings, *rows], [])
    return PastedFile(".csv", write_csv([headings, *rows]))


def _read_rows(lines: Sequence[str]) -> PastedFile:
    """Return rows of a table with headings."""
    separator = find_separator(lines[0])
    if separator is None or (len(lines) == 1 and not re.search(r"\d", lines[0])):
        raise _refuse_text()
    suffix = ".tsv" if separator == "\t" else ".csv"
    return PastedFile(suffix, "\n".join(lines) + "\n")
