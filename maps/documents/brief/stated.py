"""The fields of a brief that a facts file or a plot's own file states, with dates and ages."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.fields.dates import parse_day_range
from geo.fields.fact_rows import SiteFact
from geo.fields.facts import FACT_FIELDS, FactField
from geo.importing.area_columns import is_area_column
from geo.importing.column_names import normalize_column
from geo.reading.numbers import parse_number
from maps.documents.brief.model import BriefField
from maps.documents.brief.site import Site
from maps.i18n import get_language, get_translator
from maps.numerals import format_number

Facts = Mapping[str, Sequence[SiteFact]]


@dataclass(frozen=True)
class SiteFacts:
    """What is stated of a site.

    Attributes
    ----------
    by_field : mapping of str to sequence of SiteFact
        A facts file's before those of the plot's own file.
    inherited : frozenset of str
        The fields that are those of the part it lies in.
    contradicted : frozenset of str
        The fields of which the plot's own file states something else than the facts file.
    """

    by_field: Mapping[str, Sequence[SiteFact]]
    inherited: frozenset[str] = frozenset()
    contradicted: frozenset[str] = frozenset()


def gather_facts(site: Site) -> SiteFacts:
    """Return the facts of a site by field.

    A facts file that names the plot wins over the plot's own file, this over what is stated of the
    part that it lies in and of the whole zone.
    """
    stated = site.measured.zone.stated
    own = stated.of_site([each for each in (site.id, *site.keys) if each])
    if site.kind == "part":
        return SiteFacts(own)
    of_part = stated.of_site(site.at.parts[-1:])
    of_zone = stated.of_site([])
    brought = {fact.field: fact for fact in site.stated.facts}
    inherited = {
        field: facts
        for field, facts in of_part.items()
        if FACT_FIELDS[field].is_inherited
        and field not in brought
        and of_zone.get(field) != facts
        and (field not in own or own[field] == of_zone.get(field))
    }
    named = {field for field, facts in own.items() if facts != of_zone.get(field)}
    contradicted = {
        field
        for field, fact in brought.items()
        if field in named and not any(each.agrees_with(fact) for each in own[field])
    }
    merged = {
        field: [*own[field], *([fact] if field in contradicted else [])]
        if field in named
        else [fact]
        for field, fact in brought.items()
    }
    return SiteFacts({**own, **inherited, **merged}, frozenset(inherited), frozenset(contradicted))


def make_stated_fields(site: Site, section: str, lang: str, today: date) -> list[BriefField]:
    """Return the fields of a section, each of them, also where nothing is stated."""
    found = gather_facts(site)
    return [
        each
        for name, about in FACT_FIELDS.items()
        if about.section == section
        for each in _make_fields(name, about, found, lang, today, own=site.stated.source)
    ]


def make_other_fields(site: Site, lang: str) -> list[BriefField]:
    """Return the columns of a plot's own file that are none of the fields of a brief.

    Of an area among them the unit isn't known, and that is said beside the measured one.
    """
    _ = get_translator(lang)
    doubt = get_language(lang).bracket(_("unit not stated"))
    return [
        BriefField(
            "other_column",
            name,
            text + doubt if _is_area(name, text) else text,
            value=text,
            source=site.stated.source,
        )
        for name, text in site.stated.others
    ]


def _is_area(column: str, text: str) -> bool:
    is_number = math.isfinite(parse_number(text, decimal_comma=False))
    return is_number and is_area_column(normalize_column(column))


def _make_fields(
    name: str, about: FactField, found: SiteFacts, lang: str, today: date, *, own: str
) -> list[BriefField]:
    _ = get_translator(lang)
    label, unit = _(about.label), _(about.unit) if about.unit else ""
    facts = found.by_field.get(name, ())
    if not facts:
        return [make_missing_field(name, label, lang)]
    return [
        BriefField(
            name,
            label,
            _write_value(name, fact, unit, lang),
            value=fact.value,
            unit=about.unit,
            kind=_describe_kind(fact, found, lang, own=own),
            as_of=fact.as_of,
            age=describe_age(fact.as_of, today, lang),
            source=fact.source,
        )
        for fact in facts
    ]


def _describe_kind(fact: SiteFact, found: SiteFacts, lang: str, *, own: str) -> str:
    """Return that a fact is the part's, was converted, or contradicts the facts file."""
    _, language = get_translator(lang), get_language(lang)
    is_other = fact.field in found.contradicted and (fact.id, fact.source) == ("", own)
    said = (
        _("of the part") if fact.field in found.inherited else "",
        _("stated as %(words)s") % {"words": fact.as_stated} if fact.as_stated else "",
        _("contradicts the facts file") if is_other else "",
    )
    return language.list_separator.join(filter(None, said))


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
    if fact.as_stated:
        number = float(fact.value)
        digits = len(fact.value.partition(".")[2])
        return f"{format_number(number, lang, digits=digits)} {unit}"
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
