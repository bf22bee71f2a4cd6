"""The labels of the large map, placed before anything is drawn."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely

from geo.zone import Zone
from maps.figure.basemap import town_labels, visible_towns
from maps.figure.distance_lines import DistanceLine, find_distance_lines, place_lengths
from maps.figure.labels import (
    context_labels,
    county_lines,
    is_whole,
    number_labels,
    part_labels,
    project_parts,
    reference_place_labels,
    zone_label,
)
from maps.figure.line_names import LineName, place_line_names
from maps.figure.map_frame import MapFrame
from maps.figure.map_layers import VisiblePlace, visible_places
from maps.figure.overlay.labels import (
    list_overlay_discs,
    list_overlay_lines,
    list_overlay_rings,
    make_overlay_labels,
)
from maps.figure.page import Page
from maps.figure.roads import find_drawing, label_areas, project_route
from maps.labels.keyed import KeyedLabels, place_keyed_labels
from maps.labels.model import LabelObstacles, PlacedLabel
from maps.labels.placement import LabelPlacer

MOST_NUMBERED = 300  # a key of more could not be read
_SMALL_EM = 34.0  # on a narrower map the parts are named before the places around them


@dataclass(frozen=True)
class MapLabels:
    """What the large map shows beside shapes, and where its labels are.

    Attributes
    ----------
    places : sequence of VisiblePlace
        The places with symbols.
    lines, unlabelled : sequence of DistanceLine
        Those drawn in a view of the region, and all whose length is not on the map.
    parts : KeyedLabels
        Of the parts, where they are named one by one.
    others : sequence of PlacedLabel
        Of the zone as a whole, places, counties, rivers, lengths and towns.
    towns : sequence of VisiblePlace
        The towns of the base map that are named.
    lines_named : sequence of LineName
        The names of its roads and rivers, and the roads' numbers.
    names_context : bool
        Whether counties and rivers may be named.
    """

    places: Sequence[VisiblePlace]
    lines: Sequence[DistanceLine]
    parts: KeyedLabels
    others: Sequence[PlacedLabel]
    towns: Sequence[VisiblePlace] = ()
    lines_named: Sequence[LineName] = ()
    names_context: bool = False
    unlabelled: Sequence[DistanceLine] = ()


def place_map_labels(
    page: Page,
    frame: MapFrame,
    zone: Zone,
    parts: gpd.GeoDataFrame,
    *,
    numbered_first: Collection[str] = (),
) -> MapLabels:
    """Return the labels of a map of these parts; ids in `numbered_first` get numbers at once.

    Placing them takes most of the time of a figure, and an equal map is often tried again: with
    another panel, or with the credits of what it turned out to show.
    """
    box, first = (frame.left, frame.top, frame.width, frame.height), tuple(numbered_first)
    return page.find_once(
        ("labels", box, first), lambda: _place_map_labels(page, frame, zone, parts, first)
    )


def _place_map_labels(
    page: Page,
    frame: MapFrame,
    zone: Zone,
    parts: gpd.GeoDataFrame,
    numbered_first: Collection[str],
) -> MapLabels:
    is_close, langs, em = page.options.view == "zone", page.options.langs, page.em
    shown = select_places(zone, page.options.view), select_stations(zone, page.options.view)
    places = [place for each in shown for place in visible_places(frame, each)]
    drawing = find_drawing(zone, parts, page.options)
    around = [] if is_close else _find_lines(page, frame, zone, parts)
    lines, unlabelled = [each for each in around if each.is_drawn], around
    placer = LabelPlacer(_list_obstacles(page, frame, zone, parts, places=places, lines=lines))
    named_places = reference_place_labels(places, langs, em=em)
    keyed = KeyedLabels((), {}, ())
    chosen = _place_selected(page, frame, parts, placer)
    others = placer.place(
        [
            *make_overlay_labels(frame, zone, page.options.overlay, langs[0], em=em),
            *label_areas(frame, drawing, langs[0], em=em),
        ]
    )
    if is_close:
        is_small = frame.width < _SMALL_EM * em
        others += [] if is_small else placer.place(named_places)
        keyed = _place_part_labels(page, frame, parts, placer, numbered_first, named=chosen)
        others += placer.place(named_places) if is_small else []
        others += placer.place(context_labels(frame, zone.context, langs, em=em))
    else:
        if page.options.parts or parts.empty:
            keyed = _place_part_labels(page, frame, parts, placer, numbered_first, named=chosen)
        else:
            others += placer.place([zone_label(frame, zone, parts, langs, em=em)])
        others += placer.place(named_places)
        lengths, unlabelled = place_lengths(placer, around)
        others += lengths
    towns = _place_towns(page, frame, zone, placer)
    others += [label for _, label in towns]
    return MapLabels(
        places,
        lines,
        keyed,
        others,
        [town for town, _ in towns],
        place_line_names(page, frame, zone, placer, others),
        is_close,
        unlabelled,
    )


def _list_obstacles(
    page: Page,
    frame: MapFrame,
    zone: Zone,
    parts: gpd.GeoDataFrame,
    *,
    places: Sequence[VisiblePlace],
    lines: Sequence[DistanceLine],
) -> LabelObstacles:
    """Return what the labels are kept off, or cover at a cost."""
    em, overlay = page.em, page.options.overlay
    drawing = find_drawing(zone, parts, page.options)
    counties = [] if page.options.view == "zone" else [county_lines(frame, zone.context)]
    return LabelObstacles(
        frame=frame.border,
        shapes=project_parts(frame, parts),
        occupied=(
            *(place.disc(0.45 * em) for place in places),
            *list_overlay_discs(frame, overlay, em=em),
        ),
        lines=(
            *(line.shape for line in lines),
            *list_overlay_lines(frame, zone, overlay),
            *project_route(frame, drawing),
        ),
        thin_lines=shapely.union_all([*list_overlay_rings(frame, zone, overlay), *counties]),
    )


def _find_lines(
    page: Page, frame: MapFrame, zone: Zone, parts: gpd.GeoDataFrame
) -> list[DistanceLine]:
    """Return the lines to the cities; none where the marks have lines that say the same."""
    marks = page.options.overlay.marks
    if parts.empty or (marks.origin is not None and marks.has_lines):
        return []
    return find_distance_lines(frame, zone, parts, page.options.langs[0], em=page.em)


def _place_towns(
    page: Page, frame: MapFrame, zone: Zone, placer: LabelPlacer
) -> list[tuple[VisiblePlace, PlacedLabel]]:
    """Return the towns of the base map for whose dot and name there is room, with the names."""
    towns = visible_towns(page, frame, zone, is_close=page.options.view == "zone")
    labels = town_labels(towns, page.options.langs, em=page.em)
    found = []
    for town, label in zip(towns, labels, strict=True):
        dot = town.disc(0.2 * page.em)
        if any(dot.intersects(each) for each in placer.taken):
            continue
        placer.taken.append(dot)
        placed = placer.place([label])
        if placed:
            found.append((town, placed[0]))
        else:
            placer.taken.pop()
    return found


def select_places(zone: Zone, view: str) -> gpd.GeoDataFrame:
    """Return the places that a view may show: all in one of the zone, cities in the region."""
    return zone.places if view == "zone" else zone.places[zone.places["kind"] == "city"]


def select_stations(zone: Zone, view: str) -> gpd.GeoDataFrame:
    """Return the railway stations that a view may show: those of a map of the zone."""
    return zone.stations if view == "zone" else zone.stations.iloc[:0]


def _place_selected(
    page: Page, frame: MapFrame, parts: gpd.GeoDataFrame, placer: LabelPlacer
) -> list[PlacedLabel]:
    """Return the name of the selected part, which has the first choice of a place."""
    selected = page.options.overlay.selected
    is_close = page.options.view == "zone" or bool(page.options.parts)
    if not is_close or selected not in parts.index:
        return []
    names = part_labels(frame, parts, page.options.langs, em=page.em)
    return placer.place([each for each in names if each.key == selected and is_whole(each)])


def _place_part_labels(
    page: Page,
    frame: MapFrame,
    parts: gpd.GeoDataFrame,
    placer: LabelPlacer,
    numbered_first: Collection[str],
    *,
    named: Sequence[PlacedLabel],
) -> KeyedLabels:
    """Return the labels of the parts, but those that are `named` already."""
    if parts.empty:
        return KeyedLabels((), {}, ())
    done = {each.label.key for each in named}
    names = part_labels(frame, parts, page.options.langs, em=page.em)
    numbers = number_labels(names, parts, em=page.em) if len(parts) <= MOST_NUMBERED else {}
    cut = {label.key for label in names if not is_whole(label)} if numbers else set()
    keyed = place_keyed_labels(
        placer,
        [label for label in names if label.key not in cut | done],
        {key: label for key, label in numbers.items() if key not in done},
        numbered_first={*numbered_first, *cut},
    )
    done |= {*keyed.numbered, *(each.label.key for each in keyed.named)}
    unnamed = tuple(key for key in map(str, parts.index) if key not in done)
    return KeyedLabels((*named, *keyed.named), keyed.numbered, unnamed)
