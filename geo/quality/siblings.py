"""The parts of one parent on one plane, and which of them are near each other."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from geo.arrays import Shapes
from geo.errors import N_, InputError
from geo.geodesy.projection import LocalPlane
from geo.quality.crossings import MOST_MEETINGS, CrossingMeter
from geo.quality.dataset import Dataset, DrawnItem, representative_point

MAX_PAIRS = 2_000
MAX_EAST_DEG = 90.0  # farther from its origin a plane would cut an outline in two


@dataclass(frozen=True)
class Siblings:
    """Parts of one parent, or those without one: they should not overlap.

    Attributes
    ----------
    items : list of DrawnItem
        In the file's order.
    plane : LocalPlane
        About the first of them.
    shapes : array of Geometry, shape (n,)
        The items' shapes in metres on that plane.
    apart : list of DrawnItem
        Parts that the plane can't take, since they extend too far from the first one.
    """

    items: list[DrawnItem]
    plane: LocalPlane
    shapes: Shapes
    apart: list[DrawnItem]

    def find_pairs(self, within_m: float) -> tuple[list[tuple[int, int]], int]:
        """Return pairs at most `within_m` metres apart (to 1 %), and how many more there are.

        At most `MAX_PAIRS`, in the file's order: each costs milliseconds, and their number grows
        with the square of the parts' number.
        """
        found = shapely.STRtree(self.shapes).query(
            self.shapes, predicate="dwithin", distance=within_m
        )
        one, other = found[:, found[0] < found[1]]
        order = np.lexsort((other, one))[:MAX_PAIRS]
        pairs = list(zip(one[order].tolist(), other[order].tolist(), strict=True))
        return pairs, len(one) - len(pairs)


def iter_siblings(dataset: Dataset) -> Iterator[Siblings]:
    """Yield the parts of each parent, and those without one."""
    items = dataset.usable_items
    for parent in dict.fromkeys(item.fields.get("parent") for item in items):
        yield _make_siblings([item for item in items if item.fields.get("parent") == parent])


def _make_siblings(items: list[DrawnItem]) -> Siblings:
    plane = LocalPlane(*representative_point(items[0].shape))
    shapes = np.array([plane.project(item.shape) for item in items], dtype=object)
    farthest = np.abs(shapely.bounds(shapes)[:, [0, 2]]).max(axis=1)
    is_apart = ~(farthest <= MAX_EAST_DEG * plane.metres_per_degree()[0])
    return Siblings(
        [item for item, apart in zip(items, is_apart, strict=True) if not apart],
        plane,
        shapes[~is_apart],
        [item for item, apart in zip(items, is_apart, strict=True) if apart],
    )


def refuse_tangled(dataset: Dataset) -> None:
    """Refuse siblings whose outlines cross each other too often to be checked, before they are.

    Raises
    ------
    InputError
        When all pairs together do so more than `MOST_MEETINGS` times.
    """
    meter = CrossingMeter()
    for level in iter_siblings(dataset):
        for n, m in level.find_pairs(0.0)[0]:
            meter.select(level.shapes[[n]], level.shapes[[m]])
            if meter.is_tangled:
                one, other = (
                    dataset.labels.of(level.items[each], is_quoted=True) for each in (n, m)
                )
                raise InputError(
                    N_(
                        "Outlines cross each other at more than %(most)s places, those of %(one)s "
                        "and %(other)s among them. Simplify them."
                    ),
                    most=f"{MOST_MEETINGS:,}",
                    one=one,
                    other=other,
                )
