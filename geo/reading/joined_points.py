"""Rows of boundary points, joined to the plots that they go round."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Floats, Ints
from geo.errors import N_, Phrase, quote_value
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.nesting import build_nested
from geo.reading.point_columns import PointColumns, find_point_columns
from geo.reading.raw_layers import make_raw_layer
from geo.reading.shape_tree import ShapeError, ShapeNotes, close_ring
from geo.reading.shapes import ReadShapes

_MOST_NAMED = 20
_LEAST_CLOSED = 4  # rows of a ring whose last point repeats its first


@dataclass(frozen=True)
class JoinedPoints:
    """What became of a table of points: a row for each plot, its shape, and what was done."""

    frame: pd.DataFrame
    read: ReadShapes
    steps: tuple[Phrase, ...]


def make_joined_layer(
    joined: JoinedPoints, options: ReadOptions, *, name: str, layer_name: str = ""
) -> RawLayer:
    """Return plots as a raw layer without a CRS, with what was done told first.

    Raises
    ------
    InputError
        When a plot can't be used and shall not be left out, or none is left.
    """
    raw = make_raw_layer(
        joined.frame,
        joined.read,
        None,
        crs=None,
        options=options,
        name=name,
        layer_name=layer_name,
    )
    return replace(raw, steps=(*joined.steps, *raw.steps))


def join_rows(
    frame: pd.DataFrame,
    read: ReadShapes,
    places: Sequence[str],
    options: ReadOptions,
    *,
    broken: Collection[int] = (),
) -> JoinedPoints | None:
    """Return the plots of rows that are boundary points; None where they may be sites.

    So they are where no column tells otherwise, or no plot has three points.

    A plot with a row that can't be used has a fault itself: without that corner it would be
    another plot.

    Parameters
    ----------
    frame : DataFrame
        A row for each point; the index numbers them from 1, below the header.
    read : ReadShapes
        Their points in any CRS, degrees or metres.
    places : sequence of str
        The columns of coordinates.
    options : ReadOptions
        Of which `seeks_sites` counts.
    broken : collection of int
        The numbers of rows that could not be read: the plots around them have a fault.
    """
    columns = find_point_columns([*map(str, frame.columns)], places, options)
    plots = [] if columns is None else _fill_down(frame[columns.plot].tolist())
    groups = _group_rows(plots)
    if columns is None or max(map(len, groups.values()), default=0) < 3:
        return None
    rings = _list_rings(frame, columns, plots)
    numbers = frame[columns.point].tolist() if columns.point else [""] * len(frame)
    lost = _find_lost(frame, read, plots, broken)
    shapes = np.full(len(groups), None, dtype=object)
    faults, turned = dict[int, Phrase](), list[str]()
    for n, (plot, rows) in enumerate(groups.items()):
        try:
            if plot in lost:
                raise ShapeError(lost[plot].text, **lost[plot].values)
            shapes[n], is_turned = _build_plot(rows, rings, numbers, read)
            turned += [plot] if is_turned else []
        except ShapeError as fault:
            sentence = N_("plot %(name)s: %(reason)s")
            faults[n] = Phrase(sentence, {"name": quote_value(plot), "reason": fault.phrase})
    own, varying = _keep_columns(frame, columns, places, list(groups.values()))
    steps = (
        _describe_joining(len(frame), len(groups)),
        *_describe_order(turned),
        *_describe_varying(varying),
    )
    return JoinedPoints(own, replace(read, shapes=shapes, faults=faults), steps)


def _fill_down(values: Sequence[str]) -> list[str]:
    """Return values, those above in place of empty ones, as merged cells leave them."""
    found: list[str] = []
    for value in values:
        found.append(value.strip() or (found[-1] if found else ""))
    return found


def _group_rows(keys: Sequence[str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for n, key in enumerate(keys):
        groups.setdefault(key, []).append(n)
    return groups


def _list_rings(frame: pd.DataFrame, columns: PointColumns, plots: Sequence[str]) -> list[str]:
    """Return each row's ring; an empty one is that of the row above, within the same plot."""
    if not columns.ring:
        return [""] * len(frame)
    found: list[str] = []
    for n, value in enumerate(frame[columns.ring].tolist()):
        same = n > 0 and plots[n] == plots[n - 1]
        found.append(value.strip() or (found[-1] if same else ""))
    return found


def _find_lost(
    frame: pd.DataFrame, read: ReadShapes, plots: Sequence[str], broken: Collection[int]
) -> dict[str, Phrase]:
    """Return by plot which of its rows can't be used, the first one, and why."""
    index, lost = frame.index.tolist(), dict[str, Phrase]()
    sentence = N_("row %(n)s, a point of it, can't be used: %(reason)s")
    for n, reason in sorted(read.faults.items()):
        lost.setdefault(plots[n], Phrase(sentence, {"n": index[n], "reason": reason}))
    for row in sorted(broken):
        after = int(np.searchsorted(index, row))
        for n in {max(after - 1, 0), min(after, len(index) - 1)}:
            fault = Phrase(N_("row %(n)s beside its points can't be read"), {"n": row})
            lost.setdefault(plots[n], fault)
    return lost


def _build_plot(
    rows: Sequence[int], rings: Sequence[str], numbers: Sequence[str], read: ReadShapes
) -> tuple[Geometry, bool]:
    """Return the shape of a plot's rows, and whether they were put in order."""
    found: list[Floats] = []
    is_turned = False
    for part in _group_rows([rings[n] for n in rows]).values():
        own = [rows[n] for n in part]
        points = shapely.get_coordinates(read.shapes[own])
        order = _choose_order([numbers[n] for n in own], points)
        is_turned |= order is not None
        found += _split_rings(points if order is None else points[order])
    return build_nested([close_ring(ring, ShapeNotes()) for ring in found]), is_turned


def _split_rings(points: Floats) -> list[Floats]:
    """Return the rings of points in order: after one that repeats its first, another begins."""
    found, start = [], 0
    for n in range(len(points)):
        is_end = n - start + 1 >= _LEAST_CLOSED and (points[n] == points[start]).all()
        if is_end:
            found.append(points[start : n + 1])
            start = n + 1
    rest = points[start:]
    # A single point after a closed ring only repeats its end.
    return [*found, rest] if len(rest) > 1 or not found else found


def _choose_order(numbers: Sequence[str], points: Floats) -> Ints | None:
    """Return the order by the points' numbers where the rows are out of it, else None.

    Numbers that go on from plot to plot skip and repeat, so that the outline decides: rows that
    enclose an area stay, unless the numbers leave out none.
    """
    parts = [re.search(r"(\d+)\D*$", each) for each in numbers]
    found = np.array([int(each[1][-9:]) if each else -1 for each in parts])
    last = found[:-1] if len(found) > 1 and found[0] == found[-1] else found
    if (found < 0).any() or len(set(last.tolist())) < len(last) or _is_round(last):
        return None
    order = np.argsort(found, kind="stable")
    is_whole = int(last.max() - last.min()) == len(last) - 1
    is_better = _encloses(points[order]) and (is_whole or not _encloses(points))
    return order if is_better else None


def _is_round(numbers: Ints) -> bool:
    """Return whether numbers rise, or fall, from wherever they begin round to it again."""
    steps = np.roll(numbers, -1) - numbers
    return bool((steps < 0).sum() <= 1 or (steps > 0).sum() <= 1)


def _encloses(points: Floats) -> bool:
    rings = _split_rings(points)
    return all(len(each) > 2 and shapely.Polygon(each).is_valid for each in rings)


def _keep_columns(
    frame: pd.DataFrame,
    columns: PointColumns,
    places: Sequence[str],
    groups: Sequence[Sequence[int]],
) -> tuple[pd.DataFrame, list[str]]:
    """Return the columns that are alike in each plot, a row for each, and the names of others."""
    dropped = {*places, columns.ring, columns.point}
    own: dict[str, list[str]] = {}
    varying: list[str] = []
    for name in (each for each in frame.columns if each not in dropped):
        values = frame[name].tolist()
        found = [list(dict.fromkeys(v for n in rows if (v := values[n]))) for rows in groups]
        if name != columns.plot and any(len(each) > 1 for each in found):
            varying.append(str(name))
        else:
            own[name] = [each[0] if each else "" for each in found]
    return pd.DataFrame(own, index=range(1, len(groups) + 1), dtype=object), varying


def _describe_joining(points: int, plots: int) -> Phrase:
    sentence = N_("%(points)s boundary points were joined into %(plots)s plots.")
    return Phrase(sentence, {"points": points, "plots": plots})


def _describe_order(turned: Sequence[str]) -> list[Phrase]:
    sentence = N_("Points were put in the order of their numbers in plots: %(names)s.")
    return [Phrase(sentence, {"names": _list_names(turned)})] if turned else []


def _describe_varying(names: Sequence[str]) -> list[Phrase]:
    sentence = N_("Columns that differ between the points of a plot were left out: %(names)s.")
    return [Phrase(sentence, {"names": _list_names(names)})] if names else []


def _list_names(names: Sequence[str]) -> str:
    more = "…" if len(names) > _MOST_NAMED else ""
    return ", ".join(map(quote_value, names[:_MOST_NAMED])) + more
