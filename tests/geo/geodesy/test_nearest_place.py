"""The nearest place against every place, measured to points along the outline."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.geodesy.centroid import find_centroids
from geo.geodesy.nearest_place import find_nearest_places

CRESCENT = shapely.Polygon(
    [
        *((105.4, 28.9), (105.5, 28.9), (105.5, 28.92), (105.42, 28.92)),
        *((105.42, 28.98), (105.5, 28.98), (105.5, 29.0), (105.4, 29.0)),
    ]
)


def make_part(shape):
    return make_parts(a=shape)


def make_parts(**shapes):
    parts = {"position_uncertainty_m": [5.0] * len(shapes), "geometry": list(shapes.values())}
    return gpd.GeoDataFrame(parts, index=list(shapes), crs="OGC:CRS84")


def find_nearest_place(parts, places, part_id="a"):
    found = find_nearest_places(parts, places, find_centroids(parts.geometry))
    return next(iter(found.get(part_id, ())), None)


def make_places(points):
    doubt = [10.0] * len(points)
    frame = {"position_uncertainty_m": doubt, "geometry": [shapely.Point(xy) for xy in points]}
    return gpd.GeoDataFrame(frame, index=[f"p{n}" for n in range(len(points))], crs="OGC:CRS84")


def oracle_m(shape, lon, lat):
    """Return the least distance to points 20 m apart along the outline; 0 inside."""
    if shape.contains(shapely.Point(lon, lat)):
        return 0.0
    along = shapely.get_coordinates(shape.exterior.segmentize(0.0002))
    away = np.hypot(*((along - (lon, lat)) * (np.cos(np.radians(lat)), 1)).T)
    near = along[away < 1.02 * away.min()]  # a plane this small is right to a hundredth
    return min(Geodesic.WGS84.Inverse(lat, lon, y, x)["s12"] for x, y in near)


@pytest.mark.parametrize("seed", range(4))
def test_it_is_the_nearest_to_the_edge(seed):
    rng = np.random.default_rng(seed)
    points = rng.uniform([105.3, 28.8], [105.6, 29.1], size=(12, 2))
    points = [xy for xy in points if not CRESCENT.contains(shapely.Point(xy))]
    row = find_nearest_place(make_part(CRESCENT), make_places(points))
    expected = [oracle_m(CRESCENT, *xy) for xy in points]
    assert row["place"] == f"p{int(np.argmin(expected))}"
    assert row["distance_m"] == pytest.approx(min(expected), abs=15)
    assert row["position_uncertainty_m"] == 15


def test_of_places_inside_it_is_that_nearest_to_the_centroid():
    places = make_places([(105.49, 28.91), (105.41, 28.95), (105.45, 28.95)])
    row = find_nearest_place(make_part(CRESCENT), places)
    # The last is nearer to the centroid, but lies in the bay.
    assert (row["place"], row["distance_m"]) == ("p1", 0)


def test_without_places_there_is_none():
    assert find_nearest_place(make_part(CRESCENT), make_places([])) is None


def test_several_parts_have_what_each_has_alone():
    shapes = {
        "a": CRESCENT,
        "far": shapely.box(106, 28, 106.2, 28.1),
        "globe": shapely.box(-180, -90, 180, 90),
    }
    rng = np.random.default_rng(5)
    places = make_places(rng.uniform([105.3, 28.0], [106.3, 29.1], size=(30, 2)))
    for part_id, shape in shapes.items():
        alone = find_nearest_place(make_parts(**{part_id: shape}), places, part_id)
        found = find_nearest_place(make_parts(**shapes), places, part_id)
        assert repr(found) == repr(alone)  # NaN too


@pytest.mark.parametrize("seed", range(4))
def test_those_follow_whose_ranges_meet_that_of_the_nearest(seed):
    rng = np.random.default_rng(seed)
    points = rng.uniform([105.3, 28.8], [105.7, 29.2], size=(12, 2))
    places = make_places(points)
    places["position_uncertainty_m"] = rng.uniform(0, 5000, 12)
    parts = make_part(CRESCENT)
    parts["position_uncertainty_m"] = 1500.0
    found = find_nearest_places(parts, places, find_centroids(parts.geometry))["a"]
    metres = {name: oracle_m(CRESCENT, *xy) for name, xy in zip(places.index, points, strict=True)}
    doubt_m = places["position_uncertainty_m"] + 1500.0
    nearest = found[0]["place"]
    most = metres[nearest] + doubt_m[nearest]
    margin = {name: metres[name] - doubt_m[name] - most for name in metres}
    assert min(abs(each) for each in margin.values()) > 15  # what the oracle may be off
    assert {row["place"] for row in found} == {name for name in metres if margin[name] < 0}
    told = [row["distance_m"] for row in found]
    assert told == sorted(told)
