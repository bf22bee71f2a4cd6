"""The API's parameters, as OpenAPI describes them; the fixed ones are in components.json."""

from collections.abc import Sequence
from typing import Any

from geo.arrays import Json
from geo.geodesy.datum import DATUMS
from geo.lookup.accuracy import MAX_ACCURACY_M
from webapp.api import fields
from webapp.api.collections import Collection
from webapp.api.crs import CRS84
from webapp.api.item_query import DEFAULT_LIMIT
from webapp.api.query import MAX_FEATURES
from webapp.api.services.reading import SWITCH
from webapp.http.language import gettext as _
from webapp.http.language import lang

FORM_STYLE: Json = {"style": "form", "explode": False}


def component_ref(group: str, name: str) -> Json:
    """Return a reference to a shared component."""
    return {"$ref": f"#/components/{group}/{name}"}


def format_parameter(forms: Sequence[str]) -> Json:
    """Return `f`, with the forms that an answer has."""
    return {
        "name": "f",
        "in": "query",
        "description": _("Response format. If omitted, the Accept header decides."),
        "schema": {"type": "string", "enum": list(forms)},
    }


def query_parameter(name: str, description: str, **schema: Any) -> Json:
    """Return a parameter of the query, text unless `schema` says more."""
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": schema or {"type": "string"},
    }


def datum_parameter() -> Json:
    """Return the datum that coordinates are given in."""
    said = _("Coordinate system of the input; results are in WGS 84.")
    return query_parameter("datum", said, type="string", enum=list(DATUMS), default="wgs84")


def reading_parameters() -> list[Json]:
    """Return how a file that is sent is to be read, as the commands' options say it."""
    return [
        query_parameter("layer", _("Layer (or file of an archive) to read")),
        query_parameter("crs", _("CRS of the file")),
        query_parameter("encoding", _("Encoding of the file's text")),
        datum_parameter(),
        query_parameter(
            "skip_unusable", _("Leave out unusable features"),
            type="string", enum=list(SWITCH), default="0",
        ),
    ]  # fmt: skip


def column_parameters() -> list[Json]:
    """Return the columns of a table of points; found by their names if not given."""
    return [
        query_parameter("lon", _("Column of longitudes in a table")),
        query_parameter("lat", _("Column of latitudes in a table")),
    ]


def point_parameters() -> list[Json]:
    """Return longitude and latitude of the point that is asked about."""
    bounds = (("lon", _("Longitude, degrees"), 180), ("lat", _("Latitude, degrees"), 90))
    return [
        {
            **query_parameter(name, description, type="number", minimum=-most, maximum=most),
            "required": True,
        }
        for name, description, most in bounds
    ]


def accuracy_parameter() -> Json:
    """Return how well the point that is asked about is known."""
    said = _("How well the point is known, in metres; the verdicts take it into account.")
    return query_parameter(
        "accuracy_m", said, type="number", minimum=0, maximum=int(MAX_ACCURACY_M)
    )


def distances_parameters() -> list[Json]:
    """Return the parameters that choose among the rows of the distances."""
    return [
        query_parameter("part", _("Only this part")),
        query_parameter("place", _("Only this place")),
    ]


def crs_parameter(name: str, description: str, collection: Collection) -> Json:
    """Return a parameter that chooses one of a collection's CRS."""
    return {
        **query_parameter(
            name, description, type="string", format="uri", enum=list(collection.crs), default=CRS84
        ),
        **FORM_STYLE,
    }


def items_parameters(collection: Collection, answer_crs: Json) -> list[Json]:
    """Return the parameters of a collection's items, its filters among them."""
    limit = {
        **query_parameter(
            "limit", _("Maximum number of features"),
            type="integer", minimum=1, maximum=MAX_FEATURES, default=DEFAULT_LIMIT,
        ),
        **FORM_STYLE,
    }  # fmt: skip
    return [
        limit,
        *(component_ref("parameters", name) for name in ("offset", "bbox", "datetime")),
        crs_parameter("bbox-crs", _("CRS of bbox"), collection),
        answer_crs,
        *(_filter_parameter(collection.id, name) for name in fields.queryable_names(collection.id)),
    ]


def _filter_parameter(collection_id: str, name: str) -> Json:
    schema = fields.property_schema(collection_id, name, lang())
    return {
        **query_parameter(name, schema.pop("title"), **schema),
        **FORM_STYLE,
        "allowEmptyValue": True,
    }
