"""What an assumed area leaves open about where a part's edges are."""

import math

import pandas as pd

from geo.geodesy.area import difference_percent

DOUBT = 1 / 3  # by which an assumed area is taken to be wrong
_AGREES_PERCENT = 1.0


def find_edge_shift_m(sizes: pd.DataFrame) -> float:
    """Return how far an edge would move, at most, if an assumed area were a third less, in metres.

    The outline is taken as a circle of the drawn area about a fixed centre: of radius r, its edge
    moves by r (1 - sqrt(2/3)); a third more moves it by less, r (sqrt(4/3) - 1). An area is
    assumed where the outline is schematic and wasn't drawn to a published figure, to 1 %.

    Parameters
    ----------
    sizes : DataFrame
        Columns area_m2, published_area_km2 (NaN where none is published) and placement.

    Returns
    -------
    float
        Of the largest assumed area; NaN where none is assumed.
    """
    difference = difference_percent(sizes["area_m2"], sizes["published_area_km2"])
    is_assumed = (sizes["placement"] == "schematic") & ~(difference.abs() <= _AGREES_PERCENT)
    area = sizes["area_m2"].where(is_assumed).max()
    return float(math.sqrt(area / math.pi) * (1 - math.sqrt(1 - DOUBT)))
