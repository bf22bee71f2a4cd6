"""How sure it is where a point lies, in sentences: its part, its county, and the point itself."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd

from geo.geodesy.assumed_size import find_edge_shift_of_part_m
from geo.geodesy.part_outlines import PartOutlines
from geo.lookup.accuracy import find_deciding_part
from geo.lookup.locate import Location
from geo.rows import get_row
from maps import formatting
from maps.content.candidates import describe_candidates
from maps.content.part import localize_part_name
from maps.content.uncertainty import describe_reach
from maps.i18n import get_language, get_translator


def describe_place(
    part_name: str | None, verdict: str, lang: str, *, rival: str | None = None
) -> str:
    """Return where a point lies, as the rest of a sentence that begins with the verdict's word.

    Where the verdict is not certain, it says so itself: nothing has to be taken back.

    Parameters
    ----------
    part_name : str or None
        The part that contains the point as drawn; None outside every one.
    verdict : str
        One of `geo.lookup.uncertainty.VERDICTS`.
    lang : str
        The language's code.
    rival : str, optional
        The one part that a point outside every part may lie in, where that is "possible"; None
        where there are several.
    """
    _ = get_translator(lang)
    inside, outside = {
        "certain": (_("inside %(part)s."), _("outside every part.")),
        "possible": (
            _("inside %(part)s as drawn, but so near an edge that it may lie elsewhere."),
            _("outside every part as drawn, but so near an edge that it may lie in %(part)s."),
        ),
        "not known": (
            _("inside %(part)s as drawn, but how sure that is, is not stated."),
            _("outside every part as drawn, but how sure that is, is not stated."),
        ),
    }[verdict]
    if part_name is not None:
        return inside % {"part": part_name}
    if rival is None and verdict == "possible":
        return _(
            "outside every part as drawn, but so near several edges that it may lie in one of "
            "several parts."
        )
    return outside % {"part": rival}


def describe_other_system(datum: str, part_name: str | None, verdict: str, lang: str) -> str:
    """Return where a point lies if its coordinates are in a system that nobody named.

    Parameters
    ----------
    datum : str
        `gcj02` or `bd09`.
    part_name, verdict, lang
        As in `describe_place`, of the point in that system.
    """
    _ = get_translator(lang)
    system = {
        "gcj02": _("from Amap or Tencent maps (GCJ-02)"),
        "bd09": _("from Baidu maps (BD-09)"),
    }[datum]
    inside, outside = (
        (
            _("If the coordinates are %(name)s, the point lies in %(part)s."),
            _("If the coordinates are %(name)s, the point lies outside every part."),
        )
        if verdict == "certain"
        else (
            _("If the coordinates are %(name)s, the point may lie in %(part)s."),
            _("If the coordinates are %(name)s, the point may lie outside every part."),
        )
    )
    return (outside if part_name is None else inside) % {"name": system, "part": part_name}


def describe_certainty(
    outlines: PartOutlines, found: Location, lang: str, *, accuracy_m: float | None = None
) -> str:
    """Return a sentence on how sure it is in which part a point lies.

    It names the outline that decides (`geo.lookup.accuracy.find_deciding_part`).

    Parameters
    ----------
    outlines : PartOutlines
        Of the zone's parts.
    found : Location
        What was looked up for the point.
    lang : str
        The language's code.
    accuracy_m : float, optional
        How well the point is known, in metres; added to the outline's uncertainty.
    """
    _ = get_translator(lang)
    if found.verdict == "not known":
        if math.isnan(found.edge_uncertainty_m):
            return _(
                "The position uncertainty of that outline is not stated, so the result is "
                "inconclusive."
            )
        return _(
            "Not every outline states its position uncertainty, so the result is inconclusive."
        )
    own_m = accuracy_m or 0.0
    part = get_row(outlines.parts, find_deciding_part(outlines, vars(found), accuracy_m=own_m))
    stated_m = part["position_uncertainty_m"]
    return _tell_outline(part, found.verdict, stated_m, lang, accuracy_m=own_m)


def describe_verdict(
    part: Mapping[str, Any],
    verdict: str,
    lang: str,
    *,
    candidates: Sequence[Mapping[str, Any]] = (),
    is_plot: bool = False,
    is_outside: bool = False,
) -> str:
    """Return a sentence on how sure it is in which parts a plot, a line or a site lies.

    Parameters
    ----------
    part : mapping
        The row of the part whose outline decides, with its `id`.
    verdict : str
        As `geo.lookup.uncertainty` returns it.
    lang : str
        The language's code.
    candidates : sequence of mapping
        The rows of the parts that it may reach though as drawn it does not, the likeliest first;
        of what is outside, where there are none, the one that decides.
    is_plot : bool
        Whether it has an area.
    is_outside : bool
        Whether it lies outside every part as they are drawn.
    """
    uncertainty_m = part["position_uncertainty_m"]
    if verdict == "not known" or math.isnan(uncertainty_m):
        return get_translator(lang)(
            "Not every outline states its position uncertainty, so the result is inconclusive."
        )
    told = _tell_outline(part, verdict, uncertainty_m, lang)
    if verdict != "possible":
        return told
    named = candidates or ([part] if is_outside else [])
    others = describe_candidates(named, lang, is_plot=is_plot, is_outside=is_outside)
    if is_outside:
        return others
    return get_language(lang).sentence_separator.join(filter(None, (told, others)))


def _tell_outline(
    part: Mapping[str, Any],
    verdict: str,
    uncertainty_m: float,
    lang: str,
    *,
    accuracy_m: float = 0.0,
) -> str:
    _ = get_translator(lang)
    told = (
        _("The outline of %(part)s is uncertain by %(uncertainty)s.")
        if not accuracy_m
        else _("The outline of %(part)s and the point together are uncertain by %(uncertainty)s.")
    ) % _name_outline(part, uncertainty_m + accuracy_m, lang)
    result = (
        _("The result is reliable.") if verdict == "certain" else _("The result is inconclusive.")
    )
    return get_language(lang).sentence_separator.join((told, result))


def _name_outline(part: Mapping[str, Any], uncertainty_m: float, lang: str) -> dict[str, str]:
    """Return the values of a sentence about a part's outline."""
    return {
        "part": localize_part_name(part, lang).text,
        "uncertainty": describe_reach(uncertainty_m, find_edge_shift_of_part_m(part), lang),
    }


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
