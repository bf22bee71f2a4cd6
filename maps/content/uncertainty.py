"""How uncertain the position of several features is, in words, and the labels that say it."""

import geopandas as gpd
import numpy as np

from geo.arrays import Floats
from maps import formatting
from maps.content import vocabulary
from maps.i18n import get_language, get_translator


def uncertainty_range(features: gpd.GeoDataFrame, lang: str) -> str:
    """Return the range of the features' position uncertainty in words, or `not stated`.

    Parameters
    ----------
    features : GeoDataFrame
        With position_uncertainty_m; NaN where that isn't stated.
    lang : str
        The language's code.
    """
    return _describe_range(features["position_uncertainty_m"].to_numpy(float), lang)


def _describe_range(uncertainty_m: Floats, lang: str) -> str:
    _ = get_translator(lang)
    known = uncertainty_m[~np.isnan(uncertainty_m)]
    if not len(known):
        return _("not stated")
    least, most = (formatting.uncertainty(value, lang) for value in (known.min(), known.max()))
    return least if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}


def label_context(context: gpd.GeoDataFrame, kind: str, lang: str) -> str:
    """Return the label of the lines below the parts, with how far off they may be.

    Parameters
    ----------
    context : GeoDataFrame
        The features that are shown, with kind and position_uncertainty_m; of other kinds too.
    kind : {'county', 'river'}
        Whose label it is.
    lang : str
        The language's code.
    """
    _ = get_translator(lang)
    label = _("County boundary") if kind == "county" else vocabulary.kind_label(kind, lang)
    drawn_m = context["position_uncertainty_m"].to_numpy(float)[context["kind"].to_numpy() == kind]
    if np.isnan(drawn_m).all():
        return label + get_language(lang).bracket(formatting.uncertainty(None, lang))
    return label + get_language(lang).bracket(_describe_range(drawn_m, lang))
