"""What the relations of an extract say of its ways and nodes, read before those."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.io.optional_package import load_package
from geo.reading.osm.classes import LAND_KEYS
from geo.reading.osm.tags import read_tags

if TYPE_CHECKING:
    from osmium.osm.types import OSMEntity

AREA_KEYS = ("building", "highway", "waterway", "railway", *LAND_KEYS)


def load_osmium() -> Any:
    """Return the module osmium; raise InputError where it is not installed."""
    return load_package("osmium", extra="basemap")


@dataclass
class Relations:
    """What relations say of their members: administrative levels, seats, banks of rivers."""

    way_levels: dict[int, int] = field(default_factory=dict)
    seats: dict[int, int] = field(default_factory=dict)
    areas: dict[int, tuple[int, ...]] = field(default_factory=dict)
    water: set[int] = field(default_factory=set)


def read_relations(path: Path) -> Relations:
    """Read what the relations of an extract say of their members."""
    osmium, found = load_osmium(), Relations()
    for each in osmium.FileProcessor(str(path), osmium.osm.RELATION):
        tags = read_tags(each.tags)
        kind = tags.get("type")
        if kind == "boundary" and tags.get("boundary") == "administrative":
            _note_boundary(each, tags.get("admin_level", ""), found)
        elif kind == "multipolygon" and any(key in tags for key in AREA_KEYS):
            ways = tuple(member.ref for member in each.members if member.type == "w")
            found.areas[each.id] = ways
            if tags.get("natural") == "water" or tags.get("waterway") == "riverbank":
                found.water.add(each.id)
    return found


def _note_boundary(relation: "OSMEntity", level: str, found: Relations) -> None:
    if len(level) != 1 or not level.isdecimal():
        return
    for member in relation.members:  # type: ignore[union-attr]
        if member.type == "w":
            known = found.way_levels.get(member.ref, 99)
            found.way_levels[member.ref] = min(known, int(level))
        elif member.type == "n" and member.role == "admin_centre":
            found.seats[member.ref] = min(found.seats.get(member.ref, 99), int(level))
