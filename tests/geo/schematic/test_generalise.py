"""Lines lose detail far from the zone, and none of their connections."""

import numpy as np
import pytest
import shapely

from geo.schematic.generalise import Tolerance, join_lines, round_lines, simplify_lines

NEAR = shapely.box(-1, -1, 1, 1)


def zigzag(west, east, count=200):
    x = np.linspace(west, east, count)
    return shapely.LineString(np.column_stack([x, 0.002 * (np.arange(count) % 2)]))


def test_detail_is_kept_near_the_zone_only():
    line = zigzag(-3, 3, 601)
    drawn = simplify_lines([line], Tolerance(near=0.0, far=0.01), near=NEAR)
    assert drawn.geom_type == "LineString"
    xy = shapely.get_coordinates(drawn)
    inside = np.abs(xy[:, 0]) < 1
    assert inside.sum() == (np.abs(shapely.get_coordinates(line)[:, 0]) < 1).sum()
    assert (~inside).sum() < 10


@pytest.mark.slow
def test_no_line_moves_farther_than_the_tolerance():
    line = zigzag(-3, 3, 601)
    drawn = simplify_lines([line], Tolerance(near=0.0005, far=0.0015), near=NEAR)
    for moved, kept in ((line, drawn), (drawn, line)):
        shapely.prepare(kept)  # Hausdorff's distance compares every point with every segment
        points = shapely.points(shapely.get_coordinates(shapely.segmentize(moved, 2e-4)))
        assert shapely.dwithin(points, kept, 0.0015 + 1e-9).all()


def test_lines_that_meet_go_on_meeting():
    star = [shapely.LineString([(0.5, 0.5), end]) for end in [(3, 0), (0, 3), (-3, -3)]]
    drawn = simplify_lines(star, Tolerance(near=0.1, far=0.1), near=NEAR)
    ends = [end for line in shapely.get_parts(drawn) for end in (line.coords[0], line.coords[-1])]
    assert ends.count((0.5, 0.5)) == 3


def test_a_line_shorter_than_the_last_decimal_is_left_out():
    lines = join_lines([zigzag(0, 1), shapely.LineString([(2, 2), (2.000001, 2)])])
    assert round_lines(lines).geom_type == "LineString"
    assert round_lines(shapely.Point(1.123456, 2)).equals(shapely.Point(1.12346, 2))
