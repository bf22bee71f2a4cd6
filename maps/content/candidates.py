"""The parts that something may lie in or overlap with, though as drawn it does not, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo.geodesy.assumed_size import find_edge_shift_of_part_m
from geo.rows import get_row
from geo.zone import Zone
from maps.content.distance_matrix import MOST_NAMED
from maps.content.part import localize_part_name
from maps.content.uncertainty import describe_reach
from maps.i18n import get_language, get_translator

Row = Mapping[str, Any]


def describe_candidates(parts: Sequence[Row], lang: str, *, is_plot: bool, is_outside: bool) -> str:
    """Return a sentence with the parts that a plot or a site may reach; empty for no parts.

    Of a plot it says that it may overlap with them: most of them can't hold it as a whole.

    Parameters
    ----------
    parts : sequence of mapping
        Rows of the parts, with their `id`, the likeliest first.
    lang : str
        The language's code.
    is_plot : bool
        Whether it has an area.
    is_outside : bool
        Whether it lies outside every part as they are drawn.
    """
    if not parts:
        return ""
    _, language = get_translator(lang), get_language(lang)
    named = [
        localize_part_name(each, lang).text
        + language.bracket(
            describe_reach(each["position_uncertainty_m"], find_edge_shift_of_part_m(each), lang)
        )
        for each in parts[:MOST_NAMED]
    ]
    if is_outside:
        said = (
            _("Outside as drawn; as the outlines are uncertain, it may overlap with %(parts)s.")
            if is_plot
            else _("Outside as drawn; as the outlines are uncertain, it may lie in %(parts)s.")
        )
    elif is_plot:
        said = _("It may also overlap with %(parts)s.")
    else:
        said = _("It may also lie in %(parts)s.")
    return said % {"parts": _join(named, len(parts), lang)}


def add_candidates(
    said: str, zone: Zone, part_ids: Sequence[str], lang: str, *, is_plot: bool
) -> str:
    """Return where something outside every part lies, and then which parts it may reach.

    Parameters
    ----------
    said : str
        Where it lies as drawn.
    zone : Zone
    part_ids : sequence of str
        Of the parts that it may reach, the likeliest first.
    lang, is_plot
        As in `describe_candidates`.
    """
    if not part_ids:
        return said
    _, language = get_translator(lang), get_language(lang)
    told = _("may overlap with %(parts)s") if is_plot else _("may lie in %(parts)s")
    rows = [get_row(zone.parts, each) for each in part_ids[:MOST_NAMED]]
    names = [localize_part_name(each, lang).text for each in rows]
    parts = _join(names, len(part_ids), lang)
    return language.clause_separator.join((said, told % {"parts": parts}))


def _join(names: Sequence[str], count: int, lang: str) -> str:
    joined = get_language(lang).list_separator.join(names)
    if count <= len(names):
        return joined
    said = get_translator(lang)("%(parts)s and %(count)s more")
    return said % {"parts": joined, "count": count - len(names)}
