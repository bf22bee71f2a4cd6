"""Neighbours: the nearest parts on the same level, by the gap between the edges."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.geodesy.distance import edge_distance_m
from geo.geodesy.neighbours import bound_gaps_m, find_neighbours, find_neighbours_of

WGS84 = Geodesic.WGS84
MM = 1e-3


def blob(lon, lat, radii_m):
    turns = (360 * n / len(radii_m) for n in range(len(radii_m)))
    ends = [WGS84.Direct(lat, lon, -a, r) for a, r in zip(turns, radii_m, strict=True)]
    return shapely.Polygon([(end["lon2"], end["lat2"]) for end in ends])


def gap_oracle(shape, other):
    """Return the gap between two shapes apart: a corner of one is an end of it."""
    return min(
        edge_distance_m(gpd.GeoSeries([there]), shapely.Point(corner)).iloc[0]
        for here, there in ((shape, other), (other, shape))
        for corner in shapely.get_coordinates(here)
    )


def parts_of(**shapes):
    return gpd.GeoDataFrame(
        {"parent": [None] * len(shapes)}, geometry=list(shapes.values()), index=list(shapes)
    )


def test_neighbours_are_nearest_first():
    parts = parts_of(
        far=blob(107, 29, [9000] * 5),
        me=blob(105, 29, [9000, 8000, 7000, 9000]),
        near=blob(105.3, 29.1, [7000] * 4),
        touching=shapely.box(104, 28.9, 105, 29.02),
        other=blob(105.4, 28.7, [9000] * 3),
    )
    gap = gap_oracle(parts.geometry["me"], parts.geometry["near"])
    found = find_neighbours(parts, "me")
    assert list(found.index) == ["touching", "near", "other"]
    assert found["touching"] == 0
    assert found["near"] == pytest.approx(gap, abs=MM)
    assert len(find_neighbours(parts, "me", most=9)) == 4


def test_neighbours_far_apart_are_exact_too():
    parts = parts_of(a=blob(105, 29, [30_000] * 5), b=blob(108, 31, [60_000] * 7))
    gap = gap_oracle(*parts.geometry)
    assert find_neighbours(parts, "a")["b"] == pytest.approx(gap, abs=MM)
    assert find_neighbours(parts, "b")["a"] == pytest.approx(gap, abs=MM)


def test_neighbours_share_a_parent(made_zone):
    assert list(find_neighbours(made_zone.parts, "west").index) == ["east"]
    assert find_neighbours(made_zone.parts, "inner").empty


def test_neighbours_are_mutual(zone):
    for part_id in zone.parts.index:
        for other, gap in find_neighbours(zone.parts, part_id, most=99).items():
            assert find_neighbours(zone.parts, other, most=99)[part_id] == pytest.approx(
                gap, abs=MM
            )


@pytest.mark.parametrize("spread_deg", [0.2, 9.0])
@pytest.mark.parametrize("south", [29, -80])
def test_the_nearest_of_many_are_those_of_all(spread_deg, south):
    """Only the parts that may be among the nearest are measured; it must leave out none."""
    radii = [1e4 * spread_deg * share for share in (0.3, 1.0, 0.2, 0.6, 0.9)]
    spots = [(n * 7 % 12 / 12, n * 5 % 11 / 11) for n in range(10)]
    blobs = [
        blob(105 + x * spread_deg, south + y * spread_deg, radii[n % 3 :])
        for n, (x, y) in enumerate(spots)
    ]
    parts = parts_of(**{f"p{n}": each for n, each in enumerate(blobs)})
    for part_id in parts.index:
        found, of_all = find_neighbours(parts, part_id), find_neighbours(parts, part_id, most=99)
        assert found.to_dict() == pytest.approx(of_all.head(3).to_dict())


def test_the_nearest_may_lie_beyond_the_antimeridian():
    east = {f"east{n}": shapely.box(-179.8 + n, 10, -179.7 + n, 11) for n in range(4)}
    west = {f"west{n}": shapely.box(175.7 - n, 10, 175.8 - n, 11) for n in range(4)}
    parts = parts_of(me=shapely.box(179.7, 10, 179.8, 11), **east, **west)
    assert list(find_neighbours(parts, "me").index) == ["east0", "east1", "east2"]


@pytest.mark.parametrize("seed", range(4))
def test_boxes_bound_the_gaps(seed):
    rng = np.random.default_rng(seed)
    west, south = rng.uniform(-170, 160, 40), rng.uniform(-85, 75, 40)
    wide, high = rng.uniform(0, 10, 40) ** rng.integers(0, 2, 40), rng.uniform(0, 8, 40)
    boxes = gpd.GeoSeries(shapely.box(west, south, west + wide, south + high))
    corner = shapely.Point(west[0], south[0])
    least, most = bound_gaps_m(np.array(corner.bounds), boxes.bounds.to_numpy())
    gaps = edge_distance_m(boxes, corner)
    assert (least <= gaps).all()
    assert (gaps <= most).all()


def test_several_parts_have_the_neighbours_that_each_has_alone(zone):
    ids = list(zone.parts.index)
    found = find_neighbours_of(zone.parts, ids)
    assert list(found) == ids
    for part_id in ids:
        alone = find_neighbours(zone.parts, part_id).to_dict()
        assert list(found[part_id].items()) == list(alone.items())
    assert find_neighbours_of(zone.parts, []) == {}
    with pytest.raises(KeyError):
        find_neighbours_of(zone.parts, [ids[0], "gone"])
