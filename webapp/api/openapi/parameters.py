"""The API's parameters, as OpenAPI describes them."""

from collections.abc import Sequence
from typing import Any

from geo.lookup.locate import DATUMS
from webapp.api import fields
from webapp.api.collections import Collection
from webapp.api.crs import CRS84
from webapp.api.item_query import DEFAULT_LIMIT
from webapp.api.query import MOST_FEATURES
from webapp.http.language import gettext as _
from webapp.http.language import lang

Json = dict[str, Any]
AS_FORM: Json = {"style": "form", "explode": False}


def reference(group: str, name: str) -> Json:
    """Return a reference to a shared component."""
    return {"$ref": f"#/components/{group}/{name}"}


def form_of_answer(forms: Sequence[str]) -> Json:
    """Return `f`, with the forms that an answer has."""
    return {
        "name": "f",
        "in": "query",
        "description": _("The form of the answer; without it the Accept header decides."),
        "schema": {"type": "string", "enum": list(forms)},
    }


def query(name: str, description: str, **schema: Any) -> Json:
    """Return a parameter of the query, text unless `schema` says more."""
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": schema or {"type": "string"},
    }


def datum() -> Json:
    """Return the datum that coordinates are given in."""
    said = _("The datum of the coordinates given; answers are in WGS 84.")
    return query("datum", said, type="string", enum=list(DATUMS), default="wgs84")


def crs(name: str, description: str, found: Collection) -> Json:
    """Return a parameter that chooses one of a collection's CRS."""
    return {
        **query(
            name, description, type="string", format="uri", enum=list(found.crs), default=CRS84
        ),
        **AS_FORM,
    }


def of_items(found: Collection, answer_crs: Json) -> list[Json]:
    """Return the parameters of a collection's items, its filters among them."""
    limit = {
        **query(
            "limit", _("How many features at most"),
            type="integer", minimum=1, maximum=MOST_FEATURES, default=DEFAULT_LIMIT,
        ),
        **AS_FORM,
    }  # fmt: skip
    return [
        limit,
        *(reference("parameters", name) for name in ("offset", "bbox", "datetime")),
        crs("bbox-crs", _("The CRS of bbox"), found),
        answer_crs,
        *(_filter(found.id, name) for name in fields.queryables(found.id)),
    ]


def _filter(collection_id: str, name: str) -> Json:
    schema = fields.property_schema(collection_id, name, lang())
    return {
        **query(name, schema.pop("title"), **schema),
        **AS_FORM,
        "allowEmptyValue": True,
    }
