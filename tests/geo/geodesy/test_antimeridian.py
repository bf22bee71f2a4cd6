"""Longitudes across 180 degrees: against shifting the globe until nothing crosses."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.geodesy.antimeridian import (
    find_seam,
    make_bbox,
    make_box,
    unwrap_series,
    unwrap_shapes,
    unwrapped_bounds,
    wrap_degrees,
)

HALVES = [shapely.box(179.8, -17, 180, -16.5), shapely.box(-180, -17, -179.7, -16.5)]
CUT = shapely.multipolygons(HALVES)


def turned(box, lon):
    """Return a box (degrees) turned by `lon` about the poles, cut at the antimeridian."""
    west, south, east, north = box
    west, east = (west + lon + 180) % 360 - 180, (east + lon + 180) % 360 - 180
    if west < east:
        return shapely.box(west, south, east, north)
    sides = shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)
    return shapely.multipolygons(sides)


def test_a_shape_cut_at_the_antimeridian_is_one_again():
    (whole,) = unwrap_shapes([CUT], seam=find_seam([CUT]))
    assert whole.equals(shapely.box(179.8, -17, 180.3, -16.5))
    assert whole.geom_type == "Polygon"


def test_rfc_7946_writes_west_above_east():
    """The example of section 5.2: the Fiji archipelago."""
    fiji = [shapely.box(177, -20, 180, -16), shapely.box(-180, -20, -178, -16)]
    assert make_bbox(fiji) == [177, -20, -178, -16]
    assert make_bbox([shapely.multipolygons(fiji)]) == [177, -20, -178, -16]


@given(
    st.lists(
        st.tuples(st.floats(0, 80), st.floats(0.1, 5), st.floats(-60, 60)), min_size=1, max_size=5
    ),
    st.integers(-180, 180),
)
def test_bounds_do_not_depend_on_where_the_antimeridian_lies(rows, lon):
    boxes = [(x, y, x + width, y + 1) for x, width, y in rows]
    here = shapely.total_bounds([shapely.box(*box) for box in boxes])
    west, south, east, north = unwrapped_bounds([turned(box, lon) for box in boxes])
    assert east - west == pytest.approx(here[2] - here[0], abs=1e-9)
    assert (west - lon - here[0] + 180) % 360 - 180 == pytest.approx(0, abs=1e-9)
    assert [south, north] == pytest.approx([here[1], here[3]])


@given(st.lists(st.tuples(st.integers(-180, 179), st.integers(1, 60)), min_size=1, max_size=6))
def test_the_box_is_the_smallest_that_holds_all(rows):
    """Every degree of the globe is tried as the box's western edge."""
    boxes = [shapely.box(x, 0, min(x + width, 180), 1) for x, width in rows]
    taken = {n % 360 for box in boxes for n in range(int(box.bounds[0]), int(box.bounds[2]))}
    least = min(1 + max((n - first) % 360 for n in taken) for first in range(360))
    west, _, east, _ = make_bbox(boxes)
    assert (east - west) % 360 == least % 360
    held = make_box(make_bbox(boxes))
    assert all(held.covers(box) for box in boxes)


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([(105, 28, 106, 29)], [105, 28, 106, 29]),
        ([(-120, 0, -100, 1), (-10, 0, 10, 1), (90, 0, 110, 1)], [-120, 0, 110, 1]),
        ([(-180, -90, 180, -80)], [-180, -90, 180, -80]),
        ([(-180, 0, -179, 1)], [-180, 0, -179, 1]),
        ([(179, 0, 180, 1)], [179, 0, 180, 1]),
        ([(179, 0, 180, 1), (-180, 0, -180, 1)], [179, 0, 180, 1]),
        ([(180, 0, 180, 1), (-180, 0, -179, 1)], [-180, 0, -179, 1]),
    ],
)
def test_boxes_that_need_not_cross_do_not(boxes, expected):
    assert make_bbox([shapely.box(*box) for box in boxes]) == expected


@pytest.mark.parametrize("x", [35_400_000.0, -200.0, 181.0])
def test_what_is_no_longitude_is_left_alone(x):
    far = [shapely.box(x, 0, x + 500, 1), shapely.box(x + 900, 0, x + 901, 1)]
    assert find_seam(far) is None
    assert make_bbox(far) == [x, 0, x + 901, 1]


def test_no_shapes_and_empty_shapes_have_no_seam():
    assert find_seam([]) is None
    assert find_seam([shapely.Polygon(), *HALVES]) == find_seam(HALVES)
    assert unwrap_shapes([shapely.Polygon(), *HALVES], seam=0)[0].is_empty
    assert np.isnan(make_bbox([shapely.Polygon()])).all()
    assert np.isnan(unwrapped_bounds([])).all()


def test_a_shape_over_the_meridian_of_the_seam_is_not_torn():
    wide = shapely.box(-10, 0, 20, 1)
    assert unwrap_shapes([wide], seam=0)[0].bounds == (-10, 0, 20, 1)


def test_unwrapping_keeps_lines_and_collections_whole():
    line = shapely.MultiLineString([[(179, 0), (180, 1)], [(-180, 1), (-179, 2)]])
    mixed = shapely.geometrycollections([line, CUT])
    found = unwrap_shapes([line, mixed], seam=0)
    assert [each.bounds for each in found] == [(179, 0, 181, 2), (179, -17, 181, 2)]
    assert shapely.line_merge(found[0]).geom_type == "LineString"


def test_unwrapping_leaves_other_zones_alone():
    shapes = gpd.GeoSeries([shapely.Point(-3, 5)], index=["a"], crs="OGC:CRS84")
    assert unwrap_series(shapes, seam=None)["a"] == shapely.Point(-3, 5)
    assert unwrap_series(shapes, seam=0)["a"] == shapely.Point(357, 5)
    assert unwrap_series(shapes, seam=0).crs == shapes.crs


def test_the_shapes_given_are_not_changed():
    before = CUT.wkt
    unwrap_shapes(np.array([CUT, *HALVES]), seam=0)
    assert CUT.wkt == before


def test_a_box_read_with_west_above_east_is_two():
    box = make_box([177, -20, 0, -178, -16, 100])
    assert box.covers(shapely.Point(179, -18))
    assert box.covers(shapely.Point(-179, -18))
    assert not box.intersects(shapely.Point(0, -18))
    assert box.area == 5 * 4


@given(st.floats(-540, 540))
def test_a_longitude_stays_where_it_is_on_the_globe(lon):
    found = wrap_degrees(lon)
    assert -180 <= found <= 180
    assert np.exp(1j * np.radians(found)) == pytest.approx(np.exp(1j * np.radians(lon)))
