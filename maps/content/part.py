"""What is said of a zone and its parts, in words and formatted numbers, in one language.

Pages, panels and documents show these values and add nothing to them, so that a number never
stands anywhere without its kind, its method and its uncertainty.
"""

import math
from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from geo.geodesy.neighbours import neighbours
from geo.measured import Measured
from geo.rows import row_of, rows_of
from geo.zone import Zone
from maps import formatting
from maps.content import vocabulary
from maps.content.models import Fact, Link, PartView, Reach, Words
from maps.i18n import HTML_LANG, OTHER, gettext, own_text

# The panels made so far of a few parts, by part and language; gone with their zone.
_KEPT: WeakKeyDictionary[Measured, dict[tuple[str, str], PartView]] = WeakKeyDictionary()


def words(row: Mapping[str, Any], field: str, lang: str) -> Words | None:
    """Return a feature's text in `lang`, else in the other language, else None."""
    text, found = own_text(row, field, lang)
    return Words(text, HTML_LANG[found]) if text else None


def part_words(row: Mapping[str, Any], lang: str) -> Words:
    """Return a part's or place's name, else its id."""
    return words(row, "name", lang) or Words(str(row["id"]), "und")


def _other_name(row: Mapping[str, Any], lang: str) -> Words | None:
    if not all(row[f"name{suffix}"] for suffix in ("", "_zh")):
        return None
    return words(row, "name", OTHER[lang])


def zone_words(zone: Zone, lang: str) -> Words:
    """Return the zone's name."""
    return words(zone.facts, "name", lang) or Words("", "und")


def link(zone: Zone, part_id: str, lang: str, remark: str = "") -> Link:
    """Return a part's name to be linked."""
    return Link(part_id, part_words(row_of(zone.parts, part_id), lang), remark)


def part_view(measured: Measured, part_id: str, lang: str) -> PartView:
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
    view = _part_view(measured, part_id, lang)
    if measured.are_few:
        kept[part_id, lang] = view
    return view


def _part_view(measured: Measured, part_id: str, lang: str) -> PartView:
    zone = measured.zone
    row, areas = zone.part(part_id), row_of(measured.areas, part_id)
    value, area_kind = headline_area(areas, lang)
    near = neighbours(zone.parts, part_id)
    return PartView(
        id=part_id,
        name=part_words(row, lang),
        other_name=_other_name(row, lang),
        kind=row["kind"],
        kind_label=vocabulary.kind_label(row["kind"], lang),
        placement=row["placement"],
        placement_label=vocabulary.placement_label(row["placement"], lang),
        placement_note=vocabulary.placement_note(row["placement"], lang),
        area=value,
        area_kind=area_kind,
        facts=_facts(measured, part_id, lang),
        method=_method(areas, lang),
        reaches=[_reach(zone, each, lang) for each in rows_of(measured.distances_of(part_id))],
        parent=link(zone, row["parent"], lang) if row["parent"] else None,
        children=[link(zone, each, lang) for each in zone.children(part_id)],
        neighbours=[
            link(zone, str(k), lang, formatting.distance(m, lang)) for k, m in near.items()
        ],
        industries=_industries(row, lang),
        note=words(row, "note", lang),
        sources=[zone.sources[key] for key in row["sources"] if key in zone.sources],
    )


def headline_area(areas: Mapping[str, Any], lang: str) -> tuple[str, str]:
    """Return the one area to name a part by, and its kind: published if there is one."""
    _ = gettext(lang)
    if not math.isnan(areas["published_area_km2"]):
        return formatting.published_area(areas["published_area_km2"], lang), _("published")
    value = formatting.area(areas["area_m2"], lang)
    if areas["placement"] == "schematic":
        return value, _("measured, schematic")
    return value, _("measured")


def _facts(measured: Measured, part_id: str, lang: str) -> list[Fact]:
    _ = gettext(lang)
    areas, at = row_of(measured.areas, part_id), measured.centre_of(part_id)
    size, published = areas["area_m2"], areas["published_area_km2"]
    return [
        Fact(
            _("Published area"),
            _("none published")
            if math.isnan(published)
            else formatting.published_area(published, lang),
        ),
        Fact(
            _("Measured area"),
            formatting.area(size, lang),
            f"{formatting.hectares(size, lang)} · {formatting.mu(size, lang)}",
        ),
        Fact(
            _("Difference"),
            formatting.percent(areas["difference_percent"], lang),
            _("measured − published"),
        ),
        Fact(_("Perimeter"), formatting.distance(areas["perimeter_m"], lang), _("measured")),
        Fact(
            _("Compactness"),
            formatting.ratio(areas["compactness"], lang),
            _("Polsby–Popper; a circle is 1"),
        ),
        Fact(_("Centre"), f"{at.y:.4f}, {at.x:.4f}", _("latitude, longitude (WGS 84)")),
        Fact(
            _("Position"),
            formatting.uncertainty(areas["position_uncertainty_m"], lang),
            _("uncertainty"),
        ),
    ]


def _method(areas: Mapping[str, Any], lang: str) -> str:
    _ = gettext(lang)
    method = _("Areas and lengths are geodesic, on the WGS 84 ellipsoid.")
    if areas["placement"] != "schematic":
        return method
    drawn = (
        _("This outline was drawn to an assumed area, because none has been published.")
        if math.isnan(areas["published_area_km2"])
        else _("This outline was drawn to its published area, so the agreement proves nothing.")
    )
    return f"{method} {drawn}"


def _reach(zone: Zone, row: Mapping[str, Any], lang: str) -> Reach:
    place = zone.places.loc[row["place"]]
    return Reach(
        place=part_words(place, lang),
        kind=vocabulary.kind_label(place["kind"], lang),
        from_edge=formatting.distance(row["distance_m"], lang),
        from_centre=formatting.distance(row["centre_distance_m"], lang),
        bearing=formatting.bearing(row["bearing_deg"], lang),
        bearing_deg=row["bearing_deg"],
        uncertainty=formatting.uncertainty(row["position_uncertainty_m"], lang),
    )


def _industries(row: Mapping[str, Any], lang: str) -> list[Words]:
    found, used = own_text(row, "industries", lang)
    return [Words(each, HTML_LANG[used]) for each in found]
