"""Names of columns that a table of results, or the format of its file, has another use for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from geo.io.dbf import shorten_names

GEOMETRY_COLUMN = "geometry"
CRS_KEY = b"crs"  # of a schema whose shapes aren't in WGS 84: of GeoPackages and Shapefiles
RESERVED_COLUMNS = frozenset({"row", GEOMETRY_COLUMN})  # of every table of results
# Computed columns that say more in a Shapefile than their first ten letters.
_SHORT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "perimeter_m": "perim_m",
        "overlap_share": "share",
        "overlap_shares": "shares_all",
        "position_uncertainty_m": "uncert_m",
        "part_position_uncertainty_m": "p_uncert_m",
        "part_placement": "placement",
        "plane_area_m2": "plane_m2",
        "stated_area_m2": "stated_m2",
        "stated_difference_m2": "diff_m2",
        "outside_share": "outside",
        "edge_distance_m": "edge_m",
        "edge_uncertainty_m": "e_uncert_m",
        "edge_part_name": "e_part",
        "edge_part_name_zh": "e_part_zh",
        "part_name_zh": "part_zh",
        "parts_name_zh": "parts_zh",
        "nearest_part": "near_part",
        "nearest_part_name": "near_name",
        "nearest_part_name_zh": "near_zh",
        "touched_parts": "touched",
        "county_name": "county_en",
        "county_name_zh": "county_zh",
        "county_verdict": "county_ver",
        "gcj02_longitude": "gcj02_lon",
        "gcj02_latitude": "gcj02_lat",
    }
)
_PLACE_ENDS = {"_distance_m": "d", "_bearing_deg": "b"}
_ROOM = 10
_GPKG_RESERVED = frozenset({"fid", "geom", GEOMETRY_COLUMN})


def resolve_name_conflicts(
    names: Sequence[str], taken: Collection[str], key: Callable[[str], str] = str
) -> list[str]:
    """Return the names, with `input_` before each that is taken or repeated.

    Names are compared by `key`; of two equal ones, that which `key` leaves unchanged is kept.

    >>> resolve_name_conflicts(["Name", "name", "FID"], {"fid"}, str.casefold)
    ['input_Name', 'name', 'input_FID']
    """
    used, known = set(taken), {key(name) for name in names}
    found = list(names)
    for n in sorted(range(len(names)), key=lambda n: key(names[n]) != names[n]):
        while key(found[n]) in used or (found[n] != names[n] and key(found[n]) in known):
            found[n] = f"input_{found[n]}"
        used.add(key(found[n]))
    return found


def renamed_columns(names: Sequence[str], path: Path) -> dict[str, str]:
    """Return the columns that get another name in a file, with that name.

    A GeoPackage ignores the case of column names and has columns of its own; names of a Shapefile
    have at most ten bytes.
    """
    if path.suffix.casefold() == ".zip":
        own = [name for name in names if name not in {GEOMETRY_COLUMN, *_SHORT_NAMES}]
        known = {old: new for old, new in _SHORT_NAMES.items() if old in names and new not in own}
        rest = [name for name in names if name != GEOMETRY_COLUMN and name not in known]
        plain = [_mark_place(name) for name in rest]
        fitting = shorten_names(plain, used=known.values())
        short = known | {old: fitting[each] for old, each in zip(rest, plain, strict=True)}
        return {old: new for old, new in short.items() if old != new}
    if path.suffix.casefold() != ".gpkg":
        return {}
    own = [name for name in names if name != GEOMETRY_COLUMN]
    free = resolve_name_conflicts(own, _GPKG_RESERVED, str.casefold)
    return {old: new for old, new in zip(own, free, strict=True) if old != new}


def _mark_place(name: str) -> str:
    """Return the column of a place with what it says first, which is not cut: `d_chengdu`."""
    for end, mark in _PLACE_ENDS.items():
        place = name.removesuffix(end)
        if len(name) > _ROOM and name.endswith(end) and place.isascii():
            return f"{mark}_{place}"
    return name
