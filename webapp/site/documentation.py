"""The documentation as `make docs` has built it: its files, and the addresses of its pages."""

from pathlib import Path

from flask import url_for
from werkzeug.security import safe_join

from maps.i18n import SOURCE_LANGUAGE
from webapp.http.language import lang

_PACKAGE_FOLDER = Path(__file__).parents[1]  # a wheel carries it inside, a checkout beside it
FOLDERS = (_PACKAGE_FOLDER / "docs", _PACKAGE_FOLDER.parent / "site")
FIRST_PAGE = "index.html"


def find_file(name: str) -> Path | None:
    """Return a file of the documentation, of the first folder that has one; None if none has it.

    A name that leads out of the folder is that of no file.
    """
    folder = next((each for each in FOLDERS if (each / FIRST_PAGE).is_file()), None)
    found = None if folder is None else safe_join(str(folder), name)
    return Path(found) if found is not None and Path(found).is_file() else None


def find_language() -> str:
    """Return the language of the request if the documentation has it, else English."""
    return SOURCE_LANGUAGE if find_file(f"{lang()}/{FIRST_PAGE}") is None else lang()


def documentation_url(page: str) -> str | None:
    """Return the address of a page, such as `how-to/your-data`; None where it was not built."""
    name = f"{find_language()}/{page}/"
    return None if find_file(f"{name}{FIRST_PAGE}") is None else url_for("docs.page", name=name)
