"""What labels cover and cross, measured against one overlay of each pair."""

import numpy as np
import pytest
import shapely

from maps.labels.conflicts import cross_shapes, is_inside, near_cost
from maps.labels.model import Label, LabelObstacles

FRAME = shapely.box(0, 0, 400, 300)
EM = 8.0
RIVER = shapely.LineString([(0, 10), (150, 160), (400, 140), (0, 40)])


def stars(*, seed, count=14):
    """Outlines with corners that turn in; some overlap, and the first is around many."""
    rng = np.random.default_rng(seed)
    angles = np.linspace(0, 2 * np.pi, 11)[:-1]
    middles, reach = rng.uniform((20, 20), (380, 280), (count, 2)), rng.uniform(6, 40, (count, 10))
    rings = middles[:, np.newaxis] + reach[..., np.newaxis] * np.column_stack(
        [np.cos(angles), np.sin(angles)]
    )
    return np.array([shapely.box(40, 40, 360, 260), *shapely.polygons(rings)], dtype=object)


def boxes(*, seed, count=60):
    west, south = np.random.default_rng(seed).uniform((0, 0), (350, 270), (count, 2)).T
    return shapely.box(west, south, west + 50, south + 30)


def cost_of_each_pair(label, box, ground):
    lengths = [(each, each.intersection(box).length) for each in ground.outlines]
    crossed_own = sum(length for each, length in lengths if each.equals(label.shape.boundary))
    crossed = sum(length for _, length in lengths) - crossed_own
    foreign = [each for each in ground.shapes if not is_inside(label, each)]
    common = [each.intersection(box).area for each in foreign]
    if max(c / each.area for c, each in zip(common, foreign, strict=True)) > 0.3:
        return np.inf
    own = label.shape.intersection(box).area
    if own > 0.97 * box.area:
        own = 0
    if own > 0.4 * label.shape.area:
        return np.inf
    shares = (c / min(box.area, each.area) for c, each in zip(common, foreign, strict=True))
    return (
        (3.0 * crossed + 0.7 * crossed_own) / EM
        + 0.25 * ground.thin_lines.intersection(box).length / EM
        + 6 * sum(shares)
        + 3 * own / min(box.area, label.shape.area)
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_cost_is_that_of_each_pair(seed):
    shapes = stars(seed=seed)
    ground = LabelObstacles(frame=FRAME, shapes=shapes, thin_lines=RIVER)
    label = Label(lines=(("Name", EM),), anchor=(0, 0), shape=shapes[3], may_have_leader=True)
    places = boxes(seed=seed + 10)

    def is_foreign(n):
        return not is_inside(label, shapes[n])

    found = near_cost(label, places, ground, is_foreign, most=np.full(len(places), np.inf))
    assert np.isfinite(found).any()
    assert np.isinf(found).any()
    expected = [cost_of_each_pair(label, box, ground) for box in places]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
    most = np.full(len(places), np.quantile(found[np.isfinite(found)], 0.2))
    bounded = near_cost(label, places, ground, is_foreign, most=most)
    assert (bounded == found)[found <= most].all()
    assert (np.isinf(bounded) | (bounded == found)).all()


@pytest.mark.parametrize("seed", range(4))
def test_a_leader_may_run_through_what_is_around_its_own_shape_only(seed):
    shapes = stars(seed=seed)
    ground = LabelObstacles(frame=FRAME, shapes=shapes)
    label = Label(lines=(("Name", EM),), anchor=(200, 150), shape=shapes[3], may_have_leader=True)
    far = np.random.default_rng(seed).uniform((0, 0), (400, 300), (40, 2))
    lines = shapely.linestrings(
        np.stack([[(200, 150), *far], np.full((41, 2), (200, 150))], axis=1)
    )
    found = cross_shapes(label, lines, ground, lambda n: not is_inside(label, shapes[n]))
    foreign = [each for each in shapes if not is_inside(label, each)]
    assert found.tolist() == [
        any(each.intersection(line).length > 0.3 * EM for each in foreign) for line in lines
    ]
    assert not found[0]  # of no length


def test_a_label_without_a_shape_is_in_none():
    ground = LabelObstacles(frame=FRAME, shapes=stars(seed=1))
    label = Label(lines=(("Name", EM),), anchor=(200, 150))
    assert not any(is_inside(label, each) for each in ground.shapes)
    assert not cross_shapes(label, boxes(seed=1), ground, lambda _n: True).any()
