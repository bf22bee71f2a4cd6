"""Captions of a figure: title, warning, source line, projection and text alternative."""

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from typing import Any

import geopandas as gpd

from geo.fields.languages import field_names
from geo.geodesy.antimeridian import make_box
from geo.geodesy.tables import make_area_table
from geo.rows import get_row
from geo.zone import Zone
from maps import formatting
from maps.content import measures, vocabulary
from maps.content.credits import Credits, cite_briefly, gather_credits, localize_attributions
from maps.content.map_review import map_review_line
from maps.content.uncertainty import uncertainty_range
from maps.figure.extent import Extent
from maps.figure.options import FigureOptions
from maps.figure.overlay.words import describe_overlay
from maps.figure.typography import clean_text, shorten_text
from maps.i18n import display_name, get_language, get_translator, localize_field
from maps.theme import BROUGHT

NAME_EM = 40.0
_SHORT_HASH = 12


def join_languages(langs: Sequence[str], words: Callable[[str], str], joint: str = " ") -> str:
    """Return the words of each language joined; the same words come only once.

    >>> join_languages(("zh", "en"), lambda lang: {"zh": "河", "en": "River"}[lang])
    '河 River'
    """
    return joint.join(dict.fromkeys(filter(None, map(words, langs))))


def zone_name(zone: Zone, lang: str) -> str:
    """Return the zone's name in `lang`."""
    return localize_field(zone.facts, "name", lang)[0]


def parts_title(zone: Zone, parts: gpd.GeoDataFrame, lang: str) -> str:
    """Return the title of a figure of these parts."""
    _ = get_translator(lang)
    if len(parts) == len(zone.parts):
        return zone_name(zone, lang)
    comma = get_language(lang).list_separator
    names = [
        shorten_text(display_name(_name_row(parts, key), lang), NAME_EM) for key in parts.index[:4]
    ]
    more = comma + "…" if len(parts) > 4 else ""
    return comma.join(names) + more + " · " + zone_name(zone, lang)


def _name_row(parts: gpd.GeoDataFrame, key: str) -> dict[str, object]:
    names = (name for name in field_names("name") if name in parts)
    return {"id": key, **{name: parts.at[key, name] for name in names}}


def brief_warning(parts: gpd.GeoDataFrame, lang: str) -> str:
    """Return what a page without room for `placement_warning` says of schematic outlines."""
    _ = get_translator(lang)
    if not _is_schematic(parts):
        return placement_warning(parts, lang)
    return _("Schematic map, not a legal or surveyed boundary.")


def placement_warning(parts: gpd.GeoDataFrame, lang: str) -> str:
    """Return how the outlines were placed, and how uncertain their position is."""
    _ = get_translator(lang)
    sentences = {
        "schematic": _(
            "Schematic map: no machine-readable official boundary was found. Not a legal or "
            "surveyed boundary; not for title, planning approval or measurement."
        ),
        "digitised": _("Outlines digitised, not surveyed."),
        "surveyed": _("Surveyed boundaries."),
        BROUGHT: _("Outlines as the reader's own files have them, not checked."),
    }
    present = [words for key, words in sentences.items() if (parts["placement"] == key).any()]
    uncertainties = uncertainty_range(parts["position_uncertainty_m"], lang)
    sure = _("Position uncertainty: %(range)s.") % {"range": uncertainties}
    return get_language(lang).sentence_separator.join([*present, sure])


class Detail(IntEnum):
    """How much a source line says; the less, the smaller the page."""

    FULL = 0
    BRIEF = 1  # no dates of the sources, the licence in one language
    LEAST = 2  # in one language only sources with a licence, and how many besides; no licence


def source_line(
    zone: Zone,
    parts: gpd.GeoDataFrame,
    langs: Sequence[str],
    *,
    shown: Credits | None = None,
    detail: Detail = Detail.FULL,
) -> str:
    """Return map review, sources with their licences, date and short hash of the data, licence.

    Parameters
    ----------
    shown : Credits, optional
        Of all that is drawn; those of the zone and the parts without it.
    detail : Detail
        How much it says.
    """
    langs = langs if detail < Detail.LEAST else langs[:1]
    names = {"Sources": _name_sources(shown or gather_credits(zone, parts), langs, detail)}
    words = join_languages(
        langs if detail is Detail.FULL else langs[:1],
        lambda lang: localize_field(zone.facts, "licence", lang)[0],
        " / ",
    )
    licence = {"Licence": words if detail < Detail.LEAST else None}
    items = (
        review_line(zone, parts, langs),
        _join_labelled(names, langs),
        data_line(zone, langs),
        _join_labelled(licence, langs),
    )
    return " | ".join(filter(None, items))


def _name_sources(shown: Credits, langs: Sequence[str], detail: Detail) -> str:
    """Return the attributions, and the sources that they don't name with licences, as one list."""
    sources, lang, _ = shown.list_unnamed(), langs[-1], get_translator(langs[-1])
    named = [each for each in sources if each.licence or detail < Detail.LEAST]
    cited = (cite_briefly(each, lang, is_dated=detail is Detail.FULL) for each in named)
    more = _("%(count)s other sources") % {"count": len(sources) - len(named)}
    asked = localize_attributions(shown.attributions, lang)
    said = [*asked, *cited, *([more] if len(named) < len(sources) else ())]
    return get_language(lang).clause_separator.join(dict.fromkeys(said))


def review_line(zone: Zone, parts: gpd.GeoDataFrame, langs: Sequence[str]) -> str:
    """Return whether a map of these parts was reviewed for publication, in each language."""
    number, is_schematic = zone.facts["map_review_number"], _is_schematic(parts)
    return join_languages(
        langs, lambda lang: map_review_line(number, lang, is_schematic=is_schematic), " / "
    )


def _is_schematic(parts: gpd.GeoDataFrame) -> bool:
    return bool((parts["placement"] == "schematic").any())


def data_line(zone: Zone, langs: Sequence[str]) -> str:
    """Return the date and the short hash of the data."""
    values = {
        "Data as of": clean_text(zone.facts["as_of"] or ""),
        "Data hash": zone.sha256[:_SHORT_HASH],
    }
    return _join_labelled(values, langs)


def _join_labelled(values: Mapping[str, str | None], langs: Sequence[str]) -> str:
    def label(key: str) -> str:
        return join_languages(langs, lambda lang: source_labels(lang)[key])

    colon = get_language(langs[-1]).colon
    return " | ".join(label(key) + colon + value for key, value in values.items() if value)


def source_labels(lang: str) -> dict[str, str]:
    """Return the labels of the items of the source line, by their English word."""
    _ = get_translator(lang)
    return {
        "Sources": _("Sources"),
        "Data as of": _("Data as of"),
        "Data hash": _("Data SHA-256"),
        "Licence": _("Licence"),
    }


def projection_line(extent: Extent, lang: str) -> str:
    """Return the projection of a figure in words."""
    _ = get_translator(lang)
    words = _("Lambert azimuthal equal-area projection centred on %(middle)s, WGS 84")
    return words % {"middle": _format_position(extent.lat, extent.lon, lang)}


def _format_position(lat: float, lon: float, lang: str) -> str:
    _ = get_translator(lang)
    north = _("%(degrees)s° S") if lat < 0 else _("%(degrees)s° N")
    east = _("%(degrees)s° W") if lon < 0 else _("%(degrees)s° E")
    return get_language(lang).list_separator.join(
        words % {"degrees": f"{abs(value):.2f}"} for words, value in ((north, lat), (east, lon))
    )


def alt_text(zone: Zone, parts: gpd.GeoDataFrame, options: FigureOptions, lang: str) -> str:
    """Return the text alternative: the parts with their areas, the warning, the date."""
    _ = get_translator(lang)
    language = get_language(lang)
    seen = _select_in_bounds(parts, options)
    areas = make_area_table(seen.head(12))
    listed = [_describe_part(seen, key, get_row(areas, key), lang) for key in areas.index]
    more = [_("and %(count)s more parts") % {"count": len(seen) - 12}] if len(seen) > 12 else []
    what = _("Map of %(name)s.") if options.view == "zone" else _("Map of %(name)s in its region.")
    sentences = [
        what % {"name": shorten_text(zone_name(zone, lang), NAME_EM)},
        _describe_bounds(options, lang),
        _("Parts drawn: %(parts)s.") % {"parts": language.clause_separator.join(listed + more)}
        if listed
        else _("No part lies in it."),
        describe_overlay(zone, options.overlay, lang),
        placement_warning(parts, lang),
        _("Data as of %(date)s.") % {"date": clean_text(zone.facts["as_of"])}
        if zone.facts["as_of"]
        else _("The date of the data is not stated."),
    ]
    return language.sentence_separator.join(filter(None, sentences))


def _select_in_bounds(parts: gpd.GeoDataFrame, options: FigureOptions) -> gpd.GeoDataFrame:
    """Return the parts within the bounds of the figure; all, if it has none, or draws them all."""
    if options.bounds is None or options.around:
        return parts
    south, west, north, east = options.bounds
    return parts[parts.intersects(make_box([west, south, east, north]))]


def _describe_bounds(options: FigureOptions, lang: str) -> str:
    """Return the bounds of the figure as a sentence; empty, if it has none."""
    if options.bounds is None:
        return ""
    _ = get_translator(lang)
    south, west, north, east = options.bounds
    low, high = _format_position(south, west, lang), _format_position(north, east, lang)
    return _("Area shown: from %(low)s to %(high)s.") % {"low": low, "high": high}


def _describe_part(parts: gpd.GeoDataFrame, key: str, areas: Mapping[str, Any], lang: str) -> str:
    _ = get_translator(lang)
    row = get_row(parts, key)
    name = shorten_text(display_name(_name_row(parts, key), lang), NAME_EM)
    kind = vocabulary.kind_label(row["kind"], lang)
    drawn = measures.describe_area(areas, lang)
    if areas["area_basis"] != "assumed":
        drawn = _("%(area)s measured") % {"area": drawn}
    published = formatting.published_area(row["published_area_km2"], lang)
    said = "" if published == "–" else _("%(area)s published") % {"area": published}
    language = get_language(lang)
    return name + language.bracket(language.list_separator.join(filter(None, (kind, said, drawn))))
