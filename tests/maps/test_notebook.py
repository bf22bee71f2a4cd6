"""A notebook cell never goes blank: not without scripts, not in a saved notebook, not offline."""

import base64
import io
import re
import tomllib
from importlib import import_module
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from PIL import Image

from geo import zone as geo_zone
from geo.errors import InputError, UnknownIdError
from maps.notebook import show_zone


@pytest.fixture(scope="module")
def bundle(zone):
    return show_zone(zone, lang="zh", dpi=50)._repr_mimebundle_()


def test_the_bundle_has_a_form_for_every_reader(bundle):
    assert {"text/html", "image/png", "text/plain"} == set(bundle)
    image = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert image.size == (500, 281)
    assert "泸州" in bundle["text/plain"]


def converted(data):
    output = nbformat.v4.new_output("display_data", data)
    cell = nbformat.v4.new_code_cell("zone.map()", outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    return HTMLExporter(embed_images=True).from_notebook_node(notebook)[0]


def test_a_saved_notebook_shows_the_figure_without_scripts(bundle):
    page = converted(bundle)
    noscript = re.search(r"<noscript>(<img.*?>)</noscript>", page, re.S)
    assert f"base64,{bundle['image/png']}" in noscript[1]
    assert 'alt="' in noscript[1]


def test_where_html_is_refused_the_picture_stands(bundle):
    page = converted({key: value for key, value in bundle.items() if key != "text/html"})
    assert f"data:image/png;base64,{bundle['image/png']}" in page


def test_the_method_is_the_function_of_the_entry_point(zone, monkeypatch):
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    module, name = project["project"]["entry-points"]["luzhou_zone_map.display"]["map"].split(":")

    class Entry:
        def load(self):
            return getattr(import_module(module), name)

    monkeypatch.setattr(geo_zone, "entry_points", lambda **_where: [Entry()])
    assert zone.map(lang="zh").options == show_zone(zone, lang="zh").options


def test_without_anything_that_draws_it_says_what_to_do(zone, monkeypatch):
    monkeypatch.setattr(geo_zone, "entry_points", lambda **_where: [])
    with pytest.raises(InputError, match="install"):
        zone.map()


def test_what_cannot_be_shown_is_said_at_once(zone):
    with pytest.raises(UnknownIdError, match="nope"):
        show_zone(zone, parts=["nope"])
    with pytest.raises(InputError, match="million pixels"):
        show_zone(zone, width_mm=1200, height_mm=1200, dpi=600)
    assert show_zone(zone, parts=["big-data-park"]).options.parts == ("big-data-park",)
