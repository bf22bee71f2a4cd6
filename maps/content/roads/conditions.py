"""What road figures rest on: vehicles, conditions, data and engine; and the credit for the data."""

from geo.quality.road_checks import CHANGES
from geo.roads.model import ExtractNote, Roads
from maps.content.roads.numbers import list_measures
from maps.i18n import get_language, get_translator


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
    changed = get_language(lang).list_separator.join(_(CHANGES[each]) for each in roads.changed)
    return _("The figures by road are not shown, since these changed afterwards: %(changed)s.") % {
        "changed": changed
    }
