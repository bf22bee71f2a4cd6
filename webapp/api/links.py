"""Links between resources: absolute, in the language that the request names."""

from typing import Any
from urllib.parse import quote, urlencode

from flask import request, url_for

from maps.i18n import get_language
from webapp.api.responses import GEOJSON, HTML, JSON, OPENAPI, SCHEMA
from webapp.http.language import gettext as _
from webapp.http.language import lang

Link = dict[str, str]
QUERYABLES_REL = "http://www.opengis.net/def/rel/ogc/1.0/queryables"


def resource_url(endpoint: str, *, f: str | None = None, **values: Any) -> str:
    """Return the absolute address of one of the API's resources."""
    asked = {"lang": request.args.get("lang"), "f": f}
    given = {key: value for key, value in asked.items() if value is not None}
    return url_for(f"api.{endpoint}", _external=True, **values, **given)


def item_url(collection_id: str, feature_id: str, *, f: str | None = None) -> str:
    """Return a feature's address; a slash in its id is quoted, so that it stays one segment."""
    base, mark, query = resource_url("items", collection_id=collection_id, f=f).partition("?")
    return f"{base}/{quote(feature_id, safe='')}{mark}{query}"


def make_link(rel: str, href: str, media_type: str, title: str) -> Link:
    """Return a link object as OGC API has it."""
    found = {"rel": rel, "type": media_type, "title": title, "href": href}
    if media_type == HTML[0]:
        found["hreflang"] = get_language(lang()).html_lang
    return found


def current_url(**changes: Any) -> str:
    """Return the request's own address with some parameters changed; None takes one away."""
    values: dict[str, Any] = {**request.args.to_dict(), **changes}
    query = urlencode({key: value for key, value in values.items() if value is not None})
    return request.base_url + (f"?{query}" if query else "")


def self_links(types: tuple[str, ...] = JSON) -> list[Link]:
    """Return the links of a JSON answer to itself and to its page."""
    return [
        make_link("self", current_url(), types[0], _("This document")),
        make_link("alternate", current_url(f="html"), HTML[0], _("This document as a page")),
    ]


def landing_links() -> list[Link]:
    """Return the links from the landing page to everything else."""
    return [
        *self_links(),
        make_link(
            "service-desc",
            resource_url("openapi"),
            OPENAPI[0],
            _("The API's definition (OpenAPI 3.0)"),
        ),
        make_link("service-doc", resource_url("docs"), HTML[0], _("The API's documentation")),
        make_link(
            "conformance",
            resource_url("conformance"),
            JSON[0],
            _("Standards that the API conforms to"),
        ),
        make_link("data", resource_url("collections_"), JSON[0], _("Collections of features")),
        make_link("related", resource_url("areas"), JSON[0], _("Areas: published and measured")),
        make_link("related", resource_url("distances"), JSON[0], _("Straight-line distances")),
    ]


def collection_links(collection_id: str) -> list[Link]:
    """Return the links of a collection, wherever it is described."""
    here_ = {"collection_id": collection_id}
    items = _("The features")
    return [
        make_link("self", resource_url("collection", **here_), JSON[0], _("This collection")),
        make_link(
            "alternate",
            resource_url("collection", **here_, f="html"),
            HTML[0],
            _("This collection as a page"),
        ),
        make_link("items", resource_url("items", **here_), GEOJSON[0], items),
        make_link("items", resource_url("items", **here_, f="html"), HTML[0], items),
        make_link(
            QUERYABLES_REL,
            resource_url("queryables", **here_),
            SCHEMA[0],
            _("Filterable properties (queryables)"),
        ),
    ]


def feature_links(collection_id: str, feature_id: str) -> list[Link]:
    """Return the links of a single feature."""
    above = _("The collection it belongs to")
    return [
        *self_links(GEOJSON),
        make_link(
            "collection", resource_url("collection", collection_id=collection_id), JSON[0], above
        ),
        make_link(
            "canonical", item_url(collection_id, feature_id), GEOJSON[0], _("Permanent link")
        ),
    ]


def page_links(collection_id: str, *, before: int | None, after: int | None) -> list[Link]:
    """Return the links of a page of features; `before` and `after` are the pages' offsets."""
    above = _("The collection they belong to")
    links = [
        *self_links(GEOJSON),
        make_link(
            "collection", resource_url("collection", collection_id=collection_id), JSON[0], above
        ),
    ]
    if after is not None:
        links.append(make_link("next", current_url(offset=after), GEOJSON[0], _("Next page")))
    # The first page has no offset, so that it has one address only.
    if before is not None:
        links.append(
            make_link("prev", current_url(offset=before or None), GEOJSON[0], _("Previous page"))
        )
    return links
