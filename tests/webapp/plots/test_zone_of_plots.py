"""Plots as parts of the zone say in each language of the data that nobody has checked them."""

from types import SimpleNamespace

import numpy as np
import shapely

from geo.fields.languages import field_names
from webapp.plots.export.zone import add_plots


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
