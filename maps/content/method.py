"""What is said of how numbers come about, and of what they don't cover."""

import math

import numpy as np
import pandas as pd

from geo.geodesy.assumed_size import find_edge_shift_m
from geo.geodesy.geodesic import mask_at_poles
from maps import formatting
from maps.i18n import get_language, get_translator
from maps.numerals import round_significant


def describe_assumed_size(sizes: pd.DataFrame, lang: str) -> str:
    """Return what the uncertainty of a distance leaves out; empty where no area is assumed.

    Parameters
    ----------
    sizes : DataFrame
        As `geo.geodesy.assumed_size.find_edge_shift_m` takes it, of the parts that are shown.
    lang : str
        The language's code.
    """
    return describe_edge_shift(find_edge_shift_m(sizes), lang)


def describe_edge_shift(shift_m: float, lang: str) -> str:
    """Return how far an edge could move with an assumed area, in metres; empty text for NaN."""
    _ = get_translator(lang)
    if math.isnan(shift_m):
        return ""
    return _(
        "The uncertainty of a distance covers the position, not the assumed size: if an assumed "
        "area were a third larger or smaller, an edge could move by about %(shift)s more."
    ) % {"shift": formatting.distance(float(round_significant(shift_m, 2)), lang)}


def explain_missing_bearings(lat: float, lang: str) -> str:
    """Return why there is no bearing at a latitude (degrees): at a pole; else empty text."""
    _ = get_translator(lang)
    if not math.isnan(float(mask_at_poles(np.array(0.0), lat))):
        return ""
    return _("No bearing is defined at a pole, where every direction is the same.")


def describe_point_method(
    sizes: pd.DataFrame, lang: str, *, lat: float = 0.0, has_accuracy: bool = False
) -> str:
    """Return what the distances from a point are, and what their uncertainty is made of.

    Parameters
    ----------
    sizes : DataFrame
        Columns area_m2 and area_basis, of the part that has the nearest edge.
    lang : str
        The language's code.
    lat : float
        Of the point, in degrees.
    has_accuracy : bool
        Whether the uncertainty takes in how well the point is known.
    """
    _ = get_translator(lang)
    sentences = (
        _("Straight-line: geodesic on WGS 84, not a road or rail distance."),
        _(
            "Each uncertainty is the position uncertainty of the outline or place and the accuracy "
            "of the point together."
        )
        if has_accuracy
        else _("Each uncertainty is the position uncertainty of the outline or place."),
        describe_assumed_size(sizes, lang),
        explain_missing_bearings(lat, lang),
    )
    return get_language(lang).sentence_separator.join(filter(None, sentences))
