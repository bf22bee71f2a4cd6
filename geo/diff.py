"""What changed between two versions of a zone: parts, ground, outlines, attributes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.fields.digits import format_digits
from geo.fields.languages import field_names
from geo.fields.other import COLUMN_PREFIX, list_other_names
from geo.geodesy.antimeridian import find_seam, unwrap_shapes
from geo.geodesy.area import extract_polygons, shape_area_m2
from geo.geodesy.projection import make_azimuthal_plane, project_shapes
from geo.io.geojson import make_collection, make_feature
from geo.rows import to_json_value
from geo.schema import PART_FIELDS
from geo.zone import Zone

# A part with a new id is the old part where the two share this much of what they cover together.
SAME_PART_SHARE = 0.9
DENSIFY_STEPS = 1000
NOISE_M2 = 0.01
COLUMNS = (
    *("id", "status", "old_id", *field_names("name"), "old_area_m2", "new_area_m2"),
    *("gained_m2", "lost_m2", "movement_old_to_new_m", "movement_new_to_old_m", "attributes"),
)


@dataclass(frozen=True)
class PartChange:
    """One part in both versions.

    Attributes
    ----------
    id : str
        In the new version; in the old one where it was removed.
    status : str
        `added`, `removed`, `renamed` (another id or name), `changed` or `unchanged`.
    old_id : str or None
        The id in the old version.
    names : Mapping
        Its name in each language, None where it has none: `name`, `name_zh`.
    gained, lost : Geometry
        The ground gained and lost, WGS 84 degrees; empty where there is none.
    old_area_m2, new_area_m2 : float
        Geodesic, square metres; 0 in the version without the part.
    movement_m : tuple of float
        How far the outline moved at most, in metres: from old to new, and from new to old
        (directed Hausdorff distances); NaN where the part is in one version only.
    attributes : Mapping
        Field to the value before and after.
    """

    id: str
    status: str
    old_id: str | None
    names: Mapping[str, str | None]
    gained: Geometry
    lost: Geometry
    old_area_m2: float
    new_area_m2: float
    movement_m: tuple[float, float]
    attributes: Mapping[str, tuple[Any, Any]]

    @property
    def gained_m2(self) -> float:
        """The area gained, geodesic, in square metres."""
        return shape_area_m2(self.gained)

    @property
    def lost_m2(self) -> float:
        """The area lost, geodesic, in square metres."""
        return shape_area_m2(self.lost)


def compare_zones(old: Zone, new: Zone) -> list[PartChange]:
    """Return one change for each part: in the order of `new`, then the removed ones.

    Parts are the same by id, else by ground (`SAME_PART_SHARE`), else by a name that one part of
    each version has.

    Parameters
    ----------
    old, new : Zone
        WGS 84 degrees, as `geo.zone.read_zone` returns them.
    """
    old_ids = _match_parts(old, new)
    changes = [_compare_part(old, new, old_ids.get(key), key) for key in new.parts.index]
    gone = [key for key in old.parts.index if key not in old_ids.values()]
    return changes + [_compare_part(old, new, key, None) for key in gone]


def _match_parts(old: Zone, new: Zone) -> dict[str, str]:
    """Return, by new id, the old id of the same part."""
    old_ids = {key: key for key in new.parts.index if key in old.parts.index}
    free = [key for key in old.parts.index if key not in old_ids]
    for key in new.parts.index:
        if key not in old_ids and free:
            shape = new.parts.geometry[key]
            shares = {each: _overlap_share(old.parts.geometry[each], shape) for each in free}
            best = max(shares, key=lambda each: shares[each])
            if shares[best] >= SAME_PART_SHARE:
                old_ids[key] = best
                free.remove(best)
    for field in reversed(field_names("name")):
        old_ids |= _match_names(old, new, field, old_ids)
    return old_ids


def _match_names(old: Zone, new: Zone, field: str, old_ids: Mapping[str, str]) -> dict[str, str]:
    """Return, by new id, the old id of each part left whose name no other part left has."""
    before = old.parts.loc[~old.parts.index.isin(list(old_ids.values())), field].dropna()
    after = new.parts.loc[~new.parts.index.isin(list(old_ids)), field].dropna()
    by_name = {name: key for key, name in before.drop_duplicates(keep=False).items()}
    unique = after.drop_duplicates(keep=False)
    return {str(key): str(by_name[name]) for key, name in unique.items() if name in by_name}


def _overlap_share(one: Geometry, other: Geometry) -> float:
    return float((one & other).area / (one | other).area)


def _compare_part(old: Zone, new: Zone, old_id: str | None, new_id: str | None) -> PartChange:
    before = None if old_id is None else old.part(old_id)
    after = None if new_id is None else new.part(new_id)
    shapes = [shapely.Polygon() if row is None else row["geometry"] for row in (before, after)]
    gained, lost = _subtract_shape(shapes[1], shapes[0]), _subtract_shape(shapes[0], shapes[1])
    attributes = {} if before is None or after is None else _compare_attributes(before, after)
    row: Any = after if after is not None else before
    return PartChange(
        id=str(new_id if new_id is not None else old_id),
        status=_classify_change(
            old_id, new_id, attributes, moved=not (gained.is_empty and lost.is_empty)
        ),
        old_id=old_id,
        names={field: row[field] for field in field_names("name")},
        gained=gained,
        lost=lost,
        old_area_m2=shape_area_m2(shapes[0]),
        new_area_m2=shape_area_m2(shapes[1]),
        movement_m=movements_m(*shapes),
        attributes=attributes,
    )


def _classify_change(
    old_id: str | None, new_id: str | None, attributes: Mapping[str, Any], *, moved: bool
) -> str:
    if old_id is None:
        return "added"
    if new_id is None:
        return "removed"
    if old_id != new_id or attributes.keys() & set(field_names("name")):
        return "renamed"
    return "changed" if moved or attributes else "unchanged"


def _compare_attributes(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, tuple[Any, Any]]:
    pairs = {
        field: (to_json_value(before[field]), to_json_value(after[field])) for field in PART_FIELDS
    }
    others = [pair or {} for pair in pairs.pop("other")]
    for name in list_other_names(others):
        pairs[f"{COLUMN_PREFIX}{name}"] = (others[0].get(name), others[1].get(name))
    return {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}


def _subtract_shape(one: Geometry, other: Geometry) -> Geometry:
    """Return the ground of `one` outside `other`, without slivers from rounding."""
    pieces = shapely.get_parts(extract_polygons(one - other))
    kept = [piece for piece in pieces if shape_area_m2(piece) > NOISE_M2]
    return shapely.union_all(kept) if kept else shapely.Polygon()


def movements_m(old: Geometry, new: Geometry) -> tuple[float, float]:
    """Return the directed Hausdorff distances of the outlines, old to new and back, in metres.

    Measured in an azimuthal equidistant projection around both, at `DENSIFY_STEPS` or more points
    of each outline.

    Parameters
    ----------
    old, new : Polygon or MultiPolygon
        WGS 84 degrees. Both results are NaN where one of them is empty.
    """
    if old.is_empty or new.is_empty:
        return float("nan"), float("nan")
    old, new = unwrap_shapes([old, new], seam=find_seam([old, new]))
    west, south, east, north = shapely.total_bounds([old, new])
    plane = make_azimuthal_plane((west + east) / 2, (south + north) / 2)
    lines = [project_shapes(shape.boundary, plane) for shape in (old, new)]
    return _directed_hausdorff_m(lines[0], lines[1]), _directed_hausdorff_m(lines[1], lines[0])


def _directed_hausdorff_m(line: Geometry, other: Geometry) -> float:
    points = shapely.points(
        shapely.get_coordinates(shapely.segmentize(line, line.length / DENSIFY_STEPS))
    )
    shapely.prepare(other)
    return float(np.max(shapely.distance(points, other)))


def to_rows(changes: list[PartChange]) -> list[dict[str, Any]]:
    """Return one flat row for each part: areas in m², movements in m, missing values None."""
    return [_make_row(change) for change in changes]


def _make_row(change: PartChange) -> dict[str, Any]:
    metres = [None if np.isnan(value) else round(value, 3) for value in change.movement_m]
    told = {field: tuple(map(_write_value, pair)) for field, pair in change.attributes.items()}
    attributes = (f"{field}: {old} → {new}" for field, (old, new) in told.items())
    values = (
        *(change.id, change.status, change.old_id, *change.names.values()),
        *(round(change.old_area_m2, 2), round(change.new_area_m2, 2)),
        *(round(change.gained_m2, 2), round(change.lost_m2, 2), *metres, list(attributes)),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _write_value(value: Any) -> str:
    if isinstance(value, float) and np.isfinite(value):
        return format_digits(value, 15)
    return "–" if value is None else str(value)


def to_collection(changes: list[PartChange]) -> Json:
    """Return the ground gained and lost as GeoJSON: part, change, area_m2 (geodesic), geometry."""
    return make_collection(
        [
            make_feature(
                {
                    "id": f"{change.id}-{word}",
                    "part": change.id,
                    "change": word,
                    "area_m2": round(shape_area_m2(shape), 2),
                },
                shapely.orient_polygons(shape),
            )
            for change in changes
            for word, shape in (("gained", change.gained), ("lost", change.lost))
            if not shape.is_empty
        ]
    )
