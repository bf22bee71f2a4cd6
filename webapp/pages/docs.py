"""`/docs/`: the documentation, as `make docs` has built it; one sentence where it hasn't."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from maps.i18n import SOURCE_LANGUAGE
from webapp.http.errors import error_response
from webapp.http.language import gettext as _
from webapp.http.language import lang

blueprint = Blueprint("docs", __name__)

_PACKAGE_FOLDER = Path(__file__).parents[1]  # a wheel carries it inside, a checkout beside it
FOLDERS = (_PACKAGE_FOLDER / "docs", _PACKAGE_FOLDER.parent / "site")
FIRST_PAGE = "index.html"
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
        sentence = _("The documentation has not been built here. Run `make docs`.")
        return error_response(HTTPStatus.NOT_FOUND, sentence)
    code = SOURCE_LANGUAGE if find_file(f"{lang()}/{FIRST_PAGE}") is None else lang()
    return redirect(url_for("docs.page", name=f"{code}/"))


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


def find_file(name: str) -> Path | None:
    """Return a file of the documentation, of the first folder that has one; None if none has it.

    A name that leads out of the folder is that of no file.
    """
    folder = next((each for each in FOLDERS if (each / FIRST_PAGE).is_file()), None)
    found = None if folder is None else safe_join(str(folder), name)
    return Path(found) if found is not None and Path(found).is_file() else None
