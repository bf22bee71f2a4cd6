"""A notebook cell never goes blank: not without scripts, not in a saved notebook, not offline."""

import base64
import io
import re
import tomllib
from dataclasses import is_dataclass, replace
from importlib import import_module
from pathlib import Path

import pytest
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
    import nbformat  # takes seconds, and is collected by all
    from nbconvert import HTMLExporter

    output = nbformat.v4.new_output("display_data", data)
    cell = nbformat.v4.new_code_cell("zone.map()", outputs=[output])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    return HTMLExporter(embed_images=True).from_notebook_node(notebook)[0]


@pytest.mark.slow
def test_a_saved_notebook_shows_the_figure_without_scripts(bundle):
    page = converted(bundle)
    picture, frame, noscript = re.search(
        r"(<img[^>]*>)\s*(<iframe.*?</iframe>)\s*<noscript>(.*?)</noscript>", page, re.S
    ).groups()
    assert f"base64,{bundle['image/png']}" in picture
    assert 'alt="' in picture
    assert 'class="zone-map-frame"' in frame
    assert noscript == "<style>.zone-map-frame{display:none}</style>"


@pytest.mark.slow
def test_whoever_honours_html_gets_what_notebooks_get(zone, bundle):
    shown = show_zone(zone, lang="zh", dpi=50)
    assert shown._repr_html_() == bundle["text/html"]
    assert not is_dataclass(shown)  # of one, Streamlit shows the help


@pytest.mark.slow
def test_a_map_is_saved_by_its_suffix(zone, tmp_path):
    shown = show_zone(zone, dpi=50)
    for name, start in {
        "a.html": b"<!doctype html>",
        "a.png": b"\x89PNG",
        "a.pdf": b"%PDF",
    }.items():
        shown.save(str(tmp_path / name))
        assert (tmp_path / name).read_bytes().lower().startswith(start.lower())
    with pytest.raises(InputError, match=r"no format “\.doc”"):
        shown.save(tmp_path / "a.doc")
    with pytest.raises(InputError, match="can't be written"):
        shown.save(tmp_path / "missing" / "a.html")


def test_a_zone_and_its_map_are_a_line_each(zone):
    name = zone.facts["name"]
    assert repr(zone) == f"<Zone “{name}”, parts: 8, sha256: {zone.sha256[:12]}>"
    assert repr(show_zone(zone)) == f"<map of {zone!r}>"
    hostile = replace(zone, facts={**zone.facts, "name": "a\nb\u202e" * 99})
    assert repr(hostile).isprintable()
    assert len(repr(hostile)) < 400


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
