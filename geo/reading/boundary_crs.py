"""In which zone, system and unit the coordinates of boundary-point text are."""

import re
from collections.abc import Sequence
from typing import NoReturn

import numpy as np
from pyproj import CRS

from geo.arrays import Floats
from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.geodesy.gauss_kruger import GaussKrugerZone, find_prefix, is_bare
from geo.reading.area_of_use import to_degrees
from geo.reading.boundary_lines import KILOMETRES, MAX_PLANE_KM, BoundaryText, Plot
from geo.reading.crs_names import name_crs
from geo.reading.crs_option import parse_crs_option
from geo.reading.crs_proposals import Proposal, describe_proposals, propose_crs
from geo.reading.layer import ReadOptions

_SYSTEMS = (("2000", "CGCS2000"), ("80", "Xian 1980"), ("54", "Beijing 1954"))
_METRES = ("", "米", "m", "M", "meter", "metre", "公尺")
_MILLIMETRES = ("毫米", "mm", "MM")
_PREFIX_M = 1e6  # the zone's number stands before six digits of metres


def list_points(plots: Sequence[Plot]) -> Floats:
    """Return all points as they are in the text, shape (n, 2), mostly north first."""
    rings = [np.frombuffer(ring) for plot in plots for _, ring in plot.rings]
    return np.concatenate(rings).reshape(-1, 2)


def scale_points(text: BoundaryText, options: ReadOptions, *, name: str) -> list[Phrase]:
    """Put points of millimetres or kilometres into metres where the header says so, and tell it.

    A unit in `options.crs` is applied later, in its place.

    Raises
    ------
    InputError
        When the header names another unit.
    """
    unit = text.unit
    if unit in _METRES:
        return []
    rings = [ring for plot in text.plots for _, ring in plot.rings]
    is_too_large = unit in KILOMETRES and any(max(ring) >= MAX_PLANE_KM for ring in rings)
    if is_too_large or unit not in {*_MILLIMETRES, *KILOMETRES}:
        raise InputError(
            N_("%(name)s has the unit %(unit)s. Export it in metres (计量单位=米)."),
            name=file_label(name),
            unit=quote_value(unit),
        )
    if options.crs is not None and parse_crs_option(options.crs).unit:
        return []
    if unit in KILOMETRES:
        _move_points(text.plots, factor=1000.0)
        return [Phrase(N_("The points are in kilometres, as the header has it."), {})]
    _move_points(text.plots, factor=0.001)
    return [Phrase(N_("The points are in millimetres, as the header has it."), {})]


def find_boundary_crs(
    text: BoundaryText, options: ReadOptions, *, name: str
) -> tuple[CRS | None, list[Phrase]]:
    """Return the CRS that header and coordinates declare; None where options name one anyway.

    Where the header states one zone and the eastings begin with another, the options may name
    either; the eastings are then given that of the header.

    Raises
    ------
    InputError
        When the zone or the system isn't known; with those that fit.
    """
    points = list_points(text.plots)
    west, east = float(points[:, 1].min()), float(points[:, 1].max())
    prefix, stated = find_prefix(west, east), _parse_zone(text)
    if options.crs is not None:
        return None, _renumber(text, options.crs, prefix, stated)
    if prefix is None and not is_bare(west, east):
        _refuse(name, N_("has eastings of no zone, or of several"), points, options)
    if prefix is not None and stated is not None and prefix.number != stated.number:
        _refuse_contradiction(text, prefix, stated, options, name=name)
    zone = prefix or stated
    if zone is None or not zone.is_known:
        _refuse(name, N_("doesn't say its zone (带号), nor do the eastings"), points, options)
    system, told = _find_system(text, points, options, name=name)
    return CRS.from_epsg(zone.epsg_code(system, has_prefix=prefix is not None)), told


def _move_points(plots: Sequence[Plot], *, factor: float = 1.0, east_m: float = 0.0) -> None:
    """Multiply all coordinates, and add to the eastings, in place."""
    for plot in plots:
        for _, ring in plot.rings:
            points = np.frombuffer(ring).reshape(-1, 2)
            points *= factor
            points[:, 1] += east_m


def _renumber(
    text: BoundaryText,
    crs: str,
    prefix: GaussKrugerZone | None,
    stated: GaussKrugerZone | None,
) -> list[Phrase]:
    """Let the eastings begin with the header's zone where that is the one of the option."""
    if prefix is None or stated is None or prefix == stated or not stated.is_known:
        return []
    code = parse_crs_option(crs).crs.to_epsg()
    if code not in {stated.epsg_code(system, has_prefix=True) for _, system in _SYSTEMS}:
        return []
    _move_points(text.plots, east_m=(stated.number - prefix.number) * _PREFIX_M)
    said = N_("WARNING: The eastings begin with %(found)s, and were read as zone %(stated)s.")
    return [Phrase(said, {"found": prefix.number, "stated": stated.number})]


def _refuse_contradiction(
    text: BoundaryText,
    prefix: GaussKrugerZone,
    stated: GaussKrugerZone,
    options: ReadOptions,
    *,
    name: str,
) -> NoReturn:
    """Refuse a zone number in the header that isn't the one of the eastings, and offer both."""
    points = list_points(text.plots)[:, ::-1]
    system, _ = _find_system(text, points, options, name=name)
    found = []
    for zone in (stated, prefix):
        if zone.is_known:
            crs = CRS.from_epsg(code := zone.epsg_code(system, has_prefix=True))
            own = points + np.array([(zone.number - prefix.number) * _PREFIX_M, 0.0])
            lon, lat = np.median(to_degrees(own, crs), axis=0).tolist()
            found.append(Proposal(f"EPSG:{code}", name_crs(crs), lon, lat))
    raise InputError(
        N_(
            "%(name)s contradicts itself: its header states zone %(stated)s (带号), and its "
            "eastings begin with %(found)s. %(question)s"
        ),
        name=file_label(name),
        stated=stated.number,
        found=prefix.number,
        question=describe_proposals(found),
    )


def _parse_zone(text: BoundaryText) -> GaussKrugerZone | None:
    """Return the zone of the header; its number may be that of the central meridian."""
    width = _find_number(text.header.get("几度分带") or text.header.get("分带"))
    number = _find_number(text.header.get("带号"))
    if number is None:
        return None
    if number > 45 and number % 3 == 0 and width != 6:
        number //= 3
    return GaussKrugerZone(width or (3 if number >= 25 else 6), number)


def _find_number(value: str | None) -> int | None:
    found = re.search(r"\d{1,3}", value or "")
    return int(found[0]) if found else None


def _find_system(
    text: BoundaryText, points: Floats, options: ReadOptions, *, name: str
) -> tuple[str, list[Phrase]]:
    """Return which system the header names; without one CGCS2000, which is then told."""
    said = text.header.get("坐标系", "")
    for mark, system in _SYSTEMS:
        if mark in said:
            return system, []
    if said:
        fault = N_("has the unknown coordinate system %(system)s")
        _refuse(name, fault, points, options, system=quote_value(said))
    return "CGCS2000", [
        Phrase(
            N_(
                "WARNING: No coordinate system (坐标系) is named. CGCS2000 is assumed. Set another "
                "with --crs."
            ),
            {},
        )
    ]


def _refuse(
    name: str, fault: str, points: Floats, options: ReadOptions, **values: object
) -> NoReturn:
    """Refuse a file whose zone or system isn't known, with those that its numbers fit."""
    found = propose_crs(points[:, ::-1], None, near=options.near)
    raise InputError(
        N_("%(name)s %(fault)s. %(question)s"),
        name=file_label(name),
        fault=Phrase(fault, values),
        question=describe_proposals(found),
    )
