"""The small static map: what is drawn, where, and at which scale."""

import re

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod

from maps.svg.overview import WIDTH_PX, make_overview


def frame(*shapes):
    rows = {"id": [f"f{n}" for n in range(len(shapes))], "kind": "park", "placement": "schematic"}
    return gpd.GeoDataFrame(rows, geometry=list(shapes), crs="OGC:CRS84")


def test_features_lie_within_the_view(zone):
    drawn = make_overview(zone.context, zone.parts)
    assert len(drawn.marks) == len(zone.parts)
    for mark in drawn.marks:
        numbers = np.array(
            mark.path.replace("M", " ").replace("Z", " ").replace(",", " ").split(), dtype=float
        )
        xy = numbers.reshape(-1, 2)
        assert ((xy >= 0) & (xy <= [drawn.width, drawn.height])).all()


def test_larger_features_lie_below(zone):
    order = [mark.id for mark in make_overview(zone.context, zone.parts).marks]
    assert order.index("luxian-district") < order.index("pharmaceutical-park")


def test_numbers_stand_in_what_smaller_features_leave(zone):
    inner, outer = shapely.box(1, 1, 2, 2), shapely.box(0, 0, 3, 3)
    marks = {mark.id: mark for mark in make_overview(zone.context, frame(inner, outer)).marks}
    apart = np.hypot(marks["f0"].x - marks["f1"].x, marks["f0"].y - marks["f1"].y)
    assert apart > WIDTH_PX / 10


@pytest.mark.parametrize("lat", [0.0, 28.9, 60.0])
def test_scale_bar_is_true_in_the_middle(zone, lat):
    square = shapely.box(105, lat - 0.1, 105.4, lat + 0.1)
    drawn = make_overview(zone.context.iloc[:0], frame(square, square))
    span = Geod(ellps="WGS84").inv(105, lat, 105.4, lat)[2]
    numbers = np.array(
        drawn.marks[0].path.replace("M", " ").replace("Z", " ").replace(",", " ").split(),
        dtype=float,
    )
    xs = numbers.reshape(-1, 2)[:, 0]
    assert drawn.bar_m / drawn.bar_px == pytest.approx(span / np.ptp(xs), rel=0.01)


def test_a_point_is_drawn_as_one(zone):
    (mark,) = make_overview(zone.context, frame(shapely.Point(105.4, 28.9))).marks
    assert (mark.path, mark.x) == ("", WIDTH_PX / 2)


def test_a_zone_across_the_antimeridian_looks_like_the_same_zone_elsewhere(zone):
    """Cut at 180 degrees or whole at 90 degrees east: the same drawing, the same bar."""
    west, east = shapely.box(179.9, -17, 180, -16.8), shapely.box(-180, -17, -179.9, -16.8)
    beside = shapely.box(-179.8, -17, -179.7, -16.9)
    crossing = frame(shapely.multipolygons([west, east]), beside)
    whole = frame(shapely.box(89.9, -17, 90.1, -16.8), shapely.box(90.2, -17, 90.3, -16.9))
    drawn, same = (make_overview(zone.context.iloc[:0], each) for each in (crossing, whole))
    assert (drawn.bar_m, drawn.bar_px) == (same.bar_m, same.bar_px)
    assert drawn.height == same.height
    for mark, other in zip(drawn.marks, same.marks, strict=True):
        assert (mark.x, mark.y) == pytest.approx((other.x, other.y), abs=1)
        assert mark.path.count("M") == 1
        xy, there = (
            np.array(re.findall(r"[\d.]+", each.path), float).reshape(-1, 2)
            for each in (mark, other)
        )
        assert [*xy.min(axis=0), *xy.max(axis=0)] == pytest.approx(
            [*there.min(axis=0), *there.max(axis=0)], abs=0.11
        )


def test_ground_beyond_the_antimeridian_is_drawn_too(zone):
    """A lone part that ends at 180 degrees shows the county on the other side."""
    county = frame(shapely.box(-180, -18, -179, -16)).assign(kind="county", host=False)
    (ground,) = make_overview(county, frame(shapely.box(179.9, -17, 180, -16.9))).ground
    assert ground[0] == "county"
