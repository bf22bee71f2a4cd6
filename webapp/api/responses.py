"""Answers of the API: the catalogue served, content negotiation and headers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, g, request
from werkzeug.exceptions import NotAcceptable

from geo.errors import N_, InputError, UnknownIdError, quote_value
from geo.measured import Measured
from webapp.api.collections import Collection, build_collections
from webapp.http.negotiation import with_charset
from webapp.http.workbook import XLSX_TYPE
from webapp.serialize import to_json
from webapp.state import Edition, edition

JSON = ("application/json",)
GEOJSON = ("application/geo+json", "application/json")
SCHEMA = ("application/schema+json", "application/json")
OPENAPI = (
    "application/vnd.oai.openapi+json;version=3.0",
    "application/vnd.oai.openapi+json",
    "application/json",
)
HTML = ("text/html",)
CSV = ("text/csv",)
XLSX = (XLSX_TYPE,)
_EXTENSION_KEY = "zonemap-api"


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What the API serves of one edition of the zone, prepared once."""

    edition: Edition
    collections: Mapping[str, Collection]

    @property
    def measured(self) -> Measured:
        """The zone, with its measures."""
        return self.edition.measured

    def collection(self, collection_id: str) -> Collection:
        """Return a collection; raise UnknownIdError when there is none."""
        if collection_id not in self.collections:
            raise UnknownIdError(
                N_("No collection has the id %(collection_id)s. Use one of %(choices)s."),
                collection_id=quote_value(collection_id),
                choices=tuple(self.collections),
            )
        return self.collections[collection_id]


def current_catalogue() -> Catalogue:
    """Return the catalogue of the zone being served; rebuilt when the data change."""
    held: Catalogue | None = current_app.extensions.get(_EXTENSION_KEY)
    served = edition()
    if held is None or held.edition is not served:
        held = Catalogue(served, build_collections(served.measured))
        current_app.extensions[_EXTENSION_KEY] = held
    return held


@dataclass(frozen=True)
class Representation:
    """One form of an answer: its media types, the first of which is sent, and its renderer."""

    types: Sequence[str]
    make: Callable[[], Any]


def send_representation(
    representations: Mapping[str, Representation],
    *,
    headers: Callable[[], Mapping[str, str]] = dict,
) -> Response:
    """Send one of the representations, as `f` or Accept asks.

    Raises
    ------
    InputError
        When `f` names no form, or making the answer finds a parameter that can't be used.
    NotAcceptable
        When Accept allows none.
    """
    form = representations[negotiate_representation(representations)]
    body = form.make()
    text = body if isinstance(body, str | bytes) else to_json(body)
    response = Response(text, content_type=with_charset(form.types[0]))
    response.headers.extend(headers())
    response.last_modified = current_catalogue().edition.modified
    # Set where the answer has a tag that is cheaper than a checksum of its body.
    if "tag" in g:
        response.set_etag(f"{current_catalogue().measured.zone.digest[:16]}-{g.tag}")
    return response


def negotiate_representation(representations: Mapping[str, Representation]) -> str:
    """Return the form's name: `?f=`, else what Accept prefers, else the first."""
    return negotiate_form({name: form.types for name, form in representations.items()})


def negotiate_form(types: Mapping[str, Sequence[str]]) -> str:
    """Return the form's name as `negotiate_representation` does, from media types by name."""
    asked = request.args.get("f")
    if asked is not None:
        if asked not in types:
            raise InputError(
                N_("f is %(asked)s. Use one of %(choices)s."),
                asked=quote_value(asked),
                choices=tuple(types),
            )
        return asked
    if not request.accept_mimetypes:
        return next(iter(types))
    by_type = {each: name for name, found in types.items() for each in found}
    best = request.accept_mimetypes.best_match(by_type)
    if best is None:
        raise NotAcceptable
    return by_type[best]
