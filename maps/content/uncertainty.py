"""How uncertain the position of several features is, in words, and the labels that say it."""

import geopandas as gpd
import pandas as pd

from maps import formatting
from maps.content import vocabulary
from maps.i18n import get_language, get_translator
from maps.numerals import round_significant


def uncertainty_range(uncertainties_m: "pd.Series[float]", lang: str) -> str:
    """Return the range of several features' position uncertainty in words, or `not stated`.

    Parameters
    ----------
    uncertainties_m : Series of float
        `position_uncertainty_m` of each; NaN where that isn't stated.
    lang : str
        The language's code.
    """
    _ = get_translator(lang)
    known = uncertainties_m.dropna()
    if known.empty:
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
    return _add_range(label, context["position_uncertainty_m"][context["kind"] == kind], lang)


def label_basemap(basemap: gpd.GeoDataFrame, lang: str) -> dict[str, str]:
    """Return the labels of the base map's lines, with how far off they may be.

    Only for what the base map has: `boundaries`, `river`, `rail` and `runway`, in this order.
    """
    if basemap.empty:
        return {}
    _ = get_translator(lang)
    labels = {
        "boundaries": _("Line of a province, prefecture or county"),
        "river": vocabulary.kind_label("river", lang),
        "rail": _("Railway, generalised"),
        "runway": _("Runway"),
    }
    layer, kind = basemap["layer"].to_numpy(), basemap["kind"].to_numpy()
    known = basemap["position_uncertainty_m"]
    drawn = {name: known[(layer == name) | (kind == name)] for name in labels}
    return {
        name: _add_range(label, drawn[name], lang)
        for name, label in labels.items()
        if len(drawn[name])
    }


def _add_range(label: str, uncertainties_m: "pd.Series[float]", lang: str) -> str:
    if uncertainties_m.isna().all():
        return label + get_language(lang).bracket(formatting.uncertainty(None, lang))
    return label + get_language(lang).bracket(uncertainty_range(uncertainties_m, lang))


def label_bands(lang: str) -> dict[str, str]:
    """Return what the legend says of the bands in which outlines may lie."""
    _ = get_translator(lang)
    return {
        "band": _("Where the selected outline may lie (%(uncertainty)s)"),
        "bandAll": _("Where each outline may lie (%(uncertainty)s)"),
        "bands": _("Show the uncertainty of all outlines"),
    }


def describe_reach(uncertainty_m: float, shift_m: float, lang: str) -> str:
    """Return how far off an outline may be: its position, and what an assumed area leaves open.

    Parameters
    ----------
    uncertainty_m : float
        Of the position, in metres.
    shift_m : float
        By which an assumed area could move an edge (`geo.geodesy.assumed_size`), in metres; 0 or
        NaN where none is assumed.
    lang : str
        The language's code.
    """
    stated = formatting.uncertainty(uncertainty_m, lang)
    if not shift_m > 0:
        return stated
    _ = get_translator(lang)
    return _("%(uncertainty)s and about %(shift)s more for its assumed area") % {
        "uncertainty": stated,
        "shift": formatting.distance(float(round_significant(shift_m, 2)), lang),
    }


def make_doubt(value_m: float, shift_m: float, lang: str) -> tuple[float, str, float] | None:
    """Return a position uncertainty, in words, and how far off an outline may be, all in metres.

    The words are those of `describe_reach`. None where the position uncertainty is 0 or not stated.
    """
    if not value_m > 0:
        return None
    reach_m = value_m + (round(shift_m, 2) if shift_m > 0 else 0.0)
    return value_m, describe_reach(value_m, shift_m, lang), reach_m
