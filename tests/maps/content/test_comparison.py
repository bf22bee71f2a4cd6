"""Bars and ranks of numbers side by side: only what the uncertainty leaves certain is ranked."""

import math
from dataclasses import replace

import pytest
import shapely

from geo.measured import Measured
from maps.content.comparison import (
    Estimate,
    are_alike,
    bound_area_m2,
    compare_areas,
    compare_distances,
    rank_values,
)

WORDS = "most", "least"


@pytest.mark.parametrize(
    ("estimates", "ranks"),
    [
        ([Estimate(1), Estimate(2), Estimate(3)], ["least", "", "most"]),
        ([Estimate(1), Estimate(1)], ["", ""]),
        ([Estimate(1, 0.5), Estimate(2, 0.5)], ["", ""]),
        ([Estimate(1, 0.5), Estimate(2, 0.4)], ["least", "most"]),
        ([Estimate(1), Estimate(2), Estimate(9, math.nan)], ["", "", ""]),
        ([Estimate(1), Estimate(math.nan)], ["", ""]),
        ([Estimate(1)], [""]),
        ([], []),
    ],
)
def test_only_what_is_certain_has_a_rank(estimates, ranks):
    assert [bar.rank for bar in rank_values(estimates, WORDS)] == ranks


def test_shares_are_of_the_greatest_that_is_known():
    bars = rank_values([Estimate(math.nan), Estimate(5, 6), Estimate(4), Estimate(8)], WORDS)
    assert [bar.share for bar in bars] == [None, None, 0.5, 1]
    assert [bar.share for bar in rank_values([Estimate(0), Estimate(0)], WORDS)] == [None, None]


def test_published_and_measured_areas_have_one_scale(zone):
    """The core's 4.62 km², published and drawn, beside an assumed 110 km² drawn alone."""
    bars = compare_areas(Measured(zone), ["longmatan-core", "jiangyang-district"], "en")
    assert bars["published_area_km2"][0].share == pytest.approx(4.62 / 110, rel=1e-3)
    # The assumed one has no bar of its own while its size is unsure.
    for published, drawn in zip(bars["published_area_km2"], bars["area_m2"], strict=True):
        if published.share is not None:
            assert drawn.share == pytest.approx(published.share, rel=1e-3)


def test_an_assumed_area_has_no_rank(zone):
    bars = compare_areas(Measured(zone), ["longmatan-core", "jiangyang-district"], "en")
    assert [bar.rank for bar in bars["area_m2"]] == ["", ""]
    assert bars["published_area_km2"][1].share is None


def test_distances_are_ranked_place_by_place(zone):
    measured = Measured(zone)
    ids = ["luxian-district", "big-data-park"]
    bars = compare_distances(measured, ids, "en")
    assert len(bars) == len(zone.places)
    chengdu = bars[list(zone.places.index).index("chengdu")]
    assert [bar.rank for bar in chengdu] == ["nearer", "farther"]  # 204.6 ±4.2 and 244 ±6.2 km


def test_numbers_within_both_uncertainties_are_alike():
    bars = rank_values([Estimate(1, 0.4), Estimate(2, 0.5), Estimate(2.6, 0.3)], WORDS)
    assert [bar.like for bar in bars] == [(), (2,), (1,)]
    assert not are_alike(bars)
    assert are_alike(rank_values([Estimate(1, 0.5), Estimate(2, 0.5)], WORDS))


@pytest.mark.parametrize("unsure", [0.0, math.nan])
def test_without_an_uncertainty_nothing_is_within_it(unsure):
    """Equal published figures are equal; of what is not stated nothing is said."""
    assert not are_alike(rank_values([Estimate(1, unsure), Estimate(1, unsure)], WORDS))
    assert not are_alike([])


def test_a_surveyed_area_is_as_sure_as_its_edge():
    """A square of 100 m whose edge lies within 2 m: at most its rounded buffer of 2 m."""
    row = {"area_basis": "surveyed", "area_m2": 1e4, "perimeter_m": 400.0}
    band_m2 = shapely.box(0, 0, 100, 100).buffer(2, quad_segs=64).area - 1e4
    assert bound_area_m2({**row, "position_uncertainty_m": 2.0}) == pytest.approx(band_m2, rel=1e-3)
    assert math.isnan(bound_area_m2({**row, "position_uncertainty_m": math.nan}))
    assert bound_area_m2({**row, "area_basis": "published", "position_uncertainty_m": 2.0}) == 0


@pytest.mark.parametrize(("reach_m", "ranks"), [(1.0, ["larger", "smaller"]), (500.0, ["", ""])])
def test_measured_areas_are_ranked_within_what_their_edges_allow(zone, reach_m, ranks):
    parts = zone.parts.assign(placement="surveyed", position_uncertainty_m=reach_m)
    measured = Measured(replace(zone, parts=parts))
    bars = compare_areas(measured, ["longmatan-core", "big-data-park"], "en")["area_m2"]
    assert [bar.rank for bar in bars] == ranks
    assert are_alike(bars) == (ranks[0] == "")


def test_assumed_areas_are_alike_within_a_third(zone):
    bars = compare_areas(Measured(zone), ["luxian-district", "jiangyang-district"], "en")
    assert are_alike(bars["area_m2"])  # 87.4 and 110 km²
    assert not are_alike(bars["published_area_km2"])
