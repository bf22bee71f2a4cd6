"""What is said of a part, in words and formatted numbers, in one language.

Pages, panels and documents all show these values, so that no number is ever shown without its
kind, its method and its uncertainty.
"""

import math
from collections.abc import Mapping
from typing import Any, cast
from weakref import WeakKeyDictionary

from geo.fields.other import OtherValue
from geo.geodesy.assumed_size import shift_edge_m
from geo.measured import Measured, PartMeasures
from geo.rows import Rows
from geo.zone import Zone
from maps import formatting
from maps.content import measures, vocabulary
from maps.content.method import describe_edge_shift, explain_missing_bearings
from maps.content.models import (
    Fact,
    LocalizedText,
    MeasuredRow,
    PartLink,
    PartView,
    PlaceDistance,
)
from maps.content.roads.table import make_road_table
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
    """Return a feature's second name, from the next language that it has one in, or None.

    Chinese names, which signs and plans have, need no other one beside them.
    """
    first, *others = [*iter_localized(row, "name", lang), ("", "")]
    if first[1] == lang and get_language(lang).is_east_asian:
        return None
    return next(
        (LocalizedText(text, get_language(code).html_lang) for text, code in others if text), None
    )


def localize_zone_name(zone: Zone, lang: str) -> LocalizedText:
    """Return the zone's name in `lang`, else in another language."""
    return localize_text(zone.facts, "name", lang) or LocalizedText("", "und")


def link_part(zone: Zone, part_id: str, lang: str, remark: str = "") -> PartLink:
    """Return a link to a part.

    Raises
    ------
    UnknownIdError
        When the zone has no such part.
    """
    return PartLink(part_id, localize_part_name(zone.part(part_id), lang), remark)


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
    zone, found = measured.zone, measured.of_part(part_id)
    row, areas = zone.part(part_id), cast("MeasuredRow", found.areas)
    value, area_kind = measures.headline_area(areas, lang)
    at = (found.centre.y, found.centre.x)
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
        area_kind=measures.UNIT_SEPARATOR.join(
            filter(None, (area_kind, measures.describe_mu(areas, lang)))
        ),
        facts=_make_facts(found, lang),
        method=_describe_method(areas, lang),
        distances=[_make_place_distance(zone.place_rows, each, lang) for each in found.distances],
        parent=link_part(zone, row["parent"], lang) if row["parent"] else None,
        children=[link_part(zone, each, lang) for each in zone.children(part_id)],
        neighbours=_link_neighbours(zone, found, lang),
        industries=_localize_industries(row, lang),
        note=localize_text(row, "note", lang),
        sources=[zone.sources[key] for key in row["sources"] if key in zone.sources],
        stations=[_make_place_distance(zone.station_rows, each, lang) for each in found.stations],
        outside_centroid=at if found.is_centre_outside else None,
        distance_note=_note_distances(found, lang),
        other=_list_other(row["other"] or {}, lang),
        roads=make_road_table(measured, part_id, lang),
    )


def _link_neighbours(zone: Zone, found: PartMeasures, lang: str) -> list[PartLink]:
    return [
        link_part(zone, key, lang, measures.join_uncertainty(gap_m, uncertainty_m, lang))
        for key, gap_m, uncertainty_m in found.neighbours
    ]


def _note_distances(found: PartMeasures, lang: str) -> str:
    """Return what the uncertainty of the distances leaves out, and why they have no bearings."""
    is_assumed = found.areas["area_basis"] == "assumed"
    shift_m = shift_edge_m(found.areas["area_m2"]) if is_assumed else math.nan
    notes = describe_edge_shift(shift_m, lang), explain_missing_bearings(found.centre.y, lang)
    return get_language(lang).sentence_separator.join(filter(None, notes))


def _make_facts(found: PartMeasures, lang: str) -> list[Fact]:
    _ = get_translator(lang)
    areas, at = cast("MeasuredRow", found.areas), found.centre
    published, basis = areas["published_area_km2"], areas["area_basis"]
    units = formatting.areas(areas["area_m2"], lang, assumed=basis == "assumed")
    kind = measures.remark_on_drawing(areas, lang) or _("measured")
    uncertainty_m = areas["position_uncertainty_m"]
    is_plot = measures.is_stated_by_file(areas)
    return [
        Fact(
            _("Area stated in the file") if is_plot else _("Published area"),
            _("none published")
            if math.isnan(published)
            else formatting.published_area(published, lang),
            "" if math.isnan(published) else measures.describe_mu(areas, lang),
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
            _("measured − stated") if is_plot else _("measured − published"),
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
            if found.is_centre_outside
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


def _make_place_distance(places: Rows, row: Mapping[str, Any], lang: str) -> PlaceDistance:
    place = places[row["place"]]
    return PlaceDistance(
        place=localize_part_name(place, lang),
        kind=vocabulary.kind_label(place["kind"], lang),
        from_edge=measures.describe_edge_distance(row, lang),
        from_centre=measures.describe_centre_distance(row, lang),
        edge_with_uncertainty=measures.join_uncertainty(
            row["distance_m"], row["position_uncertainty_m"], lang
        ),
        bearing=measures.describe_bearing(row, lang),
        bearing_deg=row["bearing_deg"],
        uncertainty=formatting.uncertainty(row["position_uncertainty_m"], lang),
        edge_uncertainty=measures.describe_uncertainty(
            row["distance_m"], row["position_uncertainty_m"], lang
        ),
    )


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
