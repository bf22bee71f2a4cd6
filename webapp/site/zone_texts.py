"""The texts of making the boundaries of a zone from what a person added."""

from collections.abc import Callable

from geo.schema import KINDS, PLACEMENTS
from maps.content.language_titles import title_names
from maps.content.vocabulary import kind_label, placement_label

Translate = Callable[[str], str]


def zone_messages(_: Translate, lang: str) -> dict[str, str]:
    """Return the texts by the key that scripts use; `lang` is the language's code."""
    return {
        **_step_messages(_),
        **_field_messages(_, lang),
        **_check_messages(_),
        **{f"zoneKind_{each}": kind_label(each, lang) for each in KINDS},
        **{f"zonePlacement_{each}": placement_label(each, lang) for each in PLACEMENTS},
    }


def _step_messages(_: Translate) -> dict[str, str]:
    return {
        "zoneUse": _("Use as boundaries"),
        "zoneLayer": _("Layer"),
        "zoneSteps": _("Steps"),
        "zoneFields": _("Fields"),
        "zoneCheck": _("Check and save"),
        "zoneNext": _("Next"),
        "zoneBack": _("Back"),
        "zoneChecking": _("Reading and checking …"),
        "zoneKept": _("Your entries are kept."),
        "zoneRetry": _("Try again"),
        "zoneUnreachable": _(
            "The server could not be reached. Check your connection and try again."
        ),
        "zonePage": _("%(from)s–%(to)s of %(count)s"),
        "zonePreviousPage": _("Previous page"),
        "zoneNextPage": _("Next page"),
    }


def _field_messages(_: Translate, lang: str) -> dict[str, str]:
    return {
        "zoneFieldsNote": _(
            "The columns were chosen by their names and values. Check them, and say what applies "
            "to parts without a value."
        ),
        "zonePartsNote": _("Every value can be changed. Sources are separated by semicolons."),
        "zoneOwnName": _("Name of the zone"),
        "zoneOwnNameNote": _("The title of the map. The name of the file is proposed."),
        "zoneNamedAfter": _("Named after the column %(column)s"),
        "zoneFrom": _("from %(column)s"),
        "zoneOfParts": _("%(count)s parts: %(sentence)s"),
        "zoneColumn": _("Column"),
        "zoneNoColumn": _("(no column)"),
        "zoneOtherwise": _("Without a value"),
        "zoneAutomatic": _("by the names in the file"),
        "zoneSkip": _("Leave out unusable features"),
        "zoneShow": _("Show %(name)s on the map"),
        "zone_id": _("ID"),
        **{f"zone_{field}": title for field, title in title_names(lang).items()},
        "zone_kind": _("Kind"),
        "zone_parent": _("Parent part"),
        "zonePublished": _("Published or stated area (in the unit of the column)"),
        "zone_published_area_km2": _("Published or stated area, km²"),
        "zone_placement": _("Boundary type"),
        "zone_position_uncertainty_m": _("Position uncertainty, ±m"),
        "zone_as_of": _("Data as of"),
        "zone_sources": _("Sources"),
    }


def _check_messages(_: Translate) -> dict[str, str]:
    return {
        "zoneFindings": _("Findings"),
        "zoneNoFindings": _("No problems found."),
        "zoneErrors": _("Errors: %(count)s. Correct them before the file is used."),
        "zoneRepairs": _("Repairs"),
        "zoneChanges": _("Changes to the present boundaries"),
        "zoneGained": _("gained"),
        "zoneLost": _("lost"),
        "zoneBefore": _("outline before the repair"),
        "zoneSave": _("Download %(name)s"),
    }
