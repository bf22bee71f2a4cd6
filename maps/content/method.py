"""What is said of how numbers come about, and of what they don't cover."""

import math

import pandas as pd

from geo.geodesy.assumed_size import find_edge_shift_m
from maps import formatting
from maps.i18n import get_translator


def describe_assumed_size(sizes: pd.DataFrame, lang: str) -> str:
    """Return what the uncertainty of a distance leaves out; empty where no area is assumed.

    Parameters
    ----------
    sizes : DataFrame
        As `geo.geodesy.assumed_size.find_edge_shift_m` takes it, of the parts that are shown.
    lang : str
        The language's code.
    """
    _, shift_m = get_translator(lang), find_edge_shift_m(sizes)
    if math.isnan(shift_m):
        return ""
    return _(
        "The uncertainty of a distance covers the position, not the assumed size: if an assumed "
        "area were a third larger or smaller, an edge could move by about %(shift)s more."
    ) % {"shift": formatting.distance(shift_m, lang)}
