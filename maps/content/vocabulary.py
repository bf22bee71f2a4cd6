"""The words for kinds, placements, severities and states, in each language."""

from collections.abc import Iterable
from functools import lru_cache

from maps.i18n import get_translator
from maps.theme import BROUGHT


@lru_cache(maxsize=256)
def kind_label(kind: str | None, lang: str) -> str:
    """Return the word for a feature's kind; an unknown kind as it is, None as an empty text."""
    _ = get_translator(lang)
    labels = {
        "core": _("Core"),
        "district": _("Sub-zone"),
        "park": _("Park"),
        "parcel": _("Parcel"),
        "city": _("City"),
        "airport": _("Airport"),
        "town": _("Town"),
        "station": _("Railway station"),
        "county": _("County or district"),
        "river": _("River"),
        "site": _("Site"),
    }
    return labels.get(kind or "", kind or "")


@lru_cache(maxsize=256)
def placement_label(placement: str, lang: str) -> str:
    """Return the word for how a boundary was placed; KeyError for what is no placement."""
    _ = get_translator(lang)
    return {
        "surveyed": _("surveyed"),
        "digitised": _("digitised"),
        "schematic": _("schematic"),
        BROUGHT: _("as in its own file"),
    }[placement]


@lru_cache(maxsize=256)
def area_basis_label(basis: str, lang: str) -> str:
    """Return the word for what an outline's area rests on (`geo.geodesy.tables.AREA_BASES`)."""
    _ = get_translator(lang)
    return {
        "published": _("published"),
        "assumed": _("assumed"),
        "surveyed": _("surveyed"),
        "digitised": _("digitised"),
        BROUGHT: _("as in its own file"),
    }[basis]


def area_basis_note(basis: str, lang: str) -> str:
    """Return what an outline's area rests on, as a phrase."""
    _ = get_translator(lang)
    return {
        "published": _("drawn to the published area"),
        "assumed": _("drawn to an assumed area"),
        "surveyed": _("measured within the surveyed boundary"),
        "digitised": _("measured on the digitised outline"),
        BROUGHT: _("measured on the outline of its own file"),
    }[basis]


def placement_note(placement: str, lang: str) -> str:
    """Return the sentence that explains a placement: how it is drawn, what it can be used for."""
    _ = get_translator(lang)
    return {
        "surveyed": _("Solid outline: surveyed boundary."),
        "digitised": _("Long-dashed outline: digitised, not surveyed."),
        BROUGHT: _("Long-dashed outline: as the reader's own file has it, not checked."),
        "schematic": _(
            "Dashed outline: schematic. No machine-readable official boundary was "
            "found; position and shape are illustrative, not surveyed."
        ),
    }[placement]


def placement_dashes(placement: str, lang: str) -> str:
    """Return in brief what the dashes of an outline mean, where there is no room for more."""
    _ = get_translator(lang)
    return {
        "surveyed": _("Solid outline: surveyed."),
        "digitised": _("Long dashes: digitised, not surveyed."),
        BROUGHT: _("Long dashes: not checked."),
        "schematic": _("Dashed outline: schematic, not surveyed."),
    }[placement]


def verdict_label(verdict: str, lang: str) -> str:
    """Return the word for a verdict (`geo.lookup.uncertainty.VERDICTS`)."""
    _ = get_translator(lang)
    return {
        "certain": _("Certain"),
        "possible": _("Not certain"),
        "not known": _("Not known"),
    }[verdict]


def severity_label(severity: str, lang: str) -> str:
    """Return the word for a finding's severity."""
    _ = get_translator(lang)
    return {"error": _("Error"), "warning": _("Warning"), "info": _("Information")}[severity]


def status_label(status: str, lang: str) -> str:
    """Return the word for how a part changed between two versions (`geo.diff`)."""
    _ = get_translator(lang)
    return {
        "added": _("added"),
        "removed": _("removed"),
        "renamed": _("renamed"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
    }[status]


def users_label(users: Iterable[str], lang: str) -> str:
    """Return the words for what uses a source (`geo.metadata.make_source_rows`), parts by id.

    >>> users_label(["north-park", "stations"], "en")
    'north-park; Railway stations'
    """
    _ = get_translator(lang)
    words = {
        "zone": _("Zone"),
        "places": _("Reference places"),
        "context": _("Counties and rivers"),
        "stations": _("Railway stations"),
        "basemap": _("Base map"),
    }
    return "; ".join(words.get(each, each) for each in users)
