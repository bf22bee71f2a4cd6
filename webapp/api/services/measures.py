"""Services beyond the standard: areas, distances, one location, and a polygon's measures."""

import json
from typing import Any, NoReturn

import geopandas as gpd
import shapely
from flask import request
from shapely.geometry.base import BaseGeometry as Geometry
from werkzeug.exceptions import UnsupportedMediaType

from geo import schema
from geo.arrays import Json
from geo.errors import N_, InputError, Phrase
from geo.geodesy.area import area_m2, compactness, perimeter_m
from geo.geodesy.centroid import find_centroids, find_outside
from geo.io import geojson
from geo.io.reasons import describe_json_fault, describe_json_kind
from geo.lookup.overlap import make_overlap_table
from geo.measured import Measured
from geo.reading.plain_geometry import simplify_geometry
from geo.rows import none_if_nan
from webapp.api.documents import build_provenance
from webapp.api.query import check_parameters, parse_number
from webapp.api.responses import GEOJSON, Catalogue
from webapp.api.services.locations import (
    build_locations,
    describe_certainty,
    judge_location,
    read_accuracy,
)
from webapp.http.language import gettext as _
from webapp.http.query import read_datum, read_distances
from webapp.serialize import DECIMALS, table_rows

MAX_VERTICES = 200_000


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
    }


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


def measure_polygon(catalogue: Catalogue) -> Json:
    """Return area, perimeter and overlaps of the polygon in the request's body.

    Raises
    ------
    InputError
        When the body is no GeoJSON polygon that can be measured.
    UnsupportedMediaType
        When it is not said to be GeoJSON.
    """
    check_parameters((), common=("lang",))
    shapes = _read_polygon(request.get_data())
    area, perimeter = area_m2(shapes)[0], perimeter_m(shapes)[0]
    at = find_centroids(shapes)
    return {
        "provenance": build_provenance(catalogue),
        "area_m2": _round_measure("area_m2", area),
        "perimeter_m": _round_measure("perimeter_m", perimeter),
        "compactness": _round_measure("compactness", compactness(shapes)[0]),
        "centre": [round(at.x[0], 7), round(at.y[0], 7)],
        "centroid_outside": bool(find_outside(shapes, at)[0]),
        "overlaps": _measure_overlaps(catalogue.measured, shapes[0], area),
    }


def _round_measure(name: str, value: float) -> float:
    return round(float(value), DECIMALS[name])


def _measure_overlaps(measured: Measured, shape: Geometry, area: float) -> list[Json]:
    """Return the overlap with each part that shares area with the shape, in file order."""
    table = make_overlap_table(measured.index, shape, area_m2=area)
    return [
        {
            "id": str(part_id),
            "overlap_area_m2": _round_measure("area_m2", row["overlap_area_m2"]),
            "percent_of_polygon": round(float(row["percent_of_polygon"]), 6),
            "percent_of_part": round(float(row["percent_of_part"]), 6),
            "placement": row["placement"],
            "position_uncertainty_m": none_if_nan(row["position_uncertainty_m"]),
        }
        for part_id in measured.zone.parts.index
        if part_id in table.index
        for row in [table.loc[part_id]]
    ]


def _read_polygon(body: bytes) -> gpd.GeoSeries:
    if request.mimetype not in GEOJSON:
        raise UnsupportedMediaType
    found = parse_json_object(body)
    declared = found.get("crs")
    if found.get("type") == "FeatureCollection":
        features = found.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise InputError(
                N_(
                    "The FeatureCollection must contain exactly one feature. "
                    "Send one polygon at a time."
                )
            )
        found = features[0]
    if not (isinstance(found, dict) and found.get("type") == "Feature"):
        found = {"type": "Feature", "geometry": found}
    geometry = simplify_geometry(found.get("geometry"), declared, name="the request")
    feature = {"type": "Feature", "id": "polygon", "geometry": geometry}
    frame = geojson.read_features(
        [feature], {"id": schema.read_required_text}, name=Phrase(N_("The request"), {})
    )
    if shapely.get_num_coordinates(frame.geometry.iloc[0]) > MAX_VERTICES:
        raise InputError(
            N_("The polygon has more than %(most)s vertices. Simplify it."),
            most=MAX_VERTICES,
        )
    return gpd.GeoSeries(frame.geometry.to_numpy(), crs=geojson.CRS84)


def parse_json_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object in a request's body; raise InputError when there is none."""
    try:
        found = json.loads(body.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise InputError(N_("The request is not UTF-8 text. Send GeoJSON as UTF-8.")) from None
    except RecursionError:
        raise InputError(
            N_("The request is nested too deeply for GeoJSON. Send a simpler one.")
        ) from None
    except ValueError as error:
        raise InputError(
            N_("The request is not valid JSON: %(reason)s. Correct it."),
            reason=describe_json_fault(error),
        ) from None
    if not isinstance(found, dict):
        raise InputError(
            N_("The request contains %(kind)s, not an object. Send GeoJSON."),
            kind=describe_json_kind(found),
        )
    return found


def _refuse_constant(word: str) -> NoReturn:
    raise InputError(
        N_("The request contains %(word)s, which is not a JSON number. Correct it."), word=word
    )
