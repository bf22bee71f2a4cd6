"""Label placement: no overlaps, nothing outside the frame, and the ranking decides who stays."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from maps.labels.model import Label, LabelObstacles
from maps.labels.placement import place_labels

FRAME = shapely.box(0, 0, 300, 200)


POINTS = st.lists(st.tuples(st.floats(10, 290), st.floats(10, 190)), min_size=1, max_size=12)


def text_boxes(placed):
    for each in placed:
        width, height = each.label.size
        yield shapely.box(each.x - width / 2, each.y - height / 2, each.x + width / 2,
                          each.y + height / 2)  # fmt: skip


def labels_at(points):
    return [Label(lines=(("Label", 8.0),), anchor=point, may_have_leader=True) for point in points]


@given(POINTS)
@pytest.mark.slow
def test_labels_do_not_overlap_and_stay_inside(points):
    shapes = np.array([shapely.Point(p).buffer(9) for p in points], dtype=object)
    boxes = list(
        text_boxes(place_labels(labels_at(points), LabelObstacles(frame=FRAME, shapes=shapes)))
    )
    assert all(FRAME.contains(box) for box in boxes)
    assert shapely.union_all(boxes).area == pytest.approx(sum(box.area for box in boxes))


def test_a_label_without_room_is_left_out():
    ground = LabelObstacles(frame=FRAME, shapes=np.array([], dtype=object), occupied=(FRAME,))
    assert place_labels(labels_at([(150, 100)]), ground) == []


def test_a_label_that_fits_stays_in_its_home_without_a_leader():
    home = shapely.box(50, 50, 200, 150)
    label = Label(lines=(("Label", 8.0),), anchor=(125, 100), shape=home, may_have_leader=True)
    ground = LabelObstacles(frame=FRAME, shapes=np.array([home], dtype=object))
    (placed,) = place_labels([label], ground)
    assert (placed.x, placed.y, placed.leader) == (125, 100, None)


def test_text_keeps_off_lines_which_a_leader_may_cross():
    line = shapely.LineString([(0, 120), (300, 120)])
    cover = shapely.box(120, 80, 180, 118)
    label = Label(lines=(("Label", 8.0),), anchor=(150, 119), max_distance=60, may_have_leader=True)
    ground = LabelObstacles(
        frame=FRAME, shapes=np.array([], dtype=object), occupied=(cover,), lines=(line,)
    )
    placed = place_labels([label], ground)
    assert [box.intersects(line) for box in text_boxes(placed)] == [False]


def test_what_lies_on_the_point_itself_does_not_keep_the_leader_away():
    dot = shapely.Point(150, 100).buffer(5)
    ground = LabelObstacles(frame=FRAME, shapes=np.array([], dtype=object), occupied=(dot,))
    (placed,) = place_labels(labels_at([(150, 100)]), ground)
    assert not next(text_boxes([placed])).intersects(dot)


def test_text_prefers_a_place_without_thin_lines():
    thin = shapely.MultiLineString([[(x, 0), (x, 200)] for x in range(100, 201, 4)])
    shapes = np.array([], dtype=object)
    label = Label(lines=(("Label", 8.0),), anchor=(110, 100), max_distance=90)
    (among,) = place_labels([label], LabelObstacles(frame=FRAME, shapes=shapes))
    (beside,) = place_labels([label], LabelObstacles(frame=FRAME, shapes=shapes, thin_lines=thin))
    crossed = [thin.intersection(box).length for box in text_boxes([among, beside])]
    assert crossed[1] < 0.3 * crossed[0]
