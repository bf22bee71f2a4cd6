"""Verdicts on points that are known only within some accuracy."""

from dataclasses import replace

import pytest
from geodesic_oracle import distance_m

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
    nearly, just = away - 50 - 3, away - 50 + 3
    assert judge_with_accuracy(index, found, nearly).verdict == "certain"
    reached = judge_with_accuracy(index, found, just)
    assert (reached.verdict, reached.certain) == ("possible", False)
    assert judge_with_accuracy(index, found, 0.0).verdict == "certain"


def test_what_is_not_known_stays_so(made_zone):
    index = index_zone(made_zone)
    found = locate_point(index, 105.42, 28.985)
    assert judge_with_accuracy(index, found, 10.0).verdict == "not known"
