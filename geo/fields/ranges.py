"""The ranges of the number fields of a zone file and its companions."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.errors import N_, InputError, quote_value


@dataclass(frozen=True)
class NumberRange:
    """The numbers that a field may have, its bounds included.

    Attributes
    ----------
    least, most : float
        In the unit of the field's name.
    has_zero : bool
        Whether the field may also be 0, which is below `least`.
    """

    least: float
    most: float
    has_zero: bool = False

    def check(self, value: float, raw: object) -> None:
        """Refuse a number outside the range; NaN, a missing one, is allowed.

        Raises
        ------
        InputError
            With `raw`, the value as it is in the file, and the range.
        """
        if math.isnan(value) or self.least <= value <= self.most or (self.has_zero and value == 0):
            return
        said = (
            N_("is %(value)s. Use 0, or a number from %(least)s to %(most)s, or null.")
            if self.has_zero
            else N_("is %(value)s. Use a number from %(least)s to %(most)s, or null.")
        )
        raise InputError(
            said,
            value=quote_value(raw),
            least=f"{self.least:,.7f}".rstrip("0").rstrip("."),
            most=f"{self.most:,.0f}",
        )


# A position is at most a quarter of the meridian off, as the accuracy of a point is; a micrometre
# is far below what any survey states. No area exceeds that of the ellipsoid (510,065,621.7 km²:
# Karney, Algorithms for geodesics, 2013, by its authalic radius); the least is a tenth of a square
# metre.
FIELD_RANGES: Mapping[str, NumberRange] = MappingProxyType(
    {
        "position_uncertainty_m": NumberRange(1e-6, 10_000_000.0, has_zero=True),
        "published_area_km2": NumberRange(1e-7, 510_065_622.0),
    }
)
