"""The fields of a brief that a facts file states, with their dates and ages."""

from collections.abc import Mapping, Sequence
from datetime import date

from geo.fields.dates import parse_day_range
from geo.fields.fact_rows import SiteFact
from geo.fields.facts import FACT_FIELDS, FactField
from maps.documents.brief.model import BriefField
from maps.documents.brief.site import Site
from maps.i18n import get_language, get_translator

Facts = Mapping[str, Sequence[SiteFact]]


def gather_facts(site: Site) -> tuple[Facts, frozenset[str]]:
    """Return the facts of a site by field, and the fields that are those of the part it lies in."""
    stated = site.measured.zone.stated
    own = stated.of_site([site.id] if site.id else [])
    if site.kind == "part":
        return own, frozenset()
    of_part = stated.of_site(site.at.parts[-1:])
    of_zone = stated.of_site([])
    inherited = {
        field: facts
        for field, facts in of_part.items()
        if FACT_FIELDS[field].is_inherited
        and of_zone.get(field) != facts
        and (field not in own or own[field] == of_zone.get(field))
    }
    return {**own, **inherited}, frozenset(inherited)


def make_stated_fields(site: Site, section: str, lang: str, today: date) -> list[BriefField]:
    """Return the fields of a section, each of them, also where nothing is stated."""
    facts, inherited = gather_facts(site)
    return [
        each
        for name, about in FACT_FIELDS.items()
        if about.section == section
        for each in _make_fields(
            name, about, facts.get(name, ()), lang, today, is_inherited=name in inherited
        )
    ]


def _make_fields(
    name: str,
    about: FactField,
    facts: Sequence[SiteFact],
    lang: str,
    today: date,
    *,
    is_inherited: bool,
) -> list[BriefField]:
    _ = get_translator(lang)
    label, unit = _(about.label), _(about.unit) if about.unit else ""
    if not facts:
        return [make_missing_field(name, label, lang)]
    return [
        BriefField(
            name,
            label,
            _write_value(name, fact, unit, lang),
            value=fact.value,
            unit=about.unit,
            kind=_("of the part") if is_inherited else "",
            as_of=fact.as_of,
            age=describe_age(fact.as_of, today, lang),
            source=fact.source,
        )
        for fact in facts
    ]


def make_missing_field(name: str, label: str, lang: str) -> BriefField:
    """Return a field of which nothing is stated."""
    _ = get_translator(lang)
    return BriefField(name, label, _("Not stated"), is_stated=False)


def _write_value(name: str, fact: SiteFact, unit: str, lang: str) -> str:
    _ = get_translator(lang)
    if name == "status":
        labels = {
            "available": _("available"),
            "reserved": _("reserved"),
            "allotted": _("allotted"),
        }
        return labels[fact.value]
    words = fact.value_zh if fact.value_zh and get_language(lang).is_east_asian else fact.value
    return words + (unit if unit == "%" else f" {unit}" if unit else "")


def describe_age(as_of: str, today: date, lang: str) -> str:
    """Return how many years old a date is, counted from the last day that it may mean.

    Empty for less than a year.

    >>> describe_age("2023-05", date(2026, 11, 27), "en")
    '3 years old'
    """
    found = parse_day_range(as_of)
    if found is None:
        return ""
    last = found[1]
    years = today.year - last.year - ((today.month, today.day) < (last.month, last.day))
    if years < 1:
        return ""
    _ = get_translator(lang)
    return _("1 year old") if years == 1 else _("%(years)s years old") % {"years": years}
