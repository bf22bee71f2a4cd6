"""What an assumed area leaves open about where a part's edges are."""

import math

import pandas as pd

DOUBT = 1 / 3  # by which an assumed area is taken to be wrong


def find_edge_shift_m(sizes: pd.DataFrame) -> float:
    """Return how far an edge would move, at most, if an assumed area were a third less, in metres.

    An area is assumed where its basis is (`geo.geodesy.tables.find_area_basis`).

    Parameters
    ----------
    sizes : DataFrame
        Columns area_m2 and area_basis.

    Returns
    -------
    float
        Of the largest assumed area (`shift_edge_m`); NaN where none is assumed.
    """
    return shift_edge_m(sizes["area_m2"].where(sizes["area_basis"] == "assumed").max())


def shift_edge_m(area_m2: float) -> float:
    """Return how far the edge of an area would move, if that were a third less, in metres.

    The outline is taken as a circle of the drawn area about a fixed centre: of radius r, its edge
    moves by r (1 - sqrt(2/3)); a third more moves it by less, r (sqrt(4/3) - 1).

    Parameters
    ----------
    area_m2 : float
        The assumed area in square metres; NaN gives NaN.
    """
    return float(math.sqrt(area_m2 / math.pi) * (1 - math.sqrt(1 - DOUBT)))
