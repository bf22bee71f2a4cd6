"""Whether an answer is certain, against the distance to every edge by geographiclib."""

import numpy as np
import pytest
from geodesic_oracle import distance_m
from shapely import MultiPolygon, Polygon, box

from geo.lookup.nearest_edge import index_edges
from geo.lookup.uncertainty import index_bands, is_certain, judge_points

pytestmark = pytest.mark.slow

CUT = MultiPolygon([box(179, -1, 180, 1), box(-180, -1, -179, 1)])
CAP = Polygon([(-180, -90), (180, -90), (180, -89), (90, -88.5), (0, -89.2), (-180, -89)])
SHAPES = {
    "a town": (box(105.4, 28.9, 105.5, 29.0), 2_000.0),
    "cut at 180": (CUT, 5_000.0),
    "just east of 180": (box(-179.99, 10, -179.5, 10.3), 4_000.0),
    "edges of ten degrees": (box(100, 45, 110, 55), 3_000.0),
    "around the pole": (CAP, 20_000.0),
}


@pytest.mark.parametrize(("shape", "width_m"), SHAPES.values(), ids=SHAPES)
def test_uncertain_is_what_lies_within_the_uncertainty_of_an_edge(shape, width_m):
    bands = bands_of(shape, width_m)
    west, south, east, north = shape.bounds
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(west, east, 60), rng.uniform(max(south, -89.9), north, 60)
    corners = np.array(shape.geoms[0].exterior.coords if isinstance(shape, MultiPolygon)
                       else shape.exterior.coords)  # fmt: skip
    near = corners[rng.integers(0, len(corners) - 1, 40)] + rng.uniform(-0.06, 0.06, (40, 2))
    lon, lat = np.append(lon, (near[:, 0] + 180) % 360 - 180), np.append(lat, near[:, 1])
    keep = np.abs(lat) < 90
    lon, lat = lon[keep], lat[keep]
    certain, away = (
        is_certain(bands, lon, lat),
        np.array([distance_m(shape, x, y) for x, y in zip(lon, lat, strict=True)]),
    )
    clear = np.abs(away - width_m) > 0.002 * width_m
    assert (certain == (away > width_m))[clear].all()
    assert not certain[clear].all()


def test_deep_within_a_shape_that_is_cut_the_answer_is_certain():
    lon, lat = np.array([180.0, -180.0, 179.999, -179.5]), np.zeros(4)
    assert is_certain(bands_of(CUT, 5_000.0), lon, lat).all()


def test_an_outline_without_uncertainty_decides_nothing():
    assert not is_certain(bands_of(CUT, np.nan), np.array([0.0]), np.array([0.0])).any()


def test_the_verdict_has_three_words():
    lon, lat = np.array([179.5, 179.999, 178.99]), np.zeros(3)
    told = judge_points(bands_of(CUT, 5_000.0), lon, lat)
    assert told.tolist() == ["certain", "certain", "possible"]
    assert set(judge_points(bands_of(CUT, np.nan), lon, lat)) == {"not known"}
    none = index_bands(index_edges(np.array([CUT], dtype=object)).edges.take(np.zeros(0, int)),
                       np.zeros(0), cells=4)  # fmt: skip
    assert set(judge_points(none, lon, lat)) == {"not known"}


def test_verdicts_are_those_of_the_distance_to_every_edge():
    """Random parts of random uncertainty, against geographiclib."""
    rng = np.random.default_rng(8)
    for _ in range(4):
        corners = rng.uniform([105, 28], [106, 29], (3, 2))
        shapes = [
            box(x, y, x + rng.uniform(0.05, 0.3), y + rng.uniform(0.05, 0.3)) for x, y in corners
        ]
        widths = 10 ** rng.uniform(1, 4.2, 3)
        bands = index_bands(index_edges(np.array(shapes, dtype=object)).edges, widths, cells=64)
        lon, lat = rng.uniform(104.9, 106.3, 25), rng.uniform(27.9, 29.3, 25)
        for x, y, verdict in zip(lon, lat, judge_points(bands, lon, lat), strict=True):
            away = np.array([distance_m(shape, x, y) for shape in shapes])
            if (np.abs(away - widths) > 0.002 * widths).all():
                assert verdict == ("possible" if (away < widths).any() else "certain")


def bands_of(shape, width_m):
    edges = index_edges(np.array([shape], dtype=object)).edges
    return index_bands(edges, np.array([width_m]), cells=64)


def test_an_outline_that_could_pass_over_the_point_decides_before_one_that_states_nothing():
    """Where the stated ±5 km already makes the answer possible, the other one doesn't matter."""
    shapes = np.array([CUT, box(0, 0, 1, 1)], dtype=object)
    bands = index_bands(index_edges(shapes).edges, np.array([5_000.0, np.nan]), cells=16)
    told = judge_points(bands, np.array([178.99, 178.0, 0.5]), np.array([0.0, 0.0, 0.5]))
    assert told.tolist() == ["possible", "not known", "not known"]
