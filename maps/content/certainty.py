"""How sure it is where a point lies, in sentences: its part, its county, and the point itself."""

import math

import geopandas as gpd

from geo.lookup.locate import Location
from maps import formatting
from maps.i18n import get_language, get_translator


def describe_certainty(
    found: Location, part: str, *, distance_m: float, accuracy_m: float | None, lang: str
) -> str:
    """Return a sentence on how sure it is in which part a point lies.

    Parameters
    ----------
    found : Location
        What was looked up for the point.
    part : str
        The name of the part that has the nearest edge.
    distance_m : float
        To that edge.
    accuracy_m : float or None
        How well the point is known; None where that isn't given.
    lang : str
        The language's code.
    """
    _ = get_translator(lang)
    if math.isnan(found.edge_uncertainty_m):
        return _(
            "The position uncertainty of that outline is not stated, so the result is inconclusive."
        )
    if found.verdict == "not known":
        return _(
            "Not every outline states its position uncertainty, so the result is inconclusive."
        )
    total_m = found.edge_uncertainty_m + (accuracy_m or 0.0)
    if found.verdict != "certain" and distance_m > total_m:
        return _(
            "Within these uncertainties the point may lie on either side of the true boundary; the "
            "result is inconclusive."
        )
    told = (
        _("The outline of %(part)s is uncertain by %(uncertainty)s.")
        if not accuracy_m
        else _("The outline of %(part)s and the point together are uncertain by %(uncertainty)s.")
    ) % {"part": part, "uncertainty": formatting.uncertainty(total_m, lang)}
    result = (
        _("The result is reliable.")
        if found.verdict == "certain"
        else _("The result is inconclusive.")
    )
    return get_language(lang).sentence_separator.join((told, result))


def describe_accuracy(accuracy_m: float | None, lang: str) -> str:
    """Return a sentence on how well the point is known, in metres; empty where that isn't given."""
    _ = get_translator(lang)
    if accuracy_m is None:
        return ""
    return _("Accuracy of the point: %(accuracy)s.") % {
        "accuracy": formatting.uncertainty(accuracy_m, lang)
    }


def describe_county_verdict(
    context: gpd.GeoDataFrame, found: Location, lang: str, *, accuracy_m: float | None = None
) -> str:
    """Return what makes a county uncertain, as a remark after its name; empty for nothing.

    Parameters
    ----------
    context : GeoDataFrame
        The zone's, with the counties and their `position_uncertainty_m`.
    found : Location
        What was looked up for the point.
    lang : str
        The language's code.
    accuracy_m : float, optional
        How well the point is known, in metres; added to that of the boundary.
    """
    _, verdict = get_translator(lang), found.county_verdict
    counties = context[context["kind"] == "county"]
    if verdict == "certain" or counties.empty:
        return ""
    if verdict == "not known":
        is_stated = counties["position_uncertainty_m"].notna().all()
        return "" if is_stated else _("position uncertainty of the county boundary not stated")
    own = counties[counties["county"] == found.county]
    stated = (counties if own.empty else own)["position_uncertainty_m"]
    return _("near a county boundary (%(uncertainty)s)") % {
        "uncertainty": formatting.uncertainty(stated.max() + (accuracy_m or 0.0), lang)
    }
