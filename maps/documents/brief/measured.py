"""The measured fields of a brief: where a site lies, and how large it is."""

import math
import re

import numpy as np

from geo.geodesy.area import shape_areas_m2
from geo.geodesy.datum import convert_datum
from geo.lookup.accuracy import list_doubted_parts
from geo.lookup.uncertainty import judge_shapes
from maps import formatting
from maps.content import measures, vocabulary
from maps.content.candidates import add_candidates
from maps.content.models import PartView
from maps.content.part import get_part_view, link_part, localize_part_name
from maps.content.plot_place import describe_plot_place
from maps.content.point import PointView, make_point_view
from maps.documents.brief.model import BriefField
from maps.documents.brief.site import Site
from maps.documents.brief.stated import make_missing_field
from maps.i18n import get_language, get_translator
from maps.numerals import format_number

_DECIMALS = 6
_DATUM_STEP_M = 50.0  # WGS 84 and GCJ-02 are some 500 m apart
_SENTENCE_END = re.compile(r"(?<=[.!?]\s)(?=[^\W\d_a-z]|[“\"(])|(?<=。)")
_AREA = re.compile(
    r"\d[\d.,]*\s*(?:[余多]?(?:万|平方)?(?:公里|千米|公顷|米|亩)|(?:km²|m²|ha|mu)\b|[km]?m²)"
)


def make_identity_fields(site: Site, lang: str) -> list[BriefField]:
    """Return what a site is, where it lies, and as of when."""
    _ = get_translator(lang)
    zone = site.measured.zone
    point = make_point_view(zone, site.at, lang)
    kinds = {"part": _("Part"), "plot": _("Plot"), "point": _("Point")}
    kind = kinds[site.kind]
    if site.kind == "part":
        kind += get_language(lang).bracket(vocabulary.kind_label(zone.part(site.id)["kind"], lang))
    as_of = _find_date(site)
    dated = _("Data as of") if site.kind == "part" else _("Zone data as of")
    county = point.county.text if point.county else _("outside the counties shown")
    if point.county_note:
        county += get_language(lang).bracket(point.county_note)
    return [
        BriefField("kind", _("Kind"), kind, site.kind),
        *_make_id_fields(site, lang),
        _make_place_field(site, point, lang),
        BriefField("county", _("County or district"), county, site.at.county),
        *_make_industry_fields(site, lang),
        *_make_coordinate_fields(site, lang),
        BriefField("data_as_of", dated, as_of, as_of)
        if as_of
        else make_missing_field("data_as_of", dated, lang),
    ]


def _find_date(site: Site) -> str:
    own = site.measured.zone.part(site.id)["as_of"] if site.kind == "part" else None
    return str(own or site.measured.zone.facts["as_of"] or "")


def _make_id_fields(site: Site, lang: str) -> list[BriefField]:
    _ = get_translator(lang)
    return [BriefField("id", _("ID"), site.id, site.id)] if site.id else []


def _make_industry_fields(site: Site, lang: str) -> list[BriefField]:
    """Return the industries that a part's data name; nothing where they name none."""
    if site.kind != "part":
        return []
    found = get_part_view(site.measured, site.id, lang).industries
    names = [each.text for each in found]
    text = get_language(lang).list_separator.join(names)
    label = get_translator(lang)("Industries")
    return [BriefField("industries", label, text, text)] if names else []


def _make_place_field(site: Site, point: PointView, lang: str) -> BriefField:
    """Return in which parts a site lies, and how sure that is."""
    _, language, zone = get_translator(lang), get_language(lang), site.measured.zone
    ids, inside = list(site.at.parts), (site.at.longitude, site.at.latitude)
    if site.kind == "part":
        parent = site.measured.zone.part(site.id)["parent"]
        text = link_part(site.measured.zone, parent, lang).name.text if parent else "–"
        return BriefField("lies_in", _("Lies in"), text, parent)
    if site.kind == "plot":
        place = describe_plot_place(site.measured, site.shape, lang)
        value = "; ".join(place.parts) or None
        return BriefField("lies_in", _("Lies in"), place.text, value, kind=place.verdict_label)
    text = language.list_separator.join(each.name.text for each in point.parts)
    if not ids:
        near = localize_part_name(
            {"id": site.at.edge_part, **site.measured.zone.part(site.at.edge_part)}, lang
        ).text
        distance = formatting.distance(
            site.at.edge_distance_m, lang, uncertainty_m=site.at.edge_uncertainty_m
        )
        text = _("outside all parts, nearest as drawn %(part)s (%(distance)s)") % {
            "part": near,
            "distance": distance,
        }
        rivals = list_doubted_parts(zone.outlines, *inside) if site.at.verdict == "possible" else []
        text = add_candidates(text, zone, rivals, lang, is_plot=False)
    sure = vocabulary.verdict_label(judge_site(site), lang)
    return BriefField("lies_in", _("Lies in"), text, "; ".join(ids) or None, kind=sure)


def judge_site(site: Site) -> str:
    """Return how sure it is in which part a point or a plot lies, one of `VERDICTS`."""
    if site.kind == "point":
        return site.at.verdict
    shapes = np.array([site.shape], dtype=object)
    return str(judge_shapes(site.measured.index.bands, shapes)[0])


def _make_coordinate_fields(site: Site, lang: str) -> list[BriefField]:
    """Return a point inside in both datums, with the decimals in which these differ, or more.

    That of a part has no more: the outline may lie kilometres off.
    """
    _ = get_translator(lang)
    here = np.array([[site.at.longitude, site.at.latitude]])
    shown_m = None
    if site.kind == "part":
        uncertainty_m = site.measured.zone.part(site.id)["position_uncertainty_m"]
        shown_m = uncertainty_m if uncertainty_m < _DATUM_STEP_M else _DATUM_STEP_M
    fields = []
    for field, label, datum in (
        ("wgs84", _("Point inside, WGS 84"), "wgs84"),
        ("gcj02", _("Point inside, GCJ-02"), "gcj02"),
    ):
        lon, lat = convert_datum(here, source="wgs84", target=datum)[0].tolist()
        text = f"{lat:.{_DECIMALS}f}, {lon:.{_DECIMALS}f}"
        if site.kind == "part":
            text = formatting.coordinates(lat, lon, uncertainty_m=shown_m)
        fields.append(BriefField(f"inside_point_{field}", label, text, text))
    return fields


def make_precision_fields(site: Site, lang: str) -> list[BriefField]:
    """Return how the outline came about, and how far off it may be."""
    _ = get_translator(lang)
    row = site.measured.zone.part(site.id if site.kind == "part" else site.at.nearest_part)
    uncertainty_m = row["position_uncertainty_m"]
    known = None if math.isnan(uncertainty_m) else uncertainty_m
    kind = _name_whose(site, lang)
    return [
        BriefField(
            "placement",
            _("Boundary type"),
            vocabulary.placement_label(row["placement"], lang),
            row["placement"],
            kind=kind,
        ),
        BriefField(
            "position_uncertainty_m",
            _("Position uncertainty"),
            formatting.uncertainty(uncertainty_m, lang),
            known,
            "m",
            kind=kind,
            is_stated=known is not None,
        ),
    ]


def _name_whose(site: Site, lang: str) -> str:
    """Return of which part a position is told, where a site isn't one itself."""
    _ = get_translator(lang)
    if site.kind == "part":
        return ""
    if site.at.parts:
        return _("of the part")
    near = link_part(site.measured.zone, site.at.nearest_part, lang).name.text
    return _("of the nearest part, %(part)s") % {"part": near}


def make_size_fields(site: Site, lang: str) -> list[BriefField]:
    """Return the areas, published and measured; of a point that it has none."""
    _ = get_translator(lang)
    if site.kind == "point":
        return [BriefField("area_m2", _("Measured area"), _("none, a point"), is_stated=False)]
    if site.kind == "plot":
        said = [BriefField("warning", _("Warnings"), each, each) for each in site.remarks]
        return [_make_plot_area(site, lang), *said]
    areas = site.measured.of_part(site.id).areas
    view = get_part_view(site.measured, site.id, lang)
    facts = {fact.key: fact for fact in view.facts}
    published, measured = facts["published_area_km2"], facts["area_m2"]
    is_missing = measures.is_missing(areas["published_area_km2"])
    return [
        BriefField(
            "published_area_km2",
            published.label,
            _("Not stated") if is_missing else published.value,
            None if is_missing else areas["published_area_km2"],
            "km²",
            is_stated=not is_missing,
        ),
        BriefField(
            "area_m2",
            measured.label,
            measures.UNIT_SEPARATOR.join(filter(None, (measured.value, measured.kind))),
            round(areas["area_m2"], 2),
            "m²",
            kind=vocabulary.area_basis_note(areas["area_basis"], lang),
        ),
        *_make_note_fields(view, lang),
    ]


def _make_note_fields(view: PartView, lang: str) -> list[BriefField]:
    """Return what the note of a part says of areas: there data tell which of them disagree."""
    said = pick_area_sentences(view.note.text) if view.note else ""
    return [BriefField("note", get_translator(lang)("Note"), said, said)] if said else []


def pick_area_sentences(note: str) -> str:
    """Return the sentences of a note, in any language, that tell two areas or more.

    >>> pick_area_sentences("Drawn to 3 km². Its text says “1,000 mu” (0.67 km²). It is inferred.")
    'Its text says “1,000 mu” (0.67 km²).'
    >>> pick_area_sentences("按 3 平方公里绘制。又称“1000余亩”（约 0.67 平方公里）。推定。")
    '又称“1000余亩”（约 0.67 平方公里）。'
    """
    return "".join(
        each for each in _SENTENCE_END.split(note) if len(_AREA.findall(each)) > 1
    ).strip()


def _make_plot_area(site: Site, lang: str) -> BriefField:
    _ = get_translator(lang)
    (area_m2,) = shape_areas_m2(np.array([site.shape], dtype=object)).tolist()
    text = measures.UNIT_SEPARATOR.join(
        (
            f"{format_number(area_m2, lang, digits=0)} m²",
            f"{format_number(area_m2 / 1e4, lang, digits=2)} ha",
            formatting.mu(area_m2, lang),
        )
    )
    return BriefField(
        "area_m2", _("Measured area"), text, round(area_m2, 2), "m²", kind=_("of the drawing")
    )
