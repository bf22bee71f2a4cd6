"""Plots as parts of the zone say in each language of the data that nobody has checked them."""

from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from geo.fields.languages import field_names
from maps.documents.factsheet import make_figure_options
from maps.export.registry import FORMATS
from maps.figure.captions import alt_text
from maps.figure.compose import list_seen_among
from maps.figure.options import select_drawn_parts
from maps.figure.render import drawing_settings
from webapp.plots.export.zone import add_plots, render_plots


def test_a_plot_has_its_note_in_each_language(zone):
    brought = SimpleNamespace(
        measures=SimpleNamespace(plots=np.array([0])),
        names=["A"],
        file=SimpleNamespace(numbers=[1], shapes=[shapely.box(105.4, 28.8, 105.5, 28.9)]),
        stated=None,
        findings=[None],
    )
    found, [key] = add_plots(zone, brought, "en")
    part = found.parts.loc[key]
    assert [part[field] for field in field_names("note")] == [
        "Brought by the reader of the map; not checked.",
        "由使用者提供，未经核实。",
    ]
    assert {part[field] for field in field_names("name")} == {"A"}


@pytest.mark.parametrize("form", ["svg", "docx"])
def test_every_part_in_the_frame_of_plots_is_drawn(form, zone, monkeypatch):
    """A figure's frame has the shape of its page: it shows more than what is near the plots."""
    drawn = []
    monkeypatch.setitem(FORMATS, form, SimpleNamespace(make=lambda *made: drawn.append(made)))
    shapes = [
        zone.parts.geometry[key].centroid.buffer(0.005)
        for key in ("pharmaceutical-park", "new-energy-park", "longmatan-core")
    ]
    brought = SimpleNamespace(
        measures=SimpleNamespace(plots=np.arange(3)),
        names=["A", "B", "C"],
        file=SimpleNamespace(numbers=[1, 2, 3], shapes=shapes),
        stated=None,
        findings=[None] * 3,
    )
    render_plots(zone, brought, form, parts=(), title=None, lang="zh")
    ((whole, options),) = drawn
    figure = make_figure_options(options) if form == "docx" else options
    with drawing_settings():
        seen = list_seen_among(whole, figure, zone.parts.index)
    assert "big-data-park" in seen
    assert set(seen) <= {*options.around}
    assert "Big data" in alt_text(whole, select_drawn_parts(whole, options), options, "en")
