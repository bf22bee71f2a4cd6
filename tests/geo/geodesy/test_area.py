"""Areas, perimeters and centres against geographiclib, one edge at a time."""

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.geodesy.area import area_m2, compactness, difference_percent, perimeter_m

WGS84 = Geodesic.WGS84
ROUNDING_M2 = 1e-3  # of the oracle itself, in doubles: shows on slivers and below a hectare


def ring_oracle(ring):
    """Return a ring's unsigned area and its length."""
    polygon = WGS84.Polygon()
    for lon, lat in shapely.get_coordinates(ring)[:-1]:
        polygon.AddPoint(lat, lon)
    _, perimeter, area = polygon.Compute()
    return abs(area), perimeter


def oracle(shape):
    """Return area (holes taken off) and perimeter (holes added) of all parts."""
    area = perimeter = 0.0
    for part in shapely.get_parts(shape):
        outer, *holes = map(ring_oracle, shapely.get_rings(part))
        area += outer[0] - sum(hole[0] for hole in holes)
        perimeter += outer[1] + sum(hole[1] for hole in holes)
    return area, perimeter - 2 * cut_m(shape)


def cut_m(shape):
    """Return the length of the line on which the shape meets itself at the 180th meridian."""
    east, west = (
        shape.boundary & shapely.LineString([(lon, -90), (lon, 90)]) for lon in (180, -180)
    )
    common = shapely.affinity.translate(east, -360) & west
    lines = [line for line in shapely.get_parts(common) if line.length > 0]
    ends = [shapely.get_coordinates(line)[[0, -1]] for line in lines]
    return sum(WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"] for a, b in ends)


def assert_agrees(shapes):
    areas, perimeters = zip(*map(oracle, shapes), strict=True)
    np.testing.assert_allclose(area_m2(shapes), areas, rtol=1e-9, atol=ROUNDING_M2)
    np.testing.assert_allclose(perimeter_m(shapes), perimeters, rtol=1e-9)


def blob(lon, lat, radii_m):
    """Return a star around a point: its corners are reached by geodesics, so no size lies."""
    turns = np.linspace(0, 360, len(radii_m), endpoint=False)
    ends = [WGS84.Direct(lat, lon, -a, r) for a, r in zip(turns, radii_m, strict=True)]
    lons = [lon + (end["lon2"] - lon + 180) % 360 - 180 for end in ends]
    return shapely.Polygon(zip(lons, [end["lat2"] for end in ends], strict=True))


def cut_at_antimeridian(shape):
    """Return the shape with what lies beyond 180 degrees brought back (RFC 7946, 3.1.9)."""
    pieces = [
        shapely.affinity.translate(shape & shapely.box(west, -90, west + 360, 90), -west - 180)
        for west in (-540, -180, 180)
    ]
    return shapely.union_all([piece for piece in pieces if piece.area > 0])


RADII = st.lists(st.floats(0.2, 1.0), min_size=3, max_size=24)
SIZES = st.floats(0.5, 5.3).map(lambda power: 10**power)  # 3 m to 200 km
BOX = shapely.box(105.4, 28.9, 105.5, 29.0)
HOLE = shapely.box(105.42, 28.92, 105.44, 28.94)
HOLED = shapely.Polygon(
    BOX.exterior, [HOLE.exterior, [(105.46, 28.96), (105.48, 28.96), (105.47, 28.98)]]
)
SHAPES = {
    "box": BOX,
    "clockwise": BOX.reverse(),
    "two holes": HOLED,
    "hole wound as the shell": shapely.Polygon(BOX.exterior, [HOLE.exterior]),
    "hole wound against the shell": shapely.Polygon(BOX.exterior, [HOLE.exterior.reverse()]),
    "all reversed": HOLED.reverse(),
    "multipolygon": shapely.MultiPolygon([HOLED, shapely.box(105.6, 28.9, 105.7, 29)]),
    "island in the lake": shapely.MultiPolygon([HOLED, HOLE.buffer(-0.005)]),
    "sliver of 1 cm": shapely.Polygon([(105, 28), (105.3, 28.2), (105.3, 28.2000001)]),
    "sliver of 10 km": shapely.Polygon([(105, 28), (105.1, 28), (105.05, 28.000001)]),
    "one metre": shapely.box(105.4, 28.9, 105.40001, 28.90001),
    "ten degrees": shapely.box(100, 25, 110, 35),
    "along the equator": shapely.box(-1, -1e-5, 1, 1e-5),
    "at the prime meridian": shapely.box(-0.1, 51, 0.1, 51.1),
    "touching the antimeridian": shapely.box(179.9, -17, 180, -16),
    "across the antimeridian": shapely.MultiPolygon(
        [shapely.box(179.9, -17, 180, -16), shapely.box(-180, -17, -179.8, -16)]
    ),
    "touching the pole": shapely.Polygon([(0, 90), (-10, 89), (10, 89)]),
    "high north": shapely.box(20, 80, 21, 80.1),
    "repeated corners": shapely.Polygon([(1, 1), (2, 1), (2, 1), (2, 2), (2, 2), (1, 1)]),
    "third dimension": shapely.force_3d(HOLED, 300.0),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_adversarial_shape_agrees(series, shape):
    assert_agrees(series(shape))


def test_many_shapes_at_once_agree(series):
    assert_agrees(series(*SHAPES.values()))


def test_shipped_parts_agree(zone):
    assert_agrees(zone.parts.geometry)


@given(st.floats(-170, 170), st.floats(-85, 85), SIZES, RADII)
def test_star_anywhere_agrees(lon, lat, size, radii):
    shape = blob(lon, lat, [r * size for r in radii])
    assume(shape.bounds[0] >= -180 and shape.bounds[2] <= 180)
    assert_agrees(gpd.GeoSeries([shape, shape.reverse()]))


@given(st.sampled_from([-180.0, 180.0]), st.floats(-80, 80), SIZES, RADII)
def test_star_cut_at_the_antimeridian_agrees(lon, lat, size, radii):
    whole = blob(lon, lat, [r * min(size, 50_000) for r in radii])
    assume(whole.is_valid and whole.area > 0)
    assert_agrees(gpd.GeoSeries([cut_at_antimeridian(whole)]))


@given(st.floats(-170, 170), st.floats(-80, 80), SIZES, RADII)
def test_part_and_rest_add_up(lon, lat, size, radii):
    outer = blob(lon, lat, [min(size, 50_000)] * 12)
    inner = blob(lon, lat, [0.5 * r * min(size, 50_000) for r in radii])
    rest = shapely.Polygon(outer.exterior, [inner.exterior])
    whole, part, left = area_m2(gpd.GeoSeries([outer, inner, rest]))
    assert part + left == pytest.approx(whole, rel=1e-9, abs=ROUNDING_M2)


def test_index_and_name_are_kept():
    shapes = gpd.GeoSeries([BOX, HOLED], index=pd.Index(["b", "a"], name="id"))
    for measure in (area_m2, perimeter_m, compactness):
        assert measure(shapes).name == measure.__name__
        assert measure(shapes).index.equals(shapes.index)


@pytest.mark.parametrize("measure", [area_m2, perimeter_m, compactness])
def test_empty_shape_is_zero(series, measure):
    assert measure(series(shapely.Polygon(), shapely.MultiPolygon())).tolist() == [0, 0]
    assert measure(series(shapely.Polygon(), BOX))[1] == measure(series(BOX))[0]


GLOBE_M2 = 510_065_621_724_088.4  # 4 pi c² (Karney 2013, equation 27)
WORLD = shapely.box(-180, -90, 180, 90)
PARALLEL = [(x, 80) for x in range(-180, 181, 5)]


@pytest.mark.parametrize("world", [WORLD, WORLD.reverse(), WORLD.segmentize(45)])
def test_the_whole_globe_has_its_area_and_no_perimeter(series, world):
    assert oracle(world)[0] == pytest.approx(0, abs=1)  # of the two sides, the smaller one
    assert area_m2(series(world))[0] == pytest.approx(GLOBE_M2, rel=1e-12)
    assert perimeter_m(series(world))[0] == 0
    assert compactness(series(world))[0] == 0


HOLE = shapely.box(0, 0, 9, 9)


@pytest.mark.parametrize(
    ("large", "rest_m2"),
    [
        (
            shapely.Polygon([*PARALLEL, (180, -90), (-180, -90)]),
            oracle(shapely.Polygon([*PARALLEL, (180, 90), (-180, 90)]))[0],
        ),
        (shapely.box(-110, -90, 110, 90), GLOBE_M2 * 140 / 360),
        (WORLD.segmentize(10) - HOLE, oracle(HOLE)[0]),
    ],
)
def test_more_than_half_the_globe_is_the_globe_without_the_rest(series, large, rest_m2):
    for shape in (large, large.reverse()):
        assert area_m2(series(shape))[0] == pytest.approx(GLOBE_M2 - rest_m2, rel=1e-9)


@given(st.floats(-179, -91), st.floats(91, 179), st.floats(-89, -1), st.floats(1, 89))
def test_wide_boxes_agree_with_an_equal_area_projection(west, east, south, north):
    box = shapely.box(west, south, east, north).segmentize(0.2)
    project = pyproj.Proj("+proj=cea +ellps=WGS84")
    flat = shapely.transform(box, lambda xy: np.column_stack(project(*xy.T)))
    assert area_m2(gpd.GeoSeries([box]))[0] == pytest.approx(flat.area, rel=1e-5)


def test_no_shapes_have_no_measures(series):
    for measure in (area_m2, perimeter_m, compactness):
        assert measure(series()).empty


def test_argument_is_not_changed(series):
    shapes = series(BOX.reverse())
    area_m2(shapes), perimeter_m(shapes)
    assert not shapes[0].exterior.is_ccw


def test_circle_is_the_most_compact(series):
    found = compactness(series(blob(105.4, 28.9, [1000] * 360), BOX, HOLED))
    assert found[0] == pytest.approx(1, abs=1e-4)
    assert found[0] > found[1] > found[2] > 0


def test_difference_is_signed_and_nan_without_published():
    measured = pd.Series([110e6, 90e6, 1e6, 1e6])
    found = difference_percent(measured, pd.Series([100.0, 100.0, math.nan, 0.0]))
    np.testing.assert_allclose(found, [10, -10, math.nan, math.nan])


def test_a_hole_is_subtracted_from_the_globe(series):
    hole = shapely.box(105, 28, 106, 29)
    world = shapely.Polygon(shapely.box(-180, -90, 180, 90).exterior, [hole.exterior])
    both = shapely.MultiPolygon([world, shapely.box(178, 0, 179, 1)])
    assert area_m2(series(world))[0] == pytest.approx(GLOBE_M2 - oracle(hole)[0], rel=1e-12)
    assert area_m2(series(both))[0] >= 0
