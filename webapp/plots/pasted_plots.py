"""Pasted corners of several plots: the name of each on a line of its own, above its corners."""

import re
from collections.abc import Sequence

from geo.arrays import Floats
from geo.errors import N_, Phrase
from geo.lookup.coordinate_text import LatLon
from geo.lookup.map_links import normalize_text
from webapp.plots.pasted_corners import (
    read_corners_in_degrees,
    read_numbers,
    tell_corners,
    write_boundary_points,
)
from webapp.plots.pasted_heading import read_heading
from webapp.plots.pasted_order import tell_order
from webapp.plots.pasted_pairs import PastedFile, write_csv
from webapp.plots.pasted_survey import drop_heading, simplify_survey

_PLOTS = N_("Each line of text is taken as the name of the plot whose numbered corners follow it.")
_CORNER = re.compile(r"J[0-9]", re.I)
_NAME = re.compile(r"(?!.*[0-9]{3})[^\t,;、=|]{1,40}")  # no coordinates, and no cells


def read_named_plots(lines: Sequence[str], near: LatLon) -> PastedFile | None:
    """Return plots of which each has its name above its corners; None for lines of another kind.

    Parameters
    ----------
    lines : sequence of str
        None of them empty.
    near : tuple of float
        Latitude and longitude (degrees): of two orders the nearer one is taken.
    """
    if not _is_name(lines[0]):  # of a long text the first line tells
        return None
    plots = _cut_plots(lines)
    told = [Phrase(_PLOTS, {})]
    written = [(name, write_boundary_points(simplify_survey(own))) for name, own in plots if own]
    found = [(name, text.splitlines()) for name, text in written if text]
    if len(found) == len(plots):
        rows = [row for name, own in found for row in (_name_plot(own[1], name), *own[2:])]
        told += [each for _, text in written if text for each in tell_corners(text)]
        return PastedFile(".txt", "\n".join(["[地块坐标]", *rows]) + "\n", tuple(told))
    rings = [(name, read_corners_in_degrees(drop_heading(own), near)) for name, own in plots if own]
    outlines = [[name, _write_polygon(lonlat)] for name, lonlat in rings if lonlat is not None]
    if len(outlines) < len(plots):
        return None
    for (_, own), (_, lonlat) in zip(plots, rings, strict=True):
        told += [] if lonlat is None else tell_order(read_numbers(drop_heading(own)), lonlat)
    return PastedFile(".csv", write_csv([["name", "wkt"], *outlines]), tuple(told))


def _is_name(line: str) -> bool:
    plain = normalize_text(line).strip()
    return bool(_NAME.fullmatch(plain) and not _CORNER.match(plain) and read_heading(plain) is None)


def _cut_plots(lines: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return each name with the lines below it."""
    plots = list[tuple[str, list[str]]]()
    for line in lines:
        if _is_name(line):
            plots.append((line.strip().rstrip(":："), []))
        else:
            plots[-1][1].append(line)
    return plots


def _name_plot(head: str, name: str) -> str:
    """Return a plot's first line with its name, the fourth of its cells."""
    cells = head.split(",")
    return ",".join([*cells[:3], name.replace(",", "，"), *cells[4:]])


def _write_polygon(lonlat: Floats) -> str:
    return f"POLYGON (({', '.join(f'{x!r} {y!r}' for x, y in lonlat.tolist())}))"
