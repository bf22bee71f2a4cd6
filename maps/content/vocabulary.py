"""The words for kinds, placements, severities and states, in each language."""

from functools import lru_cache

from maps.i18n import get_translator


@lru_cache(maxsize=256)
def kind_label(kind: str | None, lang: str) -> str:
    """Return the word for a feature's kind; an unknown kind as it is, None as an empty text."""
    _ = get_translator(lang)
    labels = {
        "core": _("Core"),
        "district": _("Sub-zone"),
        "park": _("Park"),
        "city": _("City"),
        "airport": _("Airport"),
        "town": _("Town"),
        "county": _("County or district"),
        "river": _("River"),
    }
    return labels.get(kind or "", kind or "")


@lru_cache(maxsize=256)
def placement_label(placement: str, lang: str) -> str:
    """Return the word for how a boundary was placed; KeyError for what is not in `PLACEMENTS`."""
    _ = get_translator(lang)
    return {
        "surveyed": _("surveyed"),
        "digitised": _("digitised"),
        "schematic": _("schematic"),
    }[placement]


def placement_note(placement: str, lang: str) -> str:
    """Return the sentence that explains a placement: how it is drawn, what it can be used for."""
    _ = get_translator(lang)
    return {
        "surveyed": _("Solid outline: surveyed boundary."),
        "digitised": _("Long-dashed outline: digitised from a published map."),
        "schematic": _(
            "Dashed outline: schematic. No machine-readable official boundary was "
            "found; position and shape are illustrative, not surveyed."
        ),
    }[placement]


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
