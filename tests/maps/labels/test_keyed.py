"""Names, numbers and what has neither: every part is accounted for once."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from maps.labels.keyed import place_keyed_labels
from maps.labels.model import Label, LabelObstacles
from maps.labels.placement import LabelPlacer

FRAME = shapely.box(0, 0, 300, 200)
POINTS = st.lists(
    st.tuples(st.integers(1, 14), st.integers(1, 9)), min_size=1, max_size=20, unique=True
)


def make_labels(points):
    shapes = [shapely.box(20 * x - 7, 20 * y - 7, 20 * x + 7, 20 * y + 7) for x, y in points]
    names = [
        Label(lines=((f"A long name {n}", 8.0),), anchor=(20.0 * x, 20.0 * y), shape=shape,
              may_have_leader=True, key=f"p{n}")
        for n, ((x, y), shape) in enumerate(zip(points, shapes, strict=True))
    ]  # fmt: skip
    numbers = {
        name.key: Label(lines=((str(n + 1), 6.0),), anchor=name.anchor, shape=name.shape,
                        may_have_leader=True, key=name.key, gap_em=0.1, max_distance=30)
        for n, name in enumerate(names)
    }  # fmt: skip
    return names, numbers, LabelObstacles(frame=FRAME, shapes=np.array(shapes, dtype=object))


@given(POINTS)
@pytest.mark.slow
def test_every_part_has_a_name_or_a_number_or_is_counted(points):
    names, numbers, obstacles = make_labels(points)
    found = place_keyed_labels(LabelPlacer(obstacles), names, numbers)
    named = [each.label.key for each in found.named]
    assert sorted([*named, *found.numbered, *found.unnamed]) == sorted(numbers)
    boxes = [each.box for each in (*found.named, *found.numbered.values())]
    assert shapely.union_all(boxes).area == pytest.approx(sum(box.area for box in boxes))


@given(POINTS)
@pytest.mark.slow
def test_no_name_hides_another_part_and_no_leader_crosses_one(points):
    names, numbers, obstacles = make_labels(points)
    found = place_keyed_labels(LabelPlacer(obstacles), names, numbers)
    for each in found.named:
        for shape in obstacles.shapes:
            if shape.equals(each.label.shape):
                continue
            assert shape.intersection(each.box).area <= 0.31 * shape.area
            if each.leader is not None:
                assert shape.intersection(each.leader).length <= 0.31 * 8


def test_numbers_are_counted_anew_when_some_are_dropped():
    names, numbers, obstacles = make_labels([(2, 2), (6, 2), (10, 2)])
    placer = LabelPlacer(obstacles)
    found = place_keyed_labels(placer, names, numbers, numbered_first=numbers)
    assert list(found.numbered) == ["p0", "p1", "p2"]
    kept = found.keep_numbers(["p0", "p2"])
    assert [each.label.lines[0][0] for each in kept.numbered.values()] == ["1", "2"]
    assert kept.unnamed == ("p1",)
