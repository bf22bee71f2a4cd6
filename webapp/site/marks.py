"""What the tools drew on the map, in the address of an embedded one: rings, a point, a path.

The names and the order of coordinates are those of the map page's own address, after its `#`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.errors import N_, InputError, quote_value
from geo.lookup.locate import locate_point
from geo.measured import Measured
from geo.rows import get_row, get_rows, none_if_nan
from maps.content.part import localize_part_name
from maps.content.point import make_point_view
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.query import read_choice

Point = tuple[float, float]

MARK_PARAMETERS = ("from", "rings", "lines", "ask", "line", "area")
PATH_KINDS = ("line", "area")
MAX_RINGS = 10
MAX_RING_KM = 5_000.0
MAX_PATH_POINTS = 200
_NUMBER = r"-?\d{1,3}(?:\.\d{1,12})?"
_POINT = re.compile(rf"({_NUMBER}),({_NUMBER})", re.ASCII)
_RING = re.compile(r"\d{1,4}(?:\.\d{1,3})?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What is drawn on an embedded map beside the zone; by default nothing.

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
    """

    origin: str | Point | None = None
    rings_km: tuple[float, ...] = ()
    has_lines: bool = True
    point: Point | None = None
    path_kind: str | None = None
    path: tuple[Point, ...] = ()

    def to_page_dict(self, measured: Measured) -> dict[str, Any] | None:
        """Return them as the page's script draws them; None when there is nothing to draw."""
        if self == Marks():
            return None
        return {
            "centre": None if self.origin is None else _describe_centre(measured, self.origin),
            "rings_km": self.rings_km,
            "cities": _list_cities(measured) if self.origin is not None and self.has_lines else [],
            "point": None if self.point is None else _describe_point(measured, self.point),
            "path": {"mode": self.path_kind, "points": self.path} if self.path else None,
        }


def parse_marks(values: Mapping[str, str], measured: Measured, *, part: str | None = None) -> Marks:
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
    origin = _parse_origin(values["from"], measured) if "from" in values else None
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
        has_lines=read_choice("lines", ("1", "0"), default="1", values=values) == "1",
        point=_parse_point("ask", values["ask"]) if "ask" in values else None,
        path_kind=kinds[0] if kinds else None,
        path=_parse_path(kinds[0], values[kinds[0]]) if kinds else (),
    )


def _parse_origin(text: str, measured: Measured) -> str | Point:
    if _POINT.fullmatch(text):
        return _parse_point("from", text)
    measured.zone.part(text)
    return text


def _parse_point(name: str, text: str) -> Point:
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


def _parse_path(name: str, text: str) -> tuple[Point, ...]:
    points = tuple(_parse_point(name, each) for each in text.split(";"))
    if len(points) > MAX_PATH_POINTS:
        raise InputError(
            N_("%(name)s has %(count)s points. Use %(most)s at most."),
            name=name,
            count=len(points),
            most=MAX_PATH_POINTS,
        )
    return points


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


def _describe_centre(measured: Measured, origin: str | Point) -> dict[str, Any]:
    """Return where the centre of the rings is, and its position uncertainty in metres or None."""
    if not isinstance(origin, str):
        return {"at": origin, "doubt_m": 0}
    centre, row = measured.of_part(origin).centre, get_row(measured.zone.parts, origin)
    return {"at": [centre.y, centre.x], "doubt_m": none_if_nan(row["position_uncertainty_m"])}


def _list_cities(measured: Measured) -> list[dict[str, Any]]:
    places = measured.zone.places
    cities = places[places["kind"] == "city"]
    at = cities.geometry
    rows = zip(at.y, at.x, get_rows(cities.drop(columns="geometry")), strict=True)
    return [
        {
            "name": localize_part_name(row, lang()).text,
            "at": [lat, lon],
            "doubt_m": none_if_nan(row["position_uncertainty_m"]),
        }
        for lat, lon, row in rows
    ]


def _describe_point(measured: Measured, point: Point) -> dict[str, Any]:
    """Return a queried point with the lines of its label: where it is, and in which part."""
    lat, lon = point
    found = locate_point(measured.index, (lon + 180) % 360 - 180, lat)
    view = make_point_view(measured.zone, found, lang())
    inside = [each.name.text for each in view.parts[-1:]] or [_("Outside every drawn outline")]
    return {"at": point, "text": [view.at, f"{inside[0]} · {view.verdict_label}"]}
