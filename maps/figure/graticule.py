"""What makes a map readable: scale bar, north arrow, graticule."""

from typing import Any

import numpy as np

from geo.arrays import Floats
from maps.figure.map_frame import MapFrame
from maps.figure.page import FRAME, QUIET, Page

_STEPS_DEG = (
    30,
    20,
    10,
    5,
    2,
    1,
    1 / 2,
    1 / 3,
    1 / 6,
    1 / 12,
    1 / 30,
    1 / 60,
    1 / 120,
    1 / 360,
    1 / 720,
    1 / 1800,
    1 / 3600,
)
_SAMPLES = 400


def choose_step_deg(span_deg: float, *, most: int = 6) -> float:
    """Return the finest usual graticule step, in degrees, with at most `most` lines in a span."""
    fitting = [step for step in _STEPS_DEG if span_deg / step <= most]
    return min(fitting) if fitting else 90.0


def format_degrees(value_deg: float, *, is_lat: bool) -> str:
    """Return a graticule line's name in degrees, minutes and seconds as far as needed.

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
    """Return (position, value) where `values` along an edge meet multiples of `step`."""
    values = np.unwrap(values, period=360)
    if values[0] > values[-1]:
        along, values = along[::-1], values[::-1]
    first, last = int(np.ceil(values[0] / step)), int(np.floor(values[-1] / step))
    rounds = np.arange(first, last + 1) * step
    return [
        (float(np.interp(value, values, along)), (float(value) + 180) % 360 - 180)
        for value in rounds
    ]


def draw_graticule(sheet: Page, window: MapFrame) -> None:
    """Draw the frame, ticks of round longitudes and latitudes on it, and their names."""
    west, south, east, north = window.view.frame
    xs, ys = np.linspace(west, east, _SAMPLES), np.linspace(south, north, _SAMPLES)
    rectangle = window.left, window.top, window.width, window.height
    sheet.rectangle(*rectangle, facecolor="none", edgecolor=FRAME, linewidth=0.8 * sheet.weight)
    lon_span = np.ptp(np.unwrap(window.view.lonlat(xs, np.zeros_like(xs))[0], period=360))
    lat_span = np.ptp(window.view.lonlat(np.zeros_like(ys), ys)[1])
    step = max(choose_step_deg(float(lon_span)), choose_step_deg(float(lat_span)))
    for edge, bottom in ((north, False), (south, True)):
        lon = window.view.lonlat(xs, np.full_like(xs, edge))[0]
        for x, value in find_crossings(xs, lon, step):
            _draw_lon_tick(sheet, window, x, value, bottom=bottom)
    for edge, left in ((west, True), (east, False)):
        lat = window.view.lonlat(np.full_like(ys, edge), ys)[1]
        for y, value in find_crossings(ys, lat, step):
            _draw_lat_tick(sheet, window, y, value, left=left)


def _draw_lon_tick(sheet: Page, window: MapFrame, x: float, value: float, *, bottom: bool) -> None:
    at = window.left + (x - window.view.frame[0]) * window.scale
    tick, y = 0.4 * sheet.em, window.top + (window.height if bottom else 0)
    outward = 1 if bottom else -1
    sheet.stroke((at, at), (y, y + outward * tick), color=FRAME, linewidth=0.6 * sheet.weight)
    if bottom and window.left + 3 * sheet.em < at < window.left + window.width - 2 * sheet.em:
        words = format_degrees(value, is_lat=False)
        sheet.text(at, y + 1.25 * sheet.em, words, size=0.7, color=QUIET, ha="center")


def _draw_lat_tick(sheet: Page, window: MapFrame, y: float, value: float, *, left: bool) -> None:
    at = window.top + (window.view.frame[3] - y) * window.scale
    tick, x = 0.4 * sheet.em, window.left + (0 if left else window.width)
    outward = -1 if left else 1
    sheet.stroke((x, x + outward * tick), (at, at), color=FRAME, linewidth=0.6 * sheet.weight)
    if left and window.top + 2.5 * sheet.em < at < window.top + window.height - 2.5 * sheet.em:
        style: dict[str, Any] = {"rotation": 90, "ha": "right", "va": "center"}
        words = format_degrees(value, is_lat=True)
        sheet.text(x - 0.55 * sheet.em, at, words, size=0.7, color=QUIET, **style)
