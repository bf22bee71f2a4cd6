"""The CRS that data are exported in: WGS 84, CGCS2000, or a Gauss-Krüger zone of it."""

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
from pyproj import CRS

from geo.errors import N_, InputError, quote_value
from geo.geodesy.gauss_kruger import GaussKrugerZone, find_fitting_zone, find_zone, reaches
from geo.reading.crs_names import name_crs
from geo.reading.crs_option import parse_crs
from geo.reading.named_zones import NamedZone, parse_named_zone
from maps.figure.options import FigureOptions
from maps.i18n import get_translator, translate_value

WGS84_EPSG = 4326
CGCS2000_EPSG = 4490
_ZONES = {
    zone.epsg_code(has_prefix=has_prefix): (zone, has_prefix)
    for width_deg, numbers in ((3, range(25, 46)), (6, range(13, 24)))
    for zone in (GaussKrugerZone(width_deg, number) for number in numbers)
    for has_prefix in (True, False)
}


@dataclass(frozen=True)
class ExportCrs:
    """A CRS to export in: its EPSG code, and the zone that it is, if it is one."""

    epsg: int = WGS84_EPSG
    grid: GaussKrugerZone | None = None

    @cached_property
    def crs(self) -> CRS:
        """The CRS; coordinates are east (longitude) first in every file but boundary points."""
        return CRS.from_epsg(self.epsg)

    @property
    def code(self) -> str:
        """Its code, such as `EPSG:4523`."""
        return f"EPSG:{self.epsg}"

    @property
    def decimals(self) -> int:
        """The decimals of its coordinates: 0.1 mm."""
        return 9 if self.grid is None else 4

    def describe(self, lang: str) -> str:
        """Return a sentence that says what coordinates are."""
        _ = get_translator(lang)
        if self.epsg == WGS84_EPSG:
            return _("Coordinates: longitude and latitude, WGS 84 (OGC:CRS84).")
        values = {"name": translate_value(name_crs(self.crs), lang), "code": self.code}
        if self.grid is None:
            words = _(
                "Coordinates: longitude and latitude, %(name)s (%(code)s). CGCS2000 is used as "
                "WGS 84; they differ by well under a metre."
            )
        else:
            words = _(
                "Coordinates: metres, easting and northing, %(name)s (%(code)s), central meridian "
                "%(meridian)s° E. CGCS2000 is used as WGS 84; they differ by well under a metre."
            )
            values["meridian"] = str(self.grid.central_meridian_deg)
        return words % values

    def move(self, table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Return a table in WGS 84 degrees moved to this CRS; CGCS2000 is taken as WGS 84."""
        if self.epsg == WGS84_EPSG:
            return table.set_crs(self.code, allow_override=True)
        same = table.set_crs(CGCS2000_EPSG, allow_override=True)
        return same.to_crs(self.crs) if self.grid else same


WGS84 = ExportCrs()


def find_grid(parts: gpd.GeoDataFrame) -> GaussKrugerZone | None:
    """Return the 3-degree zone of the middle of parts in WGS 84 degrees; None where none is fit."""
    return find_fitting_zone(_find_bounds(parts)) if len(parts) else None


def _find_bounds(parts: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    west, south, east, north = parts.total_bounds.tolist()
    return west, south, east, north


def offer_crs(parts: gpd.GeoDataFrame, lang: str) -> list[tuple[str, str]]:
    """Return code and name of the CRS that a reader may choose for these parts."""
    _ = get_translator(lang)
    grid = find_grid(parts)
    offered = [("", _("the usual one of the format")), (f"EPSG:{CGCS2000_EPSG}", "CGCS2000")]
    if grid is not None:
        name = _("CGCS2000, 3-degree zone %(number)s") % {"number": grid.number}
        offered.append((f"EPSG:{grid.epsg_code(has_prefix=True)}", name))
    return offered


def choose_crs(options: FigureOptions, parts: gpd.GeoDataFrame) -> ExportCrs:
    """Return the CRS that the options name, WGS 84 if none.

    It may be a code (`EPSG:4523`, `4523`), a name of EPSG, `CGCS2000`, or such as `CGCS2000
    3-degree zone 35`; without a number the zone is that of the middle of the parts.

    Raises
    ------
    InputError
        When it is unknown, no CRS to export in, or a zone in which the parts don't lie.
    """
    if options.crs is None:
        return WGS84
    found = _parse_crs(options.crs, parts)
    if found.grid is not None and not reaches(found.grid, _find_bounds(parts)):
        fit = find_grid(parts)
        codes = [] if fit is None else [f"EPSG:{fit.epsg_code(has_prefix=True)}"]
        raise InputError(
            N_("The parts don't lie in %(name)s. Use one of %(choices)s."),
            name=name_crs(found.crs),
            choices=(*codes, f"EPSG:{CGCS2000_EPSG}", f"EPSG:{WGS84_EPSG}"),
        )
    return found


def choose_grid(options: FigureOptions, parts: gpd.GeoDataFrame) -> ExportCrs:
    """Return the zone that the options name, or the 3-degree zone of the middle of the parts.

    Raises
    ------
    InputError
        When the options name something else, or the parts don't lie in one zone.
    """
    if options.crs is not None:
        found = choose_crs(options, parts)
        if found.grid is None:
            raise InputError(
                N_(
                    "This format is in metres, not in %(name)s. Use a zone of CGCS2000, such as "
                    "EPSG:4523, or leave the CRS out."
                ),
                name=name_crs(found.crs),
            )
        return found
    grid = find_grid(parts)
    if grid is None:
        raise InputError(
            N_(
                "A zone of CGCS2000 needs parts between 73.5° and 136.5° E, 0° and 54° N, within "
                "3° of one central meridian. Choose parts that are closer together, or another "
                "format."
            )
        )
    return ExportCrs(grid.epsg_code(has_prefix=True), grid)


def find_crs_refusal(
    options: FigureOptions, parts: gpd.GeoDataFrame, *, in_metres: bool
) -> InputError | None:
    """Return why parts can't be exported in the CRS that the options name; None if they can."""
    try:
        (choose_grid if in_metres else choose_crs)(options, parts)
    except InputError as error:
        return error
    return None


def _parse_crs(text: str, parts: gpd.GeoDataFrame) -> ExportCrs:
    named = parse_named_zone(text)
    if named is not None:
        return _find_named_zone(text, named, parts)
    epsg = _find_epsg(parse_crs(text.strip()))
    if epsg in _ZONES:
        return ExportCrs(epsg, _ZONES[epsg][0])
    if epsg in {WGS84_EPSG, CGCS2000_EPSG}:
        return ExportCrs(epsg)
    raise InputError(
        N_(
            "Data aren't exported in %(name)s. Use EPSG:4326, EPSG:4490, or a zone of CGCS2000, "
            "such as EPSG:4523 (3-degree zone 35)."
        ),
        name=quote_value(text),
    )


def _find_epsg(crs: CRS) -> int | None:
    is_crs84 = crs.to_authority() == ("OGC", "CRS84")
    return WGS84_EPSG if is_crs84 else crs.to_epsg()


def _find_named_zone(text: str, named: NamedZone, parts: gpd.GeoDataFrame) -> ExportCrs:
    width_deg = named.width_deg
    if named.number is not None:
        grid = GaussKrugerZone(width_deg, named.number)
    else:
        west, _, east, _ = _find_bounds(parts)
        middle = (west + east) / 2
        grid = find_zone(middle) if width_deg == 3 else GaussKrugerZone(6, int(middle // 6) + 1)
    if not grid.is_known:
        raise InputError(
            N_("The CRS %(crs)s is unknown. Use a code such as EPSG:4490."), crs=quote_value(text)
        )
    return ExportCrs(grid.epsg_code(has_prefix=True), grid)
