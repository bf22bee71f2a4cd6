"""A difference of areas is never rounded to nothing where there is one."""

import numpy as np
import pytest

from geo.quality.stated_areas import StatedArea
from webapp.plots.stated_words import describe_stated


@pytest.mark.parametrize(
    ("unit", "text", "difference_m2", "said"),
    [
        ("mu", "487.5", -16.01, "−16.01 m²"),
        ("ha", "32.50", 16.014, "16.01 m²"),
        ("m2", "325000", -0.0012, "−0.0012 m²"),
        ("mu", "487.5", 0.0, "0.0 mu"),
        ("mu", "487.5", -600.0, "−0.9 mu"),
    ],
)
def test_a_difference_is_told_in_a_unit_that_shows_it(unit, text, difference_m2, said):
    stated = StatedArea("a", unit, np.array([325_000.0]), None)
    row = {"stated_area_m2": 325_000.0, "stated_difference_m2": difference_m2}
    assert describe_stated(row, text, stated, "en")["difference_text"] == said
