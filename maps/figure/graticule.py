"""The graticule: the border of the map with ticks at round longitudes and latitudes."""

from typing import Any

import numpy as np

from geo.arrays import Floats
from maps.figure.map_frame import MapFrame
from maps.figure.page import Page
from maps.theme import PRINT_COLOURS

_STEPS_DEG = (30, 20, 10, 5, 2, 1, 1 / 2, 1 / 3, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 360,
              1 / 720, 1 / 1800, 1 / 3600)  # fmt: skip
_LABEL_EM = 7.0  # from one label to the next, at least
_SAMPLES = 400  # along an edge; meridians cross it at angles that vary slowly


def choose_step_deg(span_deg: float, *, most: int = 6) -> float:
    """Return the finest usual step, in degrees, that gives at most `most` lines in a span."""
    fitting = [step for step in _STEPS_DEG if span_deg / step <= most]
    return min(fitting) if fitting else 90.0


def format_degrees(value_deg: float, *, is_lat: bool) -> str:
    """Return a longitude or latitude in degrees, with minutes and seconds where needed.

    >>> format_degrees(105.5, is_lat=False), format_degrees(-28.0, is_lat=True)
    ('105°30′E', '28°S')
    """
    seconds = round(abs(value_deg) * 3600)
    degrees, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    text = f"{degrees}°"
    text += f"{minutes:02d}′" if minutes or seconds else ""
    text += f"{seconds:02d}″" if seconds else ""
    sides = ("N", "S") if is_lat else ("E", "W")
    return text + (sides[value_deg < 0] if value_deg else "")


def find_crossings(along: Floats, values: Floats, step: float) -> list[tuple[float, float]]:
    """Return where the degrees along an edge cross multiples of a step.

    Parameters
    ----------
    along, values : array of float, shape (n,)
        Positions on the edge, and the longitude or latitude at each of them, degrees.
    step : float
        Degrees.

    Returns
    -------
    list of (float, float)
        Position, and the multiple that is there, -180 to 180 degrees.
    """
    values = np.unwrap(values, period=360)
    if values[0] > values[-1]:
        along, values = along[::-1], values[::-1]
    first, last = int(np.ceil(values[0] / step)), int(np.floor(values[-1] / step))
    rounds = np.arange(first, last + 1) * step
    return [
        (float(np.interp(value, values, along)), (float(value) + 180) % 360 - 180)
        for value in rounds
    ]


def draw_graticule(page: Page, frame: MapFrame) -> None:
    """Draw the border, its ticks on all sides, and their degrees at the bottom and the left."""
    west, south, east, north = frame.extent.bounds
    xs, ys = np.linspace(west, east, _SAMPLES), np.linspace(south, north, _SAMPLES)
    rectangle = frame.left, frame.top, frame.width, frame.height
    page.draw_rectangle(
        *rectangle,
        facecolor="none",
        edgecolor=PRINT_COLOURS["frame"],
        linewidth=0.8 * page.line_scale,
    )
    lon_span = np.ptp(np.unwrap(frame.extent.unproject(xs, np.zeros_like(xs))[0], period=360))
    lat_span = np.ptp(frame.extent.unproject(np.zeros_like(ys), ys)[1])
    most = min(6, max(2, int(frame.width / (_LABEL_EM * page.size_pt(0.7)))))
    step = max(choose_step_deg(float(lon_span), most=most), choose_step_deg(float(lat_span)))
    for edge, bottom in ((north, False), (south, True)):
        lon = frame.extent.unproject(xs, np.full_like(xs, edge))[0]
        for x, value in find_crossings(xs, lon, step):
            _draw_lon_tick(page, frame, x, value, bottom=bottom)
    for edge, left in ((west, True), (east, False)):
        lat = frame.extent.unproject(np.full_like(ys, edge), ys)[1]
        for y, value in find_crossings(ys, lat, step):
            _draw_lat_tick(page, frame, y, value, left=left)


def _draw_lon_tick(page: Page, frame: MapFrame, x: float, value: float, *, bottom: bool) -> None:
    at = frame.left + (x - frame.extent.bounds[0]) * frame.points_per_m
    tick, y = 0.4 * page.em, frame.top + (frame.height if bottom else 0)
    outward = 1 if bottom else -1
    page.draw_line(
        (at, at),
        (y, y + outward * tick),
        color=PRINT_COLOURS["frame"],
        linewidth=0.6 * page.line_scale,
    )
    if bottom and frame.left + 3 * page.em < at < frame.left + frame.width - 2 * page.em:
        words = format_degrees(value, is_lat=False)
        page.write(
            at, y + 1.25 * page.em, words, size=0.7, color=PRINT_COLOURS["quiet"], ha="center"
        )


def _draw_lat_tick(page: Page, frame: MapFrame, y: float, value: float, *, left: bool) -> None:
    at = frame.top + (frame.extent.bounds[3] - y) * frame.points_per_m
    tick, x = 0.4 * page.em, frame.left + (0 if left else frame.width)
    outward = -1 if left else 1
    page.draw_line(
        (x, x + outward * tick),
        (at, at),
        color=PRINT_COLOURS["frame"],
        linewidth=0.6 * page.line_scale,
    )
    if left and frame.top + 2.5 * page.em < at < frame.top + frame.height - 2.5 * page.em:
        style: dict[str, Any] = {"rotation": 90, "ha": "right", "va": "center"}
        words = format_degrees(value, is_lat=True)
        page.write(x - 0.55 * page.em, at, words, size=0.7, color=PRINT_COLOURS["quiet"], **style)
