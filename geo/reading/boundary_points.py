"""Boundary-point text (勘测定界界址点): the exchange format of Chinese land surveys."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

import numpy as np
from pyproj import CRS
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.geodesy.gauss_kruger import GaussKrugerZone, find_prefix, is_bare, is_north
from geo.reading.boundary_lines import BoundaryText, Plot, parse_boundary_lines
from geo.reading.collector import FeatureCollector, raise_empty
from geo.reading.layer import LeftOut, RawLayer, ReadOptions
from geo.reading.nesting import build_nested
from geo.reading.shape_tree import ShapeError, ShapeNotes, close_ring
from geo.reading.text_bytes import choose_text_encoding

# After the number of points; the area is in hectares.
PLOT_FIELDS = (
    "地块面积", "地块编号", "地块名称", "图形属性", "图幅号", "地块用途", "地类编码",
)  # fmt: skip
_SYSTEMS = (("2000", "CGCS2000"), ("80", "Xian 1980"), ("54", "Beijing 1954"))
_METRES = ("", "米", "m", "M", "meter", "metre", "公尺")


def read_boundary_points(path: Path, options: ReadOptions) -> RawLayer:
    """Return a file of boundary points as a raw layer, a row for each plot.

    The CRS is the one of the header and of the number that eastings begin with.

    Raises
    ------
    InputError
        When the text has no plots, its unit is no metre, or its zone isn't stated or contradicts
        the coordinates; or when a plot can't be used and shall not be left out.
    """
    encoding = choose_text_encoding(path, given=options.encoding)
    with path.open(encoding=encoding.name) as file:
        text = parse_boundary_lines(file, name=path.name)
    _check_unit(text, name=path.name)
    if not any(plot.rings for plot in text.plots):
        faulty = [plot for plot in text.plots if plot.fault is not None]
        raise_empty(path.name, [LeftOut(1, each.fault, "") for each in faulty if each.fault])
    steps = _turn_axes(text.plots)
    collected = FeatureCollector(path.name, options)
    collected.steps += [*encoding.steps, *steps]
    crs, told = _find_crs(text, options, name=path.name)
    collected.steps += told
    _collect_plots(text.plots, collected, partial(_read_lines, path, encoding.name))
    return collected.make_layer(crs)


def _collect_plots(
    plots: Sequence[Plot], collected: FeatureCollector, read_lines: Callable[[], list[str]]
) -> None:
    """Add the plots; one that can't be used keeps its lines as they are, read again for it."""
    notes, lines = ShapeNotes(), list[str]()
    ends = [*(each.line - 1 for each in plots[1:]), None]
    for number, plot in enumerate(plots, 1):
        before = notes.closed
        try:
            shape = _build_plot(plot, notes)
        except ShapeError as fault:
            lines = lines or read_lines()
            own = lines[plot.line - 1 : ends[number - 1]]
            collected.leave_out(number, fault.phrase, "\n".join(own).rstrip())
            continue
        if (step := _check_count(number, plot)) is not None:
            collected.steps.append(step)
        collected.add(number, _name_fields(plot), shape, is_closed=notes.closed > before)
    collected.tell_notes(notes)


def _build_plot(plot: Plot, notes: ShapeNotes) -> Geometry:
    """Return a plot's shape in metres, east first; rings that lie in others are holes."""
    if plot.fault is not None:
        raise ShapeError(plot.fault.text, **plot.fault.values)
    if not plot.rings:
        raise ShapeError(N_("the plot of line %(n)s has no points"), n=plot.line)
    kind = plot.fields[4] if len(plot.fields) > 4 else ""
    if kind in {"点", "线"}:
        raise ShapeError(
            N_("the plot of line %(n)s is drawn as %(kind)s, not as an area"),
            n=plot.line,
            kind=quote_value(kind),
        )
    return build_nested([close_ring(_as_points(plot, n), notes) for n in _kept_rings(plot)])


def _kept_rings(plot: Plot) -> list[int]:
    """Return the positions of rings; a single point after a closed ring only repeats its end."""
    return [
        n
        for n, (number, ring) in enumerate(plot.rings)
        if not (n and len(ring) == 2 and plot.rings[n - 1][0] == number)
    ]


def _as_points(plot: Plot, ring: int) -> Floats:
    """Return a ring's points in metres, east first, shape (n, 2)."""
    return np.frombuffer(plot.rings[ring][1]).reshape(-1, 2)[:, ::-1].copy()


def _name_fields(plot: Plot) -> dict[str, str | None]:
    values = [each or None for each in plot.fields[1:]]
    names = [*PLOT_FIELDS, *(f"其他{n}" for n in range(1, len(values) - len(PLOT_FIELDS) + 1))]
    row = dict(zip(names, values, strict=False))
    return {name: value for name, value in row.items() if value or name in PLOT_FIELDS}


def _read_lines(path: Path, encoding: str) -> list[str]:
    return path.read_text(encoding).split("\n")


def _check_count(number: int, plot: Plot) -> Phrase | None:
    """Return a warning where the plot's line and its points disagree on their number."""
    said = plot.fields[0] if plot.fields else ""
    found = sum(len(ring) // 2 for _, ring in plot.rings)
    if not said or int(said) in {found, found - len(_kept_rings(plot))} or said == "0":
        return None
    return Phrase(
        N_("WARNING: Plot %(n)s is said to have %(said)s points, and has %(found)s."),
        {"n": number, "said": said, "found": found},
    )


def _measure_ranges(plots: Sequence[Plot]) -> tuple[float, float, float, float]:
    """Return the least and greatest of the first numbers (north), then of the second (east)."""
    rings = [np.frombuffer(ring) for plot in plots for _, ring in plot.rings]
    points = np.concatenate(rings).reshape(-1, 2)
    (least, least_east), (most, most_east) = points.min(axis=0), points.max(axis=0)
    return float(least), float(most), float(least_east), float(most_east)


def _turn_axes(plots: Sequence[Plot]) -> list[Phrase]:
    """Put north first where every point has east first beyond doubt, and say so."""
    first_min, first_max, second_min, second_max = _measure_ranges(plots)
    is_east = find_prefix(first_min, first_max) is not None or is_bare(first_min, first_max)
    if not (is_east and is_north(second_min, second_max)):
        return []
    for plot in plots:
        for _, ring in plot.rings:
            ring[::2], ring[1::2] = ring[1::2], ring[::2]
    return [
        Phrase(N_("The points have east before north, against the format, and were read so."), {})
    ]


def _find_crs(
    text: BoundaryText, options: ReadOptions, *, name: str
) -> tuple[CRS | None, list[Phrase]]:
    """Return the CRS that header and coordinates declare; None where options name one anyway."""
    _, _, west, east = _measure_ranges(text.plots)
    if options.crs is not None:
        return None, []
    prefix, stated = find_prefix(west, east), _parse_zone(text)
    if prefix is None and not is_bare(west, east):
        _refuse(name, N_("has eastings of no zone, or of several"))
    if prefix is not None and stated is not None and prefix.number != stated.number:
        _refuse(
            name,
            N_("states zone %(stated)s, and its eastings begin with %(found)s"),
            stated=stated.number,
            found=prefix.number,
        )
    zone = prefix or stated
    if zone is None or not zone.is_known:
        _refuse(name, N_("doesn't say its zone (带号), nor do the eastings"))
    system, told = _find_system(text, name=name)
    return CRS.from_epsg(zone.epsg_code(system, has_prefix=prefix is not None)), told


def _check_unit(text: BoundaryText, *, name: str) -> None:
    unit = text.header.get("计量单位", "")
    if unit not in _METRES:
        raise InputError(
            N_("%(name)s has the unit %(unit)s. Export it in metres (计量单位=米)."),
            name=file_label(name),
            unit=quote_value(unit),
        )


def _parse_zone(text: BoundaryText) -> GaussKrugerZone | None:
    """Return the zone of the header; its number may be that of the central meridian."""
    width = _find_number(text.header.get("几度分带") or text.header.get("分带"))
    number = _find_number(text.header.get("带号"))
    if number is None:
        return None
    if number > 45 and number % 3 == 0 and width != 6:
        number //= 3
    return GaussKrugerZone(width or (3 if number >= 25 else 6), number)


def _find_number(value: str | None) -> int | None:
    found = re.search(r"\d{1,3}", value or "")
    return int(found[0]) if found else None


def _find_system(text: BoundaryText, *, name: str) -> tuple[str, list[Phrase]]:
    """Return which system the header names; without one CGCS2000, which is then told."""
    said = text.header.get("坐标系", "")
    for mark, system in _SYSTEMS:
        if mark in said:
            return system, []
    if said:
        _refuse(name, N_("has the unknown coordinate system %(system)s"), system=quote_value(said))
    return "CGCS2000", [
        Phrase(
            N_(
                "WARNING: The file doesn't name its coordinate system (坐标系). CGCS2000 is "
                "assumed. Set another with --crs."
            ),
            {},
        )
    ]


def _refuse(name: str, fault: str, **values: object) -> NoReturn:
    raise InputError(
        N_(
            "%(name)s %(fault)s. Name the coordinate reference system with --crs, such as "
            "EPSG:4523 for zone 35 of CGCS2000, EPSG:4544 for its eastings without the number."
        ),
        name=file_label(name),
        fault=Phrase(fault, values),
    )
