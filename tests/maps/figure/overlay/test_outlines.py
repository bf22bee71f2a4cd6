"""A line along a schematic outline is dashed, whatever it says besides."""

import pytest

from maps.figure.overlay.draw import compared_style, selected_style
from maps.theme import DASHES


@pytest.mark.parametrize("style_of", [compared_style, selected_style])
def test_a_solid_line_is_kept_for_surveyed_outlines(zone, style_of):
    assert style_of(zone.parts, "longmatan-core", em=8.0)["linestyle"] == (0, DASHES["schematic"])
    surveyed = zone.parts.assign(placement="surveyed")
    assert style_of(surveyed, "longmatan-core", em=8.0)["linestyle"] == "solid"
