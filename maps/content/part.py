"""What is said of a part, in words and formatted numbers, in one language.

Pages, panels and documents all show these values, so that no number is ever shown without its
kind, its method and its uncertainty.
"""

import math
from collections.abc import Mapping
from itertools import islice
from typing import Any, cast
from weakref import WeakKeyDictionary

import geopandas as gpd

from geo.fields.other import OtherValue
from geo.geodesy.neighbours import add_uncertainties_m, find_neighbours
from geo.measured import Measured
from geo.rows import get_row, get_rows
from geo.zone import Zone
from maps import formatting
from maps.content import measures, vocabulary
from maps.content.method import describe_assumed_size, explain_missing_bearings
from maps.content.models import (
    Fact,
    LocalizedText,
    MeasuredRow,
    PartLink,
    PartView,
    PlaceDistance,
)
from maps.i18n import get_language, get_translator, iter_localized, localize_field

# Views by part and language, of zones with few parts. Weak, so that a zone that was reloaded takes
# its views with it.
_KEPT: WeakKeyDictionary[Measured, dict[tuple[str, str], PartView]] = WeakKeyDictionary()


def localize_text(row: Mapping[str, Any], field: str, lang: str) -> LocalizedText | None:
    """Return a feature's text in `lang`, else in another language, else None."""
    text, found = localize_field(row, field, lang)
    return LocalizedText(text, get_language(found).html_lang) if text else None


def localize_part_name(row: Mapping[str, Any], lang: str) -> LocalizedText:
    """Return a feature's name; without one its id, which is in no language (`und`)."""
    return localize_text(row, "name", lang) or LocalizedText(str(row["id"]), "und")


def localize_second_name(row: Mapping[str, Any], lang: str) -> LocalizedText | None:
    """Return a feature's second name, from the next language that it has one in, or None."""
    others = islice(iter_localized(row, "name", lang), 1, None)
    return next((LocalizedText(text, get_language(code).html_lang) for text, code in others), None)


def localize_zone_name(zone: Zone, lang: str) -> LocalizedText:
    """Return the zone's name in `lang`, else in another language."""
    return localize_text(zone.facts, "name", lang) or LocalizedText("", "und")


def link_part(zone: Zone, part_id: str, lang: str, remark: str = "") -> PartLink:
    """Return a link to a part.

    Raises
    ------
    KeyError
        When the zone has no such part.
    """
    return PartLink(part_id, localize_part_name(get_row(zone.parts, part_id), lang), remark)


def get_part_view(measured: Measured, part_id: str, lang: str) -> PartView:
    """Return everything that is said of one part, in `lang`.

    Raises
    ------
    UnknownIdError
        When the zone has no such part.
    """
    kept = _KEPT.setdefault(measured, {})
    known = kept.get((part_id, lang))
    if known:
        return known
    view = _make_part_view(measured, part_id, lang)
    if measured.are_few:
        kept[part_id, lang] = view
    return view


def _make_part_view(measured: Measured, part_id: str, lang: str) -> PartView:
    zone = measured.zone
    row: Mapping[str, Any] = zone.part(part_id)
    areas = _get_measures(measured, part_id)
    value, area_kind = measures.headline_area(areas, lang)
    return PartView(
        id=part_id,
        name=localize_part_name(row, lang),
        other_name=localize_second_name(row, lang),
        kind=row["kind"],
        kind_label=vocabulary.kind_label(row["kind"], lang),
        placement=row["placement"],
        placement_label=vocabulary.placement_label(row["placement"], lang),
        placement_note=vocabulary.placement_note(row["placement"], lang),
        area=value,
        area_kind=area_kind,
        facts=_make_facts(measured, part_id, lang),
        method=_describe_method(areas, lang),
        distances=[
            _make_place_distance(zone.places, each, lang)
            for each in get_rows(measured.distances_of(part_id))
        ],
        parent=link_part(zone, row["parent"], lang) if row["parent"] else None,
        children=[link_part(zone, each, lang) for each in zone.children(part_id)],
        neighbours=_link_neighbours(zone, part_id, lang),
        industries=_localize_industries(row, lang),
        note=localize_text(row, "note", lang),
        sources=[zone.sources[key] for key in row["sources"] if key in zone.sources],
        station=_find_station(measured, part_id, lang),
        outside_centroid=_find_outside_centroid(measured, part_id),
        distance_note=get_language(lang).sentence_separator.join(
            filter(
                None,
                (
                    describe_assumed_size(measured.areas.loc[[part_id]], lang),
                    explain_missing_bearings(measured.centre_of(part_id).y, lang),
                ),
            )
        ),
        other=_list_other(row["other"] or {}, lang),
    )


def _link_neighbours(zone: Zone, part_id: str, lang: str) -> list[PartLink]:
    gaps_m = find_neighbours(zone.parts, part_id)
    uncertainties_m = add_uncertainties_m(zone.parts, part_id, gaps_m.index)
    return [
        link_part(zone, str(key), lang, measures.join_uncertainty(gap_m, uncertainty_m, lang))
        for key, gap_m, uncertainty_m in zip(gaps_m.index, gaps_m, uncertainties_m, strict=True)
    ]


def _get_measures(measured: Measured, part_id: str) -> MeasuredRow:
    return cast("MeasuredRow", get_row(measured.areas, part_id))


def _make_facts(measured: Measured, part_id: str, lang: str) -> list[Fact]:
    _ = get_translator(lang)
    areas, at = _get_measures(measured, part_id), measured.centre_of(part_id)
    published, basis = areas["published_area_km2"], areas["area_basis"]
    units = formatting.areas(areas["area_m2"], lang, assumed=basis == "assumed")
    kind = _("of the drawing") if areas["placement"] == "schematic" else _("measured")
    uncertainty_m = areas["position_uncertainty_m"]
    return [
        Fact(
            _("Published area"),
            _("none published")
            if math.isnan(published)
            else formatting.published_area(published, lang),
            key="published_area_km2",
        ),
        Fact(_("Measured area"), units[0], measures.UNIT_SEPARATOR.join(units[1:]), "area_m2"),
        Fact(
            _("Area basis"),
            vocabulary.area_basis_label(basis, lang),
            vocabulary.area_basis_note(basis, lang),
        ),
        Fact(
            _("Difference"),
            measures.describe_difference(areas, lang),
            _("measured − published"),
        ),
        Fact(_("Perimeter"), measures.describe_perimeter(areas, lang), kind),
        Fact(
            _("Compactness"),
            formatting.ratio(areas["compactness"], lang),
            get_language(lang).clause_separator.join((kind, _("Polsby–Popper; a circle is 1"))),
        ),
        Fact(
            _("Centroid"),
            formatting.coordinates(at.y, at.x, uncertainty_m=uncertainty_m),
            _("latitude, longitude (WGS 84); lies outside the part")
            if measured.is_centre_outside(part_id)
            else _("latitude, longitude (WGS 84)"),
        ),
        Fact(_("Position"), formatting.uncertainty(uncertainty_m, lang), _("uncertainty")),
    ]


def _describe_method(areas: MeasuredRow, lang: str) -> str:
    _ = get_translator(lang)
    method = _("Areas and lengths are geodesic, on the WGS 84 ellipsoid.")
    if areas["placement"] != "schematic":
        return method
    if areas["area_basis"] == "published":
        drawn = _("This outline was drawn to its published area, so the agreement proves nothing.")
    elif math.isnan(areas["published_area_km2"]):
        drawn = _("This outline was drawn to an assumed area, because none has been published.")
    else:
        drawn = _("This outline was drawn to another area than the published one.")
    return get_language(lang).sentence_separator.join((method, drawn))


def _make_place_distance(
    places: gpd.GeoDataFrame, row: Mapping[str, Any], lang: str
) -> PlaceDistance:
    place = places.loc[row["place"]]
    return PlaceDistance(
        place=localize_part_name(place, lang),
        kind=vocabulary.kind_label(place["kind"], lang),
        from_edge=measures.describe_edge_distance(row, lang),
        from_centre=measures.describe_centre_distance(row, lang),
        centre_with_uncertainty=measures.join_uncertainty(
            row["centre_distance_m"], row["position_uncertainty_m"], lang
        ),
        bearing=measures.describe_bearing(row, lang),
        bearing_deg=row["bearing_deg"],
        uncertainty=formatting.uncertainty(row["position_uncertainty_m"], lang),
    )


def _find_station(measured: Measured, part_id: str, lang: str) -> PlaceDistance | None:
    row = measured.nearest_station(part_id)
    return None if row is None else _make_place_distance(measured.zone.stations, row, lang)


def _find_outside_centroid(measured: Measured, part_id: str) -> tuple[float, float] | None:
    at = measured.centre_of(part_id)
    return (at.y, at.x) if measured.is_centre_outside(part_id) else None


def _list_other(other: Mapping[str, OtherValue], lang: str) -> list[Fact]:
    _ = get_translator(lang)
    words = {True: _("yes"), False: _("no")}
    return [
        Fact(name, words[value] if isinstance(value, bool) else str(value))
        for name, value in other.items()
    ]


def _localize_industries(row: Mapping[str, Any], lang: str) -> list[LocalizedText]:
    found, used = localize_field(row, "industries", lang)
    return [LocalizedText(each, get_language(used).html_lang) for each in found]
