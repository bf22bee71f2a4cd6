"""The zones' codes are those of EPSG, and coordinates show which zone they are in."""

import pytest
from pyproj import CRS

from geo.geodesy.gauss_kruger import GaussKrugerZone, find_prefix, find_zone, is_bare, is_north

DATUMS = {"CGCS2000": "China 2000", "Xian 1980": "Xian 1980", "Beijing 1954": "Beijing 1954"}
ZONES = [GaussKrugerZone(3, n) for n in range(25, 46)] + [
    GaussKrugerZone(6, n) for n in range(13, 24)
]


@pytest.mark.parametrize("system", DATUMS)
@pytest.mark.parametrize("has_prefix", [True, False])
def test_codes_are_those_of_epsg(system, has_prefix):
    for zone in ZONES:
        crs = CRS.from_epsg(zone.epsg_code(system, has_prefix=has_prefix))
        said = {each.name: each.value for each in crs.coordinate_operation.params}
        prefix_m = zone.number * 1e6 if has_prefix else 0
        assert said["Longitude of natural origin"] == zone.central_meridian_deg
        assert said["False easting"] == prefix_m + 500_000
        assert DATUMS[system] in crs.geodetic_crs.datum.name
        assert zone.is_known


def test_zone_of_a_longitude():
    assert find_zone(105.4) == GaussKrugerZone(3, 35)
    assert find_zone(106.6).central_meridian_deg == 108
    assert not find_zone(0).is_known


@pytest.mark.parametrize(
    ("east", "found"),
    [
        ((35_540_000, 35_541_000), GaussKrugerZone(3, 35)),
        ((18_540_000, 18_541_000), GaussKrugerZone(6, 18)),
        ((35_540_000, 36_540_000), None),
        ((540_000, 541_000), None),
        ((24_500_000, 24_500_000), None),
        ((46_500_000, 46_500_000), None),
    ],
)
def test_number_at_the_start_of_eastings(east, found):
    assert find_prefix(*east) == found


def test_eastings_without_number_and_northings():
    assert is_bare(320_000, 700_000)
    assert not is_bare(35_540_000, 35_540_000)
    assert is_north(3_193_000, 3_194_000)
    assert not is_north(540_000, 541_000)
