"""What is drawn of OpenStreetMap, and as what: its tags to layers and kinds of Shortbread.

References
----------
Geofabrik (2024). Shortbread vector tile schema 1.1: https://shortbread-tiles.org/schema/1.0/
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.reading.osm.names import name_object, split_refs

Tags = Mapping[str, str]
Attributes = tuple[tuple[str, str | int | bool], ...]
# What `--layers` can choose, and the layers of the schema that belong to each.
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "roads": ("streets", "street_labels", "street_polygons"),
        "railways": ("streets", "public_transport"),
        "airports": ("streets", "land", "public_transport"),
        "water": ("ocean", "water_polygons", "water_lines", "water_lines_labels",
                  "water_polygons_labels"),
        "land": ("land",),
        "buildings": ("buildings",),
        "places": ("place_labels",),
        "boundaries": ("boundaries",),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """One thing to draw of an object: where it goes in the tiles, and from which zoom on.

    Attributes
    ----------
    group : str
        Of `GROUPS`.
    layer : str
        Of Shortbread.
    zoom : int
        The first zoom of tiles (512 px) that have it; Leaflet's is one more.
    attributes : tuple
        Names and values of the tile's feature, `kind` first.
    """

    group: str
    layer: str
    zoom: int
    attributes: Attributes

    @property
    def kind(self) -> str:
        """The class within the layer."""
        return str(self.attributes[0][1])


ROADS: Mapping[str, int] = {
    "motorway": 6, "trunk": 7, "primary": 8, "secondary": 10, "tertiary": 11,
    "unclassified": 13, "residential": 13, "living_street": 13, "pedestrian": 13, "busway": 13,
    "service": 14, "track": 14,
    "footway": 15, "path": 15, "cycleway": 15, "steps": 15, "bridleway": 15,
}  # fmt: skip
LINKS, LINK_ZOOM = ("motorway", "trunk", "primary", "secondary", "tertiary"), 12
REF_ZOOMS = {"motorway": 8, "trunk": 9, "primary": 10, "secondary": 11}
NAME_ZOOMS = {"motorway": 12, "trunk": 12, "primary": 12, "secondary": 13, "tertiary": 13}
RAILS: Mapping[str, int] = {
    "rail": 10, "narrow_gauge": 10, "monorail": 13, "light_rail": 13, "subway": 13, "tram": 13,
    "funicular": 13,
}  # fmt: skip
YARD_ZOOM = 13
AIRSTRIPS = {"runway": 10, "taxiway": 13}
WATERWAYS = {"river": 8, "canal": 11, "stream": 13, "drain": 13, "ditch": 13}
WATER_ZOOM = 8
LAND: Mapping[tuple[str, str], tuple[str, int]] = {
    **{("landuse", each): (each, 11) for each in (
        "residential", "commercial", "retail", "industrial", "railway", "quarry", "landfill")},
    ("landuse", "port"): ("industrial", 11), ("industrial", "port"): ("industrial", 11),
    ("landuse", "forest"): ("forest", 9), ("natural", "wood"): ("forest", 9),
    **{("landuse", each): (each, 12) for each in (
        "grass", "meadow", "village_green", "recreation_ground", "cemetery", "orchard",
        "vineyard")},
    ("leisure", "park"): ("park", 11), ("leisure", "garden"): ("garden", 13),
    ("leisure", "golf_course"): ("golf_course", 12), ("natural", "grassland"): ("grass", 12),
    ("natural", "scrub"): ("scrub", 12), ("natural", "heath"): ("heath", 12),
    ("natural", "wetland"): ("wetland", 11), ("aeroway", "aerodrome"): ("aerodrome", 9),
}  # fmt: skip
LAND_KEYS = tuple(dict.fromkeys(key for key, _ in LAND))
WATER_KINDS = {"reservoir": "reservoir", "basin": "basin", "dock": "dock", "river": "river"}
SETTLEMENTS: Mapping[str, tuple[int, int]] = {  # rank and zoom
    "city": (2, 5), "town": (4, 9), "suburb": (6, 11), "quarter": (7, 12), "village": (7, 12),
    "neighbourhood": (8, 13), "hamlet": (8, 13), "island": (6, 11),
}  # fmt: skip
SEATS: Mapping[int, tuple[int, int]] = {2: (1, 4), 3: (1, 4), 4: (1, 4), 5: (2, 4), 6: (3, 7)}
CAPITALS = {"yes": 2}
BUILDING_ZOOM = 15
ADMIN_ZOOMS = {4: 4, 5: 6, 6: 8}  # 2, a national border, is never drawn
_LEVEL = re.compile(r"-?[1-5]")


def classify_line(tags: Tags, *, is_closed: bool) -> Iterator[Drawn]:
    """Yield what is drawn of a way as a line: road, railway, airstrip or waterway, and its label.

    An area that is closed (a square, a basin) is left to `classify_area`.
    """
    if is_closed and tags.get("area") == "yes":
        return
    if tags.get("highway") in _HIGHWAYS:
        yield from _classify_road(tags)
    elif tags.get("railway") in RAILS:
        kind, is_yard = tags["railway"], tags.get("service") in {"yard", "siding", "spur"}
        zoom = max(RAILS[kind], YARD_ZOOM if is_yard else 0)
        yield Drawn("railways", "streets", zoom, (("kind", kind), *_levels(tags)))
    elif tags.get("aeroway") in AIRSTRIPS:
        kind = tags["aeroway"]
        yield Drawn("airports", "streets", AIRSTRIPS[kind], (("kind", kind),))
    if tags.get("waterway") in WATERWAYS and not (is_closed and tags.get("natural") == "water"):
        kind = tags["waterway"]
        yield Drawn("water", "water_lines", WATERWAYS[kind], (("kind", kind), *_levels(tags)))
        names = name_object(tags)
        if names:
            zoom = max(WATERWAYS[kind], 8)
            yield Drawn("water", "water_lines_labels", zoom, (("kind", kind), *names.items()))


_HIGHWAYS = {*ROADS, *(f"{each}_link" for each in LINKS)}


def _classify_road(tags: Tags) -> Iterator[Drawn]:
    kind = tags["highway"].removesuffix("_link")
    is_link = kind != tags["highway"]
    zoom = max(ROADS[kind], LINK_ZOOM) if is_link else ROADS[kind]
    link: Attributes = (("link", True),) if is_link else ()
    yield Drawn("roads", "streets", zoom, (("kind", kind), *link, *_levels(tags)))
    if is_link:
        return
    names, ref = name_object(tags), split_refs(tags.get("ref"))
    if ref and kind in REF_ZOOMS:
        yield Drawn("roads", "street_labels", REF_ZOOMS[kind], (("kind", kind), ("ref", ref)))
    if names:
        zoom = NAME_ZOOMS.get(kind, 15 if ROADS[kind] >= 15 else 14)
        yield Drawn("roads", "street_labels", zoom, (("kind", kind), *names.items()))


def _levels(tags: Tags) -> Attributes:
    """Return whether a line lies in a tunnel or on a bridge, and its level among others."""
    found: list[tuple[str, str | int | bool]] = []
    if tags.get("tunnel", "no") != "no":
        found.append(("tunnel", True))
    if tags.get("bridge", "no") != "no":
        found.append(("bridge", True))
    if _LEVEL.fullmatch(tags.get("layer", "")):
        found.append(("layer", int(tags["layer"])))
    return tuple(found)


def classify_area(tags: Tags) -> Iterator[Drawn]:
    """Yield what is drawn of a closed way or a multipolygon as an area."""
    if "building" in tags and tags["building"] != "no":
        yield Drawn("buildings", "buildings", BUILDING_ZOOM, (("kind", "building"),))
    water = _classify_water(tags)
    if water:
        yield Drawn("water", "water_polygons", WATER_ZOOM, (("kind", water),))
        names = name_object(tags)
        if names and water != "river":
            yield Drawn("water", "water_polygons_labels", 10, (("kind", water), *names.items()))
        return
    for key in LAND_KEYS:
        if (key, tags.get(key, "")) in LAND:
            kind, zoom = LAND[key, tags[key]]
            group = "airports" if kind == "aerodrome" else "land"
            yield Drawn(group, "land", zoom, (("kind", kind),))
            break
    if tags.get("area") == "yes" and tags.get("highway") in {"pedestrian", "footway", "service"}:
        yield Drawn("roads", "street_polygons", 14, (("kind", tags["highway"]),))
    yield from classify_point(tags, {})


def _classify_water(tags: Tags) -> str | None:
    if tags.get("natural") == "water":
        return WATER_KINDS.get(tags.get("water", ""), "water")
    if tags.get("waterway") in {"riverbank", "dock"}:
        return {"riverbank": "river", "dock": "dock"}[tags["waterway"]]
    return tags["landuse"] if tags.get("landuse") in {"reservoir", "basin"} else None


def classify_point(tags: Tags, seats: Mapping[int, int], *, node_id: int = 0) -> Iterator[Drawn]:
    """Yield the labels of a node: a settlement by the rank of its seat, a station, an airport.

    `seats` has the `admin_level` of the nodes that are seats of administrative areas.
    """
    if tags.get("railway") in {"station", "halt"}:
        is_minor = tags["railway"] == "halt" or tags.get("station") in {"subway", "light_rail"}
        yield from _label_point("railways", tags, "station", 13 if is_minor else 11, 5)
    elif tags.get("aeroway") == "aerodrome":
        is_public = "iata" in tags
        yield from _label_point("airports", tags, "aerodrome", 7 if is_public else 11, 3)
    elif node_id and tags.get("place") in SETTLEMENTS:
        rank, zoom = SETTLEMENTS[tags["place"]]
        level = seats.get(node_id, _read_level(tags.get("capital")))
        rank, zoom = min((rank, zoom), SEATS.get(level, (9, 99)))
        names = name_object(tags, is_settlement=True)
        if names:
            attributes: Attributes = (("kind", tags["place"]), ("rank", rank), *names.items())
            yield Drawn("places", "place_labels", zoom, attributes)


def _label_point(group: str, tags: Tags, kind: str, zoom: int, rank: int) -> Iterator[Drawn]:
    names = name_object(tags)
    if names:
        attributes: Attributes = (("kind", kind), ("rank", rank), *names.items())
        yield Drawn(group, "public_transport", zoom, attributes)


def _read_level(capital: str | None) -> int:
    if capital in CAPITALS:
        return CAPITALS[capital]
    return int(capital) if capital and len(capital) == 1 and capital.isdecimal() else 99
