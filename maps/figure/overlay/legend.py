"""The legend of an overlay: what its lines and symbols mean, with the numbers."""

from itertools import zip_longest
from typing import Any

from geo.zone import Zone
from maps.figure.captions import join_languages
from maps.figure.legend import Legend
from maps.figure.overlay.draw import (
    band_style,
    compared_style,
    line_style,
    plot_style,
    ray_style,
    ring_style,
    selected_style,
)
from maps.figure.overlay.model import AddedShape, Overlay
from maps.figure.overlay.words import (
    MOST_LISTED,
    describe_band,
    describe_cities,
    describe_compared,
    describe_path,
    describe_queried,
    describe_rings,
    describe_selected,
    describe_shapes,
)

_SIZE = 0.78


def add_overlay_entries(legend: Legend, zone: Zone, overlay: Overlay) -> None:
    """Write what the lines and symbols of an overlay mean, as far as they occur."""
    _add_selected(legend, zone, overlay)
    _add_marks(legend, zone, overlay)
    _add_shapes(legend, overlay)


def _add_selected(legend: Legend, zone: Zone, overlay: Overlay) -> None:
    em, langs, parts = legend.page.em, legend.langs, zone.parts
    if overlay.selected is None:
        return
    words = join_languages(langs, lambda lang: describe_selected(zone, overlay, lang))
    style = selected_style(parts, overlay.selected, em=em)
    legend.add_area(words, facecolor="none", **style)
    band = join_languages(langs, lambda lang: describe_band(zone, overlay, lang))
    if band:
        legend.add_area(band, **band_style(parts, overlay.selected))


def _add_marks(legend: Legend, zone: Zone, overlay: Overlay) -> None:
    em, langs, marks = legend.page.em, legend.langs, overlay.marks
    compared = join_languages(langs, lambda lang: describe_compared(zone, marks, lang))
    if compared:
        style = compared_style(zone.parts, marks.compared[0], em=em)
        legend.add_area(compared, size=_SIZE, facecolor="none", **style)
    if marks.rings_km:
        words = join_languages(langs, lambda lang: describe_rings(zone, marks, lang))
        legend.add_line(words, size=_SIZE, **_as_line(ring_style(em=em)))
    ways = join_languages(langs, lambda lang: describe_cities(zone, marks, lang))
    if ways:
        legend.add_line(ways, size=_SIZE, **_as_line(ray_style(em=em)))
    queried = join_languages(langs, lambda lang: describe_queried(zone, marks, lang))
    if queried:
        legend.add_target(queried, size=_SIZE)
    measured = join_languages(langs, lambda lang: describe_path(marks, lang))
    if measured:
        legend.add_line(measured, size=_SIZE, **_as_line(line_style(em=em)))


def _as_line(style: dict[str, Any]) -> dict[str, Any]:
    """Return the style of a path as that of a line of the legend."""
    return {
        "color": style["edgecolor"],
        "linewidth": style["linewidth"],
        "linestyle": style.get("linestyle", "solid"),
    }


def _add_shapes(legend: Legend, overlay: Overlay) -> None:
    """Write how many shapes were added, and the first of them with its colour."""
    if not overlay.shapes:
        return
    said = (describe_shapes(overlay.shapes, lang) for lang in legend.langs)
    first, *rest = (" ".join(dict.fromkeys(line)) for line in zip(*said, strict=True))
    legend.add_note(first, size=_SIZE)
    for words, added in zip_longest(rest, overlay.shapes[:MOST_LISTED]):
        _add_shape(legend, words, added)


def _add_shape(legend: Legend, words: str, added: AddedShape | None) -> None:
    """Write what a shape measures; without one, the words alone."""
    if added is None:
        legend.add_note(words, size=_SIZE)
        return
    style = plot_style(added.layer, em=legend.page.em)
    if added.shape.area:
        legend.add_area(words, size=_SIZE, **style)
    elif added.shape.length:
        legend.add_line(words, size=_SIZE, **_as_line(style))
    else:
        legend.add_dot(words, size=_SIZE, colour=style["edgecolor"])
