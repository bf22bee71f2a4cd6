"""What the tools show on the map, as addresses have it: rings, a point, a path, parts compared.

The names and the order of coordinates are those of the map page's own address, after its `#`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from geo.errors import N_, InputError, quote_value
from geo.zone import Zone

LatLon = tuple[float, float]

MARK_PARAMETERS = ("from", "rings", "lines", "ask", "line", "area", "compare")
PATH_KINDS = ("line", "area")
MAX_RINGS = 10
MAX_RING_KM = 5_000.0
MAX_PATH_POINTS = 200
MAX_COMPARED = 4
_NUMBER = r"-?\d{1,3}(?:\.\d{1,12})?"
_POINT = re.compile(rf"({_NUMBER}),({_NUMBER})", re.ASCII)
_RING = re.compile(r"\d{1,4}(?:\.\d{1,3})?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What is drawn on a map beside the zone; by default nothing.

    Attributes
    ----------
    origin : str, (float, float) or None
        The centre of the rings: the id of a part, or latitude and longitude, WGS 84 degrees.
    rings_km : tuple of float
        Radii.
    has_lines : bool
        Whether lines lead from the centre to the cities.
    point : (float, float) or None
        The queried point: latitude and longitude.
    path_kind : str or None
        `line` or `area`, what the points of `path` measure.
    path : tuple of (float, float)
        Latitudes and longitudes.
    compared : tuple of str
        Ids of the parts that are compared.
    """

    origin: str | LatLon | None = None
    rings_km: tuple[float, ...] = ()
    has_lines: bool = True
    point: LatLon | None = None
    path_kind: str | None = None
    path: tuple[LatLon, ...] = ()
    compared: tuple[str, ...] = ()


def parse_marks(values: Mapping[str, str], zone: Zone, *, part: str | None = None) -> Marks:
    """Parse the marks in the parameters of an address.

    Parameters
    ----------
    part : str, optional
        The selected part, the centre of rings that have no other.

    Raises
    ------
    InputError
        When a value can't be used.
    UnknownIdError
        When the centre is a part that there is not.
    """
    kinds = [kind for kind in PATH_KINDS if kind in values]
    origin = _parse_origin(values["from"], zone) if "from" in values else None
    rings_km = _parse_rings(values["rings"]) if "rings" in values else ()
    if rings_km and origin is None:
        origin = part
    if rings_km and origin is None:
        raise InputError(
            N_(
                "The rings have no starting point. "
                "Set %(name)s to the id of a part or a point, such as %(example)s."
            ),
            name="from",
            example="28.9,105.46",
        )
    return Marks(
        origin=origin,
        rings_km=rings_km,
        has_lines=_parse_switch("lines", values.get("lines", "1")),
        point=_parse_point("ask", values["ask"]) if "ask" in values else None,
        path_kind=kinds[0] if kinds else None,
        path=_parse_path(kinds[0], values[kinds[0]]) if kinds else (),
        compared=_parse_compared(values.get("compare", ""), zone),
    )


def write_marks(marks: Marks) -> dict[str, str]:
    """Return marks as the parameters that `parse_marks` reads.

    >>> write_marks(Marks(origin="core", rings_km=(10, 50), point=(28.9, 105.46)))
    {'from': 'core', 'rings': '10,50', 'ask': '28.9,105.46'}
    """
    origin = marks.origin
    found = {
        "from": _write_point(origin) if isinstance(origin, tuple) else origin,
        "rings": ",".join(f"{km:g}" for km in marks.rings_km),
        "lines": "" if marks.has_lines else "0",
        "ask": "" if marks.point is None else _write_point(marks.point),
        marks.path_kind or "line": ";".join(map(_write_point, marks.path)),
        "compare": ",".join(marks.compared),
    }
    return {name: value for name, value in found.items() if value}


def _write_point(point: LatLon) -> str:
    return ",".join(f"{each:.12f}".rstrip("0").rstrip(".") for each in point)


def _parse_switch(name: str, text: str) -> bool:
    if text not in {"1", "0"}:
        raise InputError(
            N_("%(name)s is %(value)s. Use one of %(choices)s."),
            name=name,
            value=quote_value(text),
            choices=("1", "0"),
        )
    return text == "1"


def _parse_origin(text: str, zone: Zone) -> str | LatLon:
    if _POINT.fullmatch(text):
        return _parse_point("from", text)
    zone.part(text)
    return text


def _parse_point(name: str, text: str) -> LatLon:
    found = _POINT.fullmatch(text)
    lat, lon = map(float, found.groups()) if found else (91.0, 0.0)
    if abs(lat) > 90 or abs(lon) > 540:  # a zone across 180 degrees is drawn beyond it
        raise InputError(
            N_(
                "%(name)s is %(value)s. Use latitude and longitude in degrees, such as %(example)s."
            ),
            name=name,
            value=quote_value(text),
            example="28.9,105.46",
        )
    return lat, lon


def _parse_path(name: str, text: str) -> tuple[LatLon, ...]:
    points = tuple(_parse_point(name, each) for each in text.split(";"))
    if len(points) > MAX_PATH_POINTS:
        raise InputError(
            N_("%(name)s has %(count)s points. Use %(most)s at most."),
            name=name,
            count=len(points),
            most=MAX_PATH_POINTS,
        )
    return points


def _parse_compared(text: str, zone: Zone) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(filter(None, text.split(","))))
    for part_id in ids:
        zone.part(part_id)
    if len(ids) > MAX_COMPARED:
        raise InputError(
            N_("%(name)s has %(count)s parts. Use %(most)s at most."),
            name="compare",
            count=len(ids),
            most=MAX_COMPARED,
        )
    return ids


def _parse_rings(text: str) -> tuple[float, ...]:
    found = [float(each) if _RING.fullmatch(each) else 0.0 for each in text.split(",")]
    if not (len(found) <= MAX_RINGS and all(0 < each <= MAX_RING_KM for each in found)):
        raise InputError(
            N_("%(name)s is %(value)s. Use up to %(most)s radii in km, such as %(example)s."),
            name="rings",
            value=quote_value(text),
            most=MAX_RINGS,
            example="10,50",
        )
    return tuple(dict.fromkeys(found))
