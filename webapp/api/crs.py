"""The CRSs that features are served in, each with the axis order of its authority."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
Shapes = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Crs:
    """A CRS as OGC API names it.

    Attributes
    ----------
    uri : str
    code : str
        As pyproj names it.
    decimals : int
        Decimals written: 7 of a degree (1 cm) or 3 of a metre, finer than any boundary is known.
    """

    uri: str
    code: str
    decimals: int

    @property
    def first_is_north(self) -> bool:
        """Whether the first coordinate is latitude or northing, as the CRS's authority says."""
        return str(_pyproj_crs(self.code).axis_info[0].direction) == "north"

    @property
    def longitude_axis(self) -> int | None:
        """Which coordinate wraps at the antimeridian (0 or 1); None where it is metres."""
        return int(self.first_is_north) if _pyproj_crs(self.code).is_geographic else None

    def project(self, shapes: Shapes) -> Shapes:
        """Project shapes from CRS84 degrees to this CRS, in its own axis order, and round."""
        to = _make_transformer(self.code)

        def project_xy(xy: Shapes) -> Shapes:
            if self.uri != CRS84:
                xy = np.column_stack(to.transform(xy[:, 0], xy[:, 1]))
            return (xy[:, ::-1] if self.first_is_north else xy).round(self.decimals)

        moved: Shapes = shapely.transform(shapes, project_xy)
        return moved


@cache
def _pyproj_crs(code: str) -> CRS:
    return CRS.from_user_input(code)


@cache
def _make_transformer(code: str) -> Transformer:
    return Transformer.from_crs("OGC:CRS84", code, always_xy=True)


def suitable_crs(middle: float, bounds: Sequence[float]) -> dict[str, Crs]:
    """Return the CRSs, by URI, that suit data within `bounds` (degrees), CRS84 first.

    Web Mercator ends short of the poles. In China the 3-degree Gauss-Kruger zone of CGCS2000
    round the longitude `middle` is offered too: EPSG:4534 (75° E) to 4554 (135° E).
    """
    west, south, east, north = bounds
    found = [Crs(CRS84, "OGC:CRS84", 7), _epsg_crs(4326, 7), _epsg_crs(4490, 7)]
    # Web Mercator is defined to 85.06 degrees.
    if max(abs(south), abs(north)) < 85:
        found.append(_epsg_crs(3857, 3))
    # The nearest central meridian of the 3-degree zones, a multiple of 3.
    meridian = 3 * math.floor(middle / 3 + 0.5)
    if 75 <= meridian <= 135 and south > 3 and north < 54 and east - west < 20:
        found.append(_epsg_crs(4534 + (meridian - 75) // 3, 3))
    return {each.uri: each for each in found}


def _epsg_crs(code: int, decimals: int) -> Crs:
    return Crs(f"{_EPSG}{code}", f"EPSG:{code}", decimals)
