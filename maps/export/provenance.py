"""The provenance note inside every data file: sources, licence, method and uncertainty."""

import geopandas as gpd

from geo.zone import Zone
from maps.content.credits import Credits, cite_source, gather_credits, localize_attributions
from maps.content.vocabulary import placement_note
from maps.export.crs import WGS84, ExportCrs
from maps.figure.captions import placement_warning, review_line, zone_name
from maps.i18n import LANGUAGES, get_language, get_translator, localize_field


def make_provenance_lines(
    zone: Zone,
    parts: gpd.GeoDataFrame,
    lang: str,
    crs: ExportCrs = WGS84,
    *,
    shown: Credits | None = None,
    has_part_areas: bool = True,
) -> list[str]:
    """Return the note in one language, as lines of one statement each.

    The sources are those of the zone and the parts, unless `shown` has others. Without
    `has_part_areas` nothing is said of columns that only a table of parts has.
    """
    _ = get_translator(lang)
    placements = dict.fromkeys(parts["placement"])
    lines = [
        zone_name(zone, lang),
        placement_warning(parts, lang),
        *(placement_note(placement, lang) for placement in placements),
        crs.describe(lang),
        *(_explain_part_areas(lang) if has_part_areas else ()),
        _("Data as of %(date)s.") % {"date": zone.facts["as_of"] or _("not stated")},
        _("Data SHA-256: %(digest)s") % {"digest": zone.sha256},
    ]
    licence = localize_field(zone.facts, "licence", lang)[0]
    lines += [_("Licence") + get_language(lang).colon + licence] if licence else []
    lines.append(review_line(zone, parts, [lang]))
    shown = shown or gather_credits(zone, parts)
    return [*lines, *make_credit_lines(shown, lang)]


def _explain_part_areas(lang: str) -> list[str]:
    _ = get_translator(lang)
    return [
        _(
            "area_m2 is the geodesic area of the drawn outline, measured on the WGS 84 ellipsoid; "
            "published_area_km2 is the published figure."
        ),
        _(
            "area_basis says what area_m2 rests on: `published` or `assumed` for a schematic "
            "outline, which was drawn to that area; `surveyed` or `digitised` for any other."
        ),
    ]


def make_credit_lines(shown: Credits, lang: str) -> list[str]:
    """Return the sources and the attributions as lines."""
    cited = (f"- {cite_source(source, lang)}" for source in shown.sources.values())
    return [*cited, *localize_attributions(shown.attributions, lang)]


def make_provenance_note(
    zone: Zone,
    parts: gpd.GeoDataFrame,
    crs: ExportCrs = WGS84,
    *,
    shown: Credits | None = None,
) -> str:
    """Return the note in every language, separated by empty lines."""
    notes = (
        "\n".join(make_provenance_lines(zone, parts, lang, crs, shown=shown)) for lang in LANGUAGES
    )
    return "\n\n".join(notes) + "\n"
