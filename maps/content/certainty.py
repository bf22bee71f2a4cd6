"""How sure it is where a point lies, in sentences: its part, its county, and the point itself."""

import math

import geopandas as gpd

from geo.lookup.locate import Location
from maps import formatting
from maps.i18n import get_translator


def describe_certainty(found: Location, distance_m: float, uncertainty_m: float, lang: str) -> str:
    """Return a sentence on how sure it is in which part a point lies.

    Parameters
    ----------
    found : Location
        What was looked up for the point.
    distance_m, uncertainty_m : float
        Of the nearest edge; the uncertainty is that of the edge and of the point together.
    lang : str
        The language's code.
    """
    _ = get_translator(lang)
    values = {"uncertainty": formatting.uncertainty(found.edge_uncertainty_m, lang)}
    if math.isnan(found.edge_uncertainty_m):
        return _(
            "The position uncertainty of that outline is not stated, so the result is inconclusive."
        )
    if found.verdict == "not known":
        return _(
            "Not every outline states its position uncertainty, so the result is inconclusive."
        )
    if found.verdict == "certain":
        return (
            _(
                "The position of that outline is uncertain by %(uncertainty)s; the result is "
                "reliable."
            )
            % values
        )
    if distance_m <= uncertainty_m:
        return (
            _(
                "The position of that outline is uncertain by %(uncertainty)s; the result is "
                "inconclusive."
            )
            % values
        )
    return _(
        "Within these uncertainties the point may lie on either side of the true boundary; the "
        "result is inconclusive."
    )


def describe_accuracy(accuracy_m: float | None, lang: str) -> str:
    """Return a sentence on how well the point is known, in metres; empty where that isn't given."""
    _ = get_translator(lang)
    if accuracy_m is None:
        return ""
    return _("Accuracy of the point: %(accuracy)s.") % {
        "accuracy": formatting.uncertainty(accuracy_m, lang)
    }


def describe_county_verdict(
    context: gpd.GeoDataFrame, county: str | None, verdict: str, lang: str
) -> str:
    """Return what makes a county uncertain, as a remark after its name; empty for nothing.

    Parameters
    ----------
    context : GeoDataFrame
        The zone's, with the counties and their `position_uncertainty_m`.
    county : str or None
        The code of the county that contains the point; None outside of all.
    verdict : str
        One of `geo.lookup.uncertainty.VERDICTS`.
    lang : str
        The language's code.
    """
    _ = get_translator(lang)
    counties = context[context["kind"] == "county"]
    if verdict == "certain" or counties.empty:
        return ""
    if verdict == "not known":
        return _("position uncertainty of the county boundary not stated")
    own = counties[counties["county"] == county]
    stated = (counties if own.empty else own)["position_uncertainty_m"]
    return _("near a county boundary (%(uncertainty)s)") % {
        "uncertainty": formatting.uncertainty(stated.max(), lang)
    }
