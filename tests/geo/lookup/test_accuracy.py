"""Verdicts on points that are known only within some accuracy."""

from dataclasses import replace

import pytest
import shapely
from geodesic_oracle import WGS84, distance_m

from geo.lookup.accuracy import judge_with_accuracy
from geo.lookup.index import index_zone
from geo.lookup.locate import locate_point


@pytest.fixture
def index(made_zone):
    parts = made_zone.parts.assign(position_uncertainty_m=50.0)
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
