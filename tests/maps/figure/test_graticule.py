"""The graticule: usual steps, and ticks where round degrees cross the border."""

import pytest

from maps.figure.graticule import choose_step_deg, find_crossings, format_degrees


@pytest.mark.parametrize(("span", "step"), [(0.7, 1 / 6), (5, 1), (50, 10), (0.04, 1 / 120)])
def test_graticule_steps(span, step):
    assert choose_step_deg(span) == step


def test_a_line_is_found_where_it_crosses():
    import numpy as np

    found = find_crossings(np.array([0.0, 100.0]), np.array([179.5, -179.5]), 0.5)
    assert [(round(at, 6), value) for at, value in found] == [(0, 179.5), (50, -180), (100, -179.5)]


@pytest.mark.parametrize(
    ("value", "is_lat", "words"),
    [(0, True, "0°"), (-28.5, True, "28°30′S"), (105 + 1 / 3600, False, "105°00′01″E")],
)
def test_degrees(value, is_lat, words):
    assert format_degrees(value, is_lat=is_lat) == words
