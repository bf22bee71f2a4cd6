"""Services beyond the standard: areas, distances, and one location."""

from flask import request

from geo.arrays import Json
from geo.roads.rows import make_road_rows
from maps.content.roads.conditions import credit_roads, describe_conditions
from webapp.api.documents import build_provenance
from webapp.api.query import parse_number
from webapp.api.responses import Catalogue
from webapp.api.services.locations import (
    build_locations,
    describe_certainty,
    judge_location,
    read_accuracy,
)
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.query import check_parameters, read_datum, read_distances
from webapp.serialize import table_rows


def build_areas(catalogue: Catalogue) -> Json:
    """Return each part's published and measured area."""
    check_parameters(())
    return {
        "provenance": build_provenance(catalogue),
        "areas": table_rows(catalogue.measured.areas),
    }


def build_distances(catalogue: Catalogue) -> Json:
    """Return the straight-line distances, all or those of one part or place."""
    check_parameters(("part", "place"))
    return {
        "provenance": build_provenance(catalogue),
        "kind": _("straight-line (geodesic on WGS 84), not a road or rail distance"),
        "distances": table_rows(read_distances(catalogue.measured)),
        **_describe_roads(catalogue),
    }


def _describe_roads(catalogue: Catalogue) -> Json:
    """Return the figures by road of the same parts and places; nothing where there are none."""
    roads = catalogue.measured.zone.roads
    rows = make_road_rows(roads, part=request.args.get("part"), place=request.args.get("place"))
    if roads is None or not rows:
        return {}
    about = {
        "conditions": describe_conditions(roads, lang()),
        "credit": credit_roads(roads, lang()),
        "vehicles": {key: dict(options) for key, options in roads.vehicles.items()},
        "rows": rows,
    }
    return {"roads": about}


def locate_point(catalogue: Catalogue) -> Json:
    """Return where the point `lon`, `lat` lies, and how sure that is.

    Raises
    ------
    InputError
        When a parameter is missing or can't be used.
    """
    check_parameters(("lon", "lat", "datum", "accuracy_m"))
    lon, lat = (
        [parse_number(name, request.args.get(name, ""), low=-limit, high=limit)]
        for name, limit in (("lon", 180), ("lat", 90))
    )
    index, datum, accuracy_m = catalogue.measured.index, read_datum(), read_accuracy()
    found = build_locations(index, lon, lat, datum)[0]
    certainty = describe_certainty(found, catalogue.measured.zone.parts)
    if accuracy_m:
        judged = judge_location(index, lon[0], lat[0], datum, accuracy_m)
        found, certainty = found | judged.changes, judged.certainty
    return {
        "provenance": build_provenance(catalogue),
        "kind": _("straight-line (geodesic on WGS 84), not a road or rail distance"),
        "location": found,
        "certainty": certainty,
        "accuracy_m": accuracy_m,
    }
