"""The figure as a whole: what is on it, and what a document says instead."""

import copy
import json

import pytest
import shapely
from drawn_figure import drawn

from geo.errors import InputError
from geo.zone import read_zone
from maps.figure import map_labels
from maps.figure.compose import draw_figure
from maps.figure.options import FigureOptions
from maps.figure.page import Page


def test_the_furniture_is_all_there(zone):
    figure = draw_figure(zone, FigureOptions())
    words = " ".join(text.get_text() for axes in figure.axes for text in axes.texts)
    for each in ("Schematic map: no machine-readable", "Dashed outline", "Sources:", zone.sha256[:12],
                 "Data as of: 2026", "105°20′E", "azimuthal equal-area", "Chengdu"):  # fmt: skip
        assert each in words


def test_inside_a_document_the_letters_are_larger_and_what_it_says_is_left_out(zone):
    size = {"width_mm": 174, "height_mm": 112}
    alone, inside = FigureOptions(**size), FigureOptions(**size, embedded=True)
    assert Page(inside).em > 1.15 * Page(alone).em
    words = " ".join(
        t.get_text() for axes in drawn(zone, **size, embedded=True).axes for t in axes.texts
    )
    assert "Sources:" not in words
    assert "Not a legal or surveyed" not in words
    assert "Big data industrial park" in words


def test_parts_on_opposite_sides_of_the_globe_are_refused(collection, write_zone_file):
    far = copy.deepcopy(collection["features"][:2])
    for feature, west in zip(far, (0, 175), strict=True):
        shape = shapely.box(west, -5, west + 5, 5)
        feature["geometry"] = json.loads(shapely.to_geojson(shape))
        feature["properties"]["parent"] = None
    zone = read_zone(write_zone_file(collection | {"features": far}))
    with pytest.raises(InputError, match="hemisphere"):
        draw_figure(zone, FigureOptions())


@pytest.mark.parametrize(
    "options",
    [
        {"parts": ("jiangyang-district",), "width_mm": 210, "height_mm": 148},
        {"lang": "zh", "width_mm": 100, "height_mm": 80},
        {"width_mm": 80, "height_mm": 60},
    ],
    ids=["drawn again with fewer credits", "a panel that says less", "both"],
)
@pytest.mark.slow
def test_a_map_that_is_tried_again_is_labelled_once(zone, monkeypatch, options):
    placed = []

    class Placer(map_labels.LabelPlacer):
        def __init__(self, obstacles):
            placed.append(obstacles.frame.bounds)
            super().__init__(obstacles)

    monkeypatch.setattr(map_labels, "LabelPlacer", Placer)
    draw_figure(zone, FigureOptions(**options))
    assert len(placed) == len(set(placed))
