"""Verdicts on points that are known only within some accuracy."""

import math
import time
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geodesic_oracle import WGS84, distance_m

from geo.geodesy.part_outlines import PartOutlines
from geo.lookup.accuracy import find_doubted_part, judge_with_accuracy, list_doubted_parts
from geo.lookup.index import index_zone
from geo.lookup.locate import locate_point

NAN = float("nan")


@pytest.fixture
def index(made_zone):
    parts = made_zone.parts.assign(position_uncertainty_m=50.0, placement="surveyed")
    return index_zone(replace(made_zone, parts=parts))


@pytest.mark.parametrize(("lon", "lat"), [(105.42, 28.985), (105.47, 28.95), (105.52, 28.95)])
def test_the_accuracy_may_reach_the_band_of_an_edge(index, lon, lat):
    """Certain is what no edge, moved by its uncertainty, reaches from anywhere in the circle."""
    found = locate_point(index, lon, lat)
    away = min(distance_m(shape, lon, lat) for shape in index.parts.geometry)
    assert found.verdict == "certain"
    nearly, just = away - 50 - 0.01, away - 50 + 0.01
    assert judge_with_accuracy(index, found, nearly).verdict == "certain"
    reached = judge_with_accuracy(index, found, just)
    assert (reached.verdict, reached.certain) == ("possible", False)
    assert judge_with_accuracy(index, found, 0.0).verdict == "certain"


def test_what_is_not_known_stays_so(made_zone):
    index = index_zone(made_zone)
    found = locate_point(index, 105.42, 28.985)
    assert judge_with_accuracy(index, found, 10.0).verdict == "not known"


@pytest.mark.parametrize("azimuth", [2.8, 8.4, 42.0, 171.7])
@pytest.mark.parametrize("metres", [9_000.0, 10_080.0])
@pytest.mark.slow
def test_a_small_outline_is_not_missed_in_or_beside_the_circle(made_zone, azimuth, metres):
    """A parcel of 5 m, ±100 m, that the accuracy of 10 km just reaches, in odd directions."""
    parcel = shapely.box(105.5, 29.0, 105.50005, 29.00005)
    parts = made_zone.parts.iloc[:1].assign(position_uncertainty_m=100.0)
    parts = parts.set_geometry([parcel], crs=parts.crs)
    index = index_zone(replace(made_zone, parts=parts))
    at = WGS84.Direct(29.0, 105.5, azimuth, metres)
    found = locate_point(index, at["lon2"], at["lat2"])
    assert found.verdict == "certain"
    assert judge_with_accuracy(index, found, 10_000.0).verdict == "possible"


def test_counties_within_the_circle_count(zone):
    index = index_zone(zone)
    found = replace(locate_point(index, 95, 29), county_verdict="certain")
    assert judge_with_accuracy(index, found, 3_000_000.0).county_verdict == "possible"
    assert judge_with_accuracy(index, found, 3_000.0).county_verdict == "certain"


@pytest.mark.slow
def test_verdicts_are_those_of_the_distance_to_every_edge(made_zone):
    """Random parts and counties, uncertainties and accuracies, against geographiclib."""
    rng = np.random.default_rng(21)
    told = set()
    for _ in range(12):
        low = rng.uniform([105, 28], [106, 29], (5, 2))
        size = rng.uniform(0.05, 0.3, (5, 2))
        shapes = [shapely.box(*a, *(a + b)) for a, b in zip(low, size, strict=True)]
        widths = 10 ** rng.uniform(-2, 3.5, 5)
        index = index_of(made_zone, shapes[:3], widths[:3], shapes[3:], widths[3:])
        accuracy_m = float(10 ** rng.uniform(1, 4.7))
        for lon, lat in rng.uniform([104.9, 27.9], [106.3, 29.3], (3, 2)):
            found = judge_with_accuracy(index, locate_point(index, lon, lat), accuracy_m)
            away = np.array([distance_m(shape, lon, lat) for shape in shapes])
            is_near = away <= widths + accuracy_m
            part, county = (
                "possible" if near.any() else "certain" for near in (is_near[:3], is_near[3:])
            )
            assert found.verdict == part
            assert found.county_verdict == (county if found.county else "not known")
            told |= {found.verdict, found.county_verdict}
    assert told == {"certain", "possible", "not known"}


def test_a_bearing_takes_in_the_accuracy(made_zone):
    found = locate_point(made_zone, 105.43, 28.93)
    judged = judge_with_accuracy(index_zone(made_zone), found, 200.0)
    for before, after in zip(found.places, judged.places, strict=True):
        expected = math.degrees(math.asin(300 / before.distance_m))
        assert after.bearing_uncertainty_deg == pytest.approx(expected, rel=1e-9)
        assert after.position_uncertainty_m == before.position_uncertainty_m == 100
    far = judge_with_accuracy(index_zone(made_zone), found, 1e6)
    assert all(math.isnan(each.bearing_uncertainty_deg) for each in far.places)


def index_of(zone, shapes, widths, counties=(), county_widths=()):
    """Index parts and counties of these shapes, each as uncertain as said."""
    parts = outlines_of(zone.parts, shapes, widths)
    context = outlines_of(zone.context, counties, county_widths)
    return index_zone(replace(zone, parts=parts.assign(parent=None), context=context))


def outlines_of(like, shapes, widths):
    rows = {name: [None] * len(shapes) for name in like.columns if name != "geometry"}
    ids = [f"outline-{n}" for n in range(len(shapes))]
    rows |= {"position_uncertainty_m": list(widths), "kind": ["county"] * len(shapes)}
    rows |= {"county": ids}
    return gpd.GeoDataFrame(rows, geometry=list(shapes), index=ids, crs=like.crs)


def test_the_outlines_that_could_pass_over_a_point_come_by_their_reach(made_zone):
    parts = made_zone.parts.copy()
    lon, lat = 105.42, 28.985
    away = {key: distance_m(shape, lon, lat) for key, shape in parts.geometry.items()}
    near = sorted(away, key=away.get)
    parts["position_uncertainty_m"] = [
        away[key] + 5 if key == near[-1] else 1.0 for key in parts.index
    ]
    assert list_doubted_parts(PartOutlines(parts), lon, lat) == [near[-1]]
    widest = list_doubted_parts(PartOutlines(parts), lon, lat, accuracy_m=away[near[0]])
    assert widest[0] == near[-1]
    assert near[0] in widest
    assert find_doubted_part(PartOutlines(parts), lon, lat) == near[-1]
    bare = parts.assign(position_uncertainty_m=NAN)
    assert list_doubted_parts(PartOutlines(bare), lon, lat) == []


def test_what_does_not_depend_on_the_point_is_computed_once(zone):
    """Edges and reaches are of the zone: a second point costs a fraction of the first."""
    points = [(105.3 + 0.01 * n, 28.8 + 0.02 * n) for n in range(12)]
    zone.outlines.edges.course, zone.outlines.reaches_m  # noqa: B018 (both are kept)

    def ask(find_outlines):
        start = time.process_time()
        found = [
            list_doubted_parts(find_outlines(), lon, lat, accuracy_m=2_000.0) for lon, lat in points
        ]
        return found, time.process_time() - start

    (kept, kept_s), (anew, anew_s) = (
        ask(lambda: zone.outlines),
        ask(lambda: PartOutlines(zone.parts)),
    )
    print(f"asked of kept outlines {anew_s / kept_s:.1f} times as fast")
    assert kept == anew
    assert any(kept)
    assert zone.outlines is zone.outlines
    index = index_zone(zone)
    assert index.county_edges is index.county_edges
    assert index.reaches_m is index.outlines.reaches_m
