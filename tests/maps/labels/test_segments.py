"""How much of lines lies in boxes is what GEOS finds."""

import numpy as np
import pytest
import shapely

from maps.labels.segments import index_segments, measure_in_boxes

LINE = shapely.LineString([(0, 0), (10, 0), (10, 10)])


def measure_with_geos(lines, boxes):
    return [sum(shapely.length(shapely.intersection(lines, box))) for box in boxes]


def test_lengths_are_those_that_geos_finds():
    rng = np.random.default_rng(7)
    walks = [np.cumsum(rng.normal(0, 3, (40, 2)), axis=0) for _ in range(12)]
    lines = shapely.linestrings(walks)
    lines = np.array([shapely.multilinestrings(lines[:3]), *lines[3:]], dtype=object)
    low = rng.uniform(-20, 20, (60, 2))
    boxes = shapely.box(*low.T, *(low + rng.uniform(0.1, 15, (60, 2))).T)
    expected = measure_with_geos(lines, boxes)
    assert sum(each > 0 for each in expected) > 40
    assert measure_in_boxes(index_segments(lines), boxes) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("box", "length"),
    [
        ((2, -1, 5, 1), 3),  # across
        ((2, 0, 5, 1), 3),  # along a side
        ((9, -1, 11, 1), 2),  # round the corner
        ((-5, -5, 20, 20), 20),  # all of it
        ((10, 10, 12, 12), 0),  # at the end
        ((2, 1, 5, 3), 0),  # beside
        ((2, 2, 12, 3), 1),
    ],
)
def test_upright_and_level_segments(box, length):
    found = measure_in_boxes(index_segments(np.array([LINE])), np.array([shapely.box(*box)]))
    assert found.tolist() == [pytest.approx(length)]


def test_without_lines_or_boxes_there_is_no_length():
    box = np.array([shapely.box(0, 0, 1, 1)])
    for lines in ([], [None, shapely.LineString()], [shapely.Point()]):
        assert measure_in_boxes(index_segments(np.array(lines, dtype=object)), box).tolist() == [0]
    assert measure_in_boxes(index_segments(np.array([LINE])), box[:0]).tolist() == []
