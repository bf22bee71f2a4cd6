"""Shapes of a large file, chunk by chunk, to degrees; those in odd places are counted."""

import numpy as np
import shapely
from pyproj import CRS

from geo.arrays import Floats, Ints, Shapes
from geo.errors import Phrase
from geo.geodesy.datum import convert_datum
from geo.geodesy.projection import project_shapes
from geo.reading.area_of_use import find_area, find_lost_shapes
from geo.reading.crs_fit import describe_outliers
from geo.reading.crs_option import CrsOption
from geo.reading.crs_proposals import STRICT_DEG
from geo.reading.misfit import MAX_NAMED
from geo.reading.shapes import ShapeTally
from geo.reading.transform import make_transformer


class ToDegrees:
    """Moves shapes to WGS 84 degrees, longitude first, and counts those outside the area of use.

    What is done to make shapes of a chunk is added to `tally`.

    Parameters
    ----------
    option : CrsOption
        The file's CRS.
    datum : str
        `wgs84`, `gcj02` or `bd09`: what the shapes were traced on.
    name : str
        The file's.
    """

    def __init__(self, option: CrsOption, datum: str, name: str) -> None:
        self._option, self._datum, self._name = option, datum, name
        self._transformer = make_transformer(option.crs, name=name)
        self._area = None if option.anywhere else find_area(option.crs)
        self.tally = ShapeTally()
        self._chunks: dict[int, tuple[list[int], int, int]] = {}

    @property
    def crs(self) -> CRS:
        """What the coordinates are read as."""
        return self._option.crs

    @property
    def keeps_numbers(self) -> bool:
        """Whether shapes with finite coordinates stay as they are, and none is counted."""
        return (
            not self._option.changes_numbers
            and self._transformer is None
            and not self._option.crs.is_projected
            and self._datum == "wgs84"
            and (self._area is None or self._area.is_world)
        )

    def __call__(self, raw: Shapes, rows: Ints | None = None) -> Shapes:
        """Return shapes in degrees; those that don't fit the CRS become None.

        Parameters
        ----------
        raw : array of Geometry or None, shape (n,)
            As they are in the file.
        rows : array of int, shape (n,), optional
            Their numbers, for the warning of those outside the area of use.
        """
        shapes = self._option.convert_shapes(raw)
        moved = shapes.copy()
        if self._transformer is not None:
            moved = project_shapes(shapes, self._transformer)
        bounds = shapely.bounds(moved).reshape(-1, 4)
        is_lost = ~np.isfinite(bounds).all(axis=1)
        if self._option.crs.is_projected:
            is_lost |= find_lost_shapes(shapes, self._option.crs)
            bounds[is_lost] = np.nan
        moved[is_lost & ~shapely.is_empty(shapes)] = None
        if rows is not None:
            self._count_outside(bounds[:, :2], rows)
        if self._datum == "wgs84":
            return moved
        return shapely.transform(
            moved, lambda xy: convert_datum(xy, source=self._datum, target="wgs84")
        )

    def _count_outside(self, corners: Floats, rows: Ints) -> None:
        if self._area is None or self._area.is_world or not len(rows):
            return
        inside = self._area.contains(corners, lon_deg=STRICT_DEG, lat_deg=STRICT_DEG)
        outside = ~inside & np.isfinite(corners).all(axis=1)
        first = rows[outside][: MAX_NAMED + 1].tolist()
        self._chunks[int(rows[0])] = first, int(outside.sum()), len(rows)

    def describe_rows(self) -> list[Phrase]:
        """Return what was done to the rows' shapes, and a warning of those in odd places."""
        return [*self.tally.describe(), *self._describe_outliers()]

    def _describe_outliers(self) -> list[Phrase]:
        counts = sum(n for _, n, _ in self._chunks.values())
        if not counts or self._area is None:
            return []
        total = sum(n for _, _, n in self._chunks.values())
        numbers = [n for first, _, _ in self._chunks.values() for n in first]
        crs = self._option.crs
        said = describe_outliers(
            numbers, (counts, total), area=self._area, crs=crs, name=self._name
        )
        return [said]
