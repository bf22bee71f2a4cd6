"""What a brief doesn't know, and who settles it."""

import math
from collections.abc import Sequence

from geo.fields.facts import AUTHORITIES, FACT_FIELDS
from maps.documents.brief.model import BriefField, BriefSection
from maps.documents.brief.site import Site
from maps.i18n import get_language, get_translator


def make_open_section(site: Site, sections: Sequence[BriefSection], lang: str) -> BriefSection:
    """Return the fields that nothing is stated of, by who can state them."""
    _ = get_translator(lang)
    missing: dict[str, dict[str, str]] = {key: {} for key in AUTHORITIES}
    for section in sections:
        for each in section.fields:
            about = FACT_FIELDS.get(each.field)
            if about is not None and not each.is_stated:
                missing[about.settled_by][each.field] = each.label
    if not is_surveyed(site):
        missing["survey"]["boundary"] = _("boundary, area on the ground")
    separator = get_language(lang).list_separator
    fields = [
        BriefField(
            f"settled_by_{key}",
            _(AUTHORITIES[key]),
            separator.join(labels.values()),
            "; ".join(labels),
        )
        for key, labels in missing.items()
        if labels
    ]
    nothing = BriefField("settled_by", _("Settled by"), _("nothing left open"))
    return BriefSection("open", _("Not known, and who settles it"), fields or [nothing])


def is_surveyed(site: Site) -> bool:
    """Return whether the boundary is a surveyed one of known uncertainty; that of a plot isn't."""
    if site.kind != "part":
        return False
    row = site.measured.zone.part(site.id)
    return row["placement"] == "surveyed" and not math.isnan(row["position_uncertainty_m"])
