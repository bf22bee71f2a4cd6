"""`/docs/`: the documentation, as `make docs` has built it; one sentence where it hasn't."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from webapp.http.errors import error_response
from webapp.http.language import gettext as _
from webapp.site.documentation import FIRST_PAGE, find_file, find_language

blueprint = Blueprint("docs", __name__)

CONTENT_TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
}
PLAIN_TEXT = "text/plain; charset=utf-8"


@blueprint.get("/docs/")
def index() -> ResponseReturnValue:
    """Lead to the documentation in the language of the request, if there is one in it."""
    if find_file(FIRST_PAGE) is None:
        sentence = _(
            "The documentation has not been built here. Read it in `docs/manual`, or run "
            "`make docs`."
        )
        return error_response(HTTPStatus.NOT_FOUND, sentence)
    return redirect(url_for("docs.page", name=f"{find_language()}/"))


@blueprint.get("/docs/<path:name>")
def page(name: str) -> ResponseReturnValue:
    """Send a page or a file of the documentation."""
    if find_file(f"{name}/{FIRST_PAGE}") is not None and not name.endswith("/"):
        return redirect(url_for("docs.page", name=f"{name}/"))
    path = find_file(f"{name}{FIRST_PAGE}" if name.endswith("/") else name)
    if path is None:
        abort(HTTPStatus.NOT_FOUND)
    content_type = CONTENT_TYPES.get(path.suffix, PLAIN_TEXT)
    return Response(path.read_bytes(), content_type=content_type)
