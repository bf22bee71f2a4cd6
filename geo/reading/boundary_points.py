"""Boundary-point text (勘测定界界址点): the exchange format of Chinese land surveys."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats
from geo.errors import N_, Phrase, quote_value
from geo.geodesy.gauss_kruger import find_prefix, is_bare, is_north
from geo.reading.boundary_crs import find_boundary_crs, list_points, scale_points
from geo.reading.boundary_lines import Plot, parse_boundary_lines
from geo.reading.collector import FeatureCollector, raise_empty
from geo.reading.layer import LeftOut, RawLayer, ReadOptions
from geo.reading.nesting import build_nested
from geo.reading.shape_tree import ShapeError, ShapeNotes, close_ring
from geo.reading.text_bytes import choose_text_encoding

# After the number of points; the area is in hectares.
PLOT_FIELDS = (
    "地块面积", "地块编号", "地块名称", "图形属性", "图幅号", "地块用途", "地类编码",
)  # fmt: skip


def read_boundary_points(path: Path, options: ReadOptions) -> RawLayer:
    """Return a file of boundary points as a raw layer, a row for each plot.

    The CRS is the one of the header and of the number that eastings begin with.

    Raises
    ------
    InputError
        When the text has no plots, another unit than metres, millimetres or kilometres, or its
        zone isn't stated or contradicts the coordinates; or when a plot can't be used and shall
        not be left out.
    """
    encoding = choose_text_encoding(path, given=options.encoding)
    with path.open(encoding=encoding.name) as file:
        text = parse_boundary_lines(file, name=path.name)
    steps = scale_points(text, options, name=path.name)
    if not any(plot.rings for plot in text.plots):
        faults = ((n, each.fault) for n, each in enumerate(text.plots, 1))
        raise_empty(path.name, [LeftOut(n, fault, "") for n, fault in faults if fault is not None])
    steps += _turn_axes(text.plots)
    collected = FeatureCollector(path.name, options)
    collected.steps += [*encoding.steps, *steps]
    crs, told = find_boundary_crs(text, options, name=path.name)
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


def _turn_axes(plots: Sequence[Plot]) -> list[Phrase]:
    """Put north first where every point has east first beyond doubt, and say so."""
    points = list_points(plots)
    (first_min, second_min), (first_max, second_max) = points.min(axis=0), points.max(axis=0)
    is_east = find_prefix(first_min, first_max) is not None or is_bare(first_min, first_max)
    if not (is_east and is_north(second_min, second_max)):
        return []
    for plot in plots:
        for _, ring in plot.rings:
            ring[::2], ring[1::2] = ring[1::2], ring[::2]
    return [
        Phrase(N_("The points have east before north, against the format, and were read so."), {})
    ]
