"""The tables of areas and distances; what others send is measured in `polygons`."""

from flask import request

from geo.arrays import Json
from geo.roads.rows import make_road_rows
from maps.content.roads.conditions import credit_roads, describe_conditions
from webapp.api.documents import build_provenance
from webapp.api.responses import Catalogue
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.http.query import check_parameters, read_distances
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
