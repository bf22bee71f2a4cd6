"""What road figures rest on: vehicles, conditions, data and engine; and the credit for the data."""

from collections.abc import Collection, Sequence

from geo.errors import N_
from geo.roads.model import INPUTS, ExtractNote, Roads
from geo.zone import Zone
from maps.content.roads.numbers import list_measures
from maps.i18n import display_name, get_language, get_translator

_MOST_NAMES = 6  # of parts in one sentence
_RANGES = {
    "gates": N_("%(parts)s: each figure is the range over %(count)s gates."),
    "uncertainty": N_(
        "%(parts)s: each figure is the range over %(count)s points within the position uncertainty."
    ),
    "centre": N_("%(parts)s: each figure is the range over %(count)s points."),
}


def vehicle_label(vehicle: str, lang: str) -> str:
    """Return the name of a vehicle."""
    _ = get_translator(lang)
    return {"car": _("Car"), "truck": _("Articulated truck")}.get(vehicle, vehicle)


def describe_conditions(roads: Roads, lang: str) -> str:
    """Return what the figures are of, and what they leave out."""
    _ = get_translator(lang)
    language = get_language(lang)
    vehicles = language.clause_separator.join(
        vehicle_label(key, lang) + language.bracket(list_measures(dict(options), lang))
        for key, options in roads.vehicles.items()
    )
    sentences = (
        _("Free flow: without congestion, queues at toll stations and loading; tolls not counted."),
        _("Vehicles: %(vehicles)s.") % {"vehicles": vehicles},
        _("Roads inside the zone may be missing from these data."),
    )
    return language.sentence_separator.join(sentences)


def describe_ranges(zone: Zone, part_ids: Sequence[str], lang: str) -> list[str]:
    """Return of which parts the figures are ranges, and over how many points."""
    language, groups = get_language(lang), _group_parts(zone, set(part_ids))
    said = []
    for (origin, count), ids in groups.items():
        names = [display_name({**zone.part_rows[each], "id": each}, lang) for each in ids]
        parts = language.list_separator.join(names[:_MOST_NAMES])
        more = "…" if len(names) > _MOST_NAMES else ""
        words = get_translator(lang)(_RANGES[origin])
        said.append(words % {"parts": parts + more, "count": count})
    return said


def _group_parts(zone: Zone, wanted: Collection[str]) -> dict[tuple[str, int], list[str]]:
    """Return the parts whose figures are ranges, by what their points are and how many."""
    firsts = {each.part: each for each in reversed(zone.roads.figures if zone.roads else ())}
    groups: dict[tuple[str, int], list[str]] = {}
    for part in zone.part_rows:
        figure = firsts.get(part) if part in wanted else None
        if figure and figure.points_asked > 1:
            groups.setdefault((figure.origin, figure.points_asked), []).append(part)
    return groups


def describe_point_count(zone: Zone, part_id: str, lang: str) -> str:
    """Return over how many points a part's figures are ranges, in brackets; empty for one point."""
    counts = [count for _, count in _group_parts(zone, {part_id})]
    _ = get_translator(lang)
    said = _("range over %(count)s points")
    return get_language(lang).bracket(said % {"count": counts[0]}) if counts else ""


def credit_roads(roads: Roads, lang: str) -> str:
    """Return the credit for the data, with their dates and the engine."""
    _ = get_translator(lang)
    dates = list(dict.fromkeys(_describe_date(each, lang) for each in roads.extracts))
    named = _("© OpenStreetMap contributors, ODbL 1.0") if _is_usual(roads) else roads.attribution
    data = get_language(lang).list_separator.join(dates)
    return get_language(lang).comma.join(filter(None, (named, data, roads.engine)))


def _is_usual(roads: Roads) -> bool:
    return roads.attribution == "© OpenStreetMap contributors, ODbL 1.0"


def _describe_date(extract: ExtractNote, lang: str) -> str:
    _ = get_translator(lang)
    if extract.date is None:
        return _("date unknown")
    if extract.is_date_of_object:
        return _("newest object %(date)s") % {"date": extract.date}
    return extract.date


def describe_change(roads: Roads, lang: str) -> str:
    """Return why no figure is shown; empty where they are of the zone as it is."""
    if roads.is_current:
        return ""
    _ = get_translator(lang)
    changed = get_language(lang).list_separator.join(_(INPUTS[each]) for each in roads.changed)
    return _("The figures by road are not shown, since these changed afterwards: %(changed)s.") % {
        "changed": changed
    }
