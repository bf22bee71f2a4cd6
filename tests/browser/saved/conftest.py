"""The saved map, opened from disk without a network, and a client of the site beside it."""

import pytest

from geo.zone import DEFAULT_PATH, read_zone
from maps.export.registry import FORMATS
from maps.figure.options import FigureOptions
from webapp.app import create_app
from webapp.saved.export import export_with_tools


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("saved") / "map.html"
    form = FORMATS["html"]
    path.write_bytes(export_with_tools(form, read_zone(DEFAULT_PATH), FigureOptions(lang="en")))
    return path


@pytest.fixture(scope="module")
def client():
    return create_app().test_client()


@pytest.fixture
def open_map(open_page, saved):
    """Open the map in a language, offline; what is kept in the window goes at teardown."""
    pages = []

    def opened(lang="en", hash_="", **options):
        page = open_page(f"{saved.as_uri()}?lang={lang}{hash_}", offline=True, **options)
        page.wait_for_selector(".zone-map[data-tools=ready]")
        pages.append(page)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    yield opened
    for page in pages:
        page.evaluate("sessionStorage.clear()")
