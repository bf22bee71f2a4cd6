"""The measured ways of a brief: straight to each reference place, and by road where computed."""

from geo.geodesy.nearest_place import find_nearest_place
from geo.roads.model import RoadFigure
from maps.content import measures
from maps.content.part import localize_part_name
from maps.content.roads.conditions import credit_roads
from maps.content.roads.table import describe_figure, localize_place
from maps.documents.brief.model import BriefField
from maps.documents.brief.site import Site
from maps.figure.typography import clean_text
from maps.i18n import get_language, get_translator


def make_distance_fields(site: Site, lang: str) -> list[BriefField]:
    """Return how far each reference place is, straight; from a part its nearest edge."""
    _, zone = get_translator(lang), site.measured.zone
    starts = {
        "part": _("straight, nearest edge"),
        "plot": _("straight, point inside"),
        "point": _("straight, from the point"),
    }
    rows = (
        [(r["place"], r["distance_m"], r["position_uncertainty_m"]) for r in
         site.measured.of_part(site.id).distances]
        if site.kind == "part"
        else [(r.place, r.distance_m, r.position_uncertainty_m) for r in site.at.places]
    )  # fmt: skip
    names = {key: localize_part_name({**row, "id": key}, lang).text
             for key, row in zone.place_rows.items()}  # fmt: skip
    station = _find_station(site)
    if station is not None:
        rows.append(station)
        row = {**zone.station_rows[station[0]], "id": station[0]}
        names[station[0]] = localize_part_name(row, lang).text + get_language(lang).bracket(
            _("Nearest station")
        )
    rows.sort(key=lambda row: row[1])
    return [
        BriefField(
            f"straight_m:{place}",
            names[place],
            measures.join_uncertainty(distance_m, uncertainty_m, lang),
            round(distance_m, 1),
            "m",
            kind=starts[site.kind],
        )
        for place, distance_m, uncertainty_m in rows
    ]


def _find_station(site: Site) -> tuple[str, float, float] | None:
    """Return the nearest railway station, how far it is and how uncertain that is, in metres.

    It is measured from where the places are measured from; None where none are known.
    """
    stations = site.measured.zone.stations
    if site.kind == "part":
        near = site.measured.of_part(site.id).stations[:1]
        found = [(r["place"], r["distance_m"], r["position_uncertainty_m"]) for r in near]
        return found[0] if found else None
    if stations.empty:
        return None
    key, distance_m = find_nearest_place(stations, site.at.longitude, site.at.latitude)
    return key, distance_m, float(site.measured.zone.station_rows[key]["position_uncertainty_m"])


def make_road_fields(site: Site, lang: str) -> list[BriefField]:
    """Return the ways by road of the first vehicle to each place, or that none were computed."""
    _ = get_translator(lang)
    roads = site.measured.zone.roads
    found: list[RoadFigure] = []
    if site.kind == "part" and roads is not None and roads.is_current:
        vehicle = next(iter(roads.vehicles), "")
        found = [
            each
            for each in roads.of_part(site.id)
            if (each.vehicle, each.direction) == (vehicle, "to")
        ]
    if roads is None or not found:
        return [BriefField("road", _("By road"), _("not computed"), is_stated=False)]
    fields, credited = [], clean_text(credit_roads(roads, lang))
    for each in found:
        cell = describe_figure(roads, each, lang)
        said = get_language(lang).clause_separator.join((cell.text, *cell.remarks))
        is_found = each.status == "found"
        fields.append(
            BriefField(
                f"road_m:{each.place}",
                localize_place(site.measured, each.place, lang).text,
                said,
                round(each.least_m, 1) if is_found else None,
                "m" if is_found else "",
                kind=_("by road"),
                source=credited if is_found else "",
                is_stated=is_found,
            )
        )
    return fields
