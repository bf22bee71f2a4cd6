"""Areas in findings read as those of the pages."""

import pytest

from geo.quality.area_text import format_area, format_published_area
from maps import formatting


@pytest.mark.parametrize("power", range(-1, 15))
@pytest.mark.parametrize("factor", [1.0, 1.5, 2.345, 9.99, 9.999996])
def test_a_measured_area_is_that_of_the_pages(power, factor):
    size_m2 = factor * 10.0**power
    assert format_area(size_m2) == formatting.area(size_m2, "en")


@pytest.mark.parametrize(
    "size_km2", [1e-6, 0.0003, 0.004666666667, 0.01, 0.166666666667, 0.25, 4.62, 110.0, 12_345.0]
)
def test_a_published_area_is_that_of_the_pages(size_km2):
    assert format_published_area(size_km2) == formatting.published_area(size_km2, "en")
