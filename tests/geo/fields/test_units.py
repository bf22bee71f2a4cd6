"""Units of area: one number of each, from which all that is stated and shown is converted."""

import pytest

from geo.fields.units import M2_PER_HA, M2_PER_MU, MU_PER_KM2
from geo.importing.area_columns import find_area_unit
from geo.quality.stated_areas import UNITS_M2


def test_fifteen_mu_are_a_hectare():
    assert pytest.approx(M2_PER_HA, rel=1e-15) == 15 * M2_PER_MU
    assert MU_PER_KM2 * M2_PER_MU == 1e6


@pytest.mark.parametrize(("heading", "unit"), [("面积_亩", "mu"), ("面积_公顷", "ha")])
def test_columns_and_plots_are_converted_alike(heading, unit):
    found = find_area_unit(heading)
    assert found is not None
    assert float(found.km2) * 1e6 == pytest.approx(UNITS_M2[unit], rel=1e-12)
