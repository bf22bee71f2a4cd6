"""The lines below the parts say how far off they may be."""

import geopandas as gpd
import numpy as np
import pytest

from maps.content.uncertainty import label_context, make_doubt, uncertainty_range


@pytest.fixture
def context():
    """Two counties of different uncertainty, and a river."""
    kinds, metres = ["county", "county", "river"], [1000.0, 8800.0, 1500.0]
    values = {"kind": kinds, "position_uncertainty_m": metres}
    return gpd.GeoDataFrame(values, geometry=[None] * 3)


@pytest.mark.parametrize(
    ("kind", "lang", "said"),
    [
        ("county", "en", "County boundary (±1 km to ±8.8 km)"),
        ("county", "zh", "区县界（±1 km 至 ±8.8 km）"),
        ("river", "en", "River (±1.5 km)"),
        ("river", "zh", "河流（±1.5 km）"),
    ],
)
def test_a_label_says_how_far_off_its_lines_may_be(context, kind, lang, said):
    assert label_context(context, kind, lang) == said


def test_a_label_says_that_the_uncertainty_is_not_stated(context):
    unstated = context.assign(position_uncertainty_m=np.nan)
    assert label_context(unstated, "river", "en") == "River (± not stated)"
    assert uncertainty_range(unstated["position_uncertainty_m"], "en") == "not stated"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "±4 km and about 970 m more for its assumed area"),
        ("zh", "±4 km，且因面积为假定值还可能再移动约 970 m"),
    ],
)
def test_what_an_assumed_area_leaves_open_is_told_with_the_position(lang, said):
    assert make_doubt(4_000.0, 967.93, lang) == (4_000.0, said, 4_967.93)
    assert make_doubt(4_000.0, 0.0, lang) == (4_000.0, "±4 km", 4_000.0)
    assert make_doubt(np.nan, 967.93, lang) is None
