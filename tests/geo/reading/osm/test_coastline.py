"""The sea: on the right of coastlines, whatever the box cuts off."""

import pytest
import shapely

from geo.reading.osm.coastline import find_sea
from geo.reading.osm.region import project_shapes

BOX = (0.0, 0.0, 1.0, 1.0)


def share_of(coast):
    sea, unclear = find_sea([shapely.LineString(each) for each in coast], BOX)
    whole = project_shapes([shapely.box(*BOX)])[0].area
    return shapely.area(sea).sum() / whole if sea else 0.0, unclear


@pytest.mark.parametrize(
    ("coast", "share"),
    [
        ([], 0),  # nothing is known of a box without coast
        ([[(0.5, -1), (0.5, 2)]], 0.5),  # northwards: the sea is in the east
        ([[(0.25, 2), (0.25, -1)]], 0.25),  # southwards: in the west
        ([[(0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6), (0.4, 0.4)]], 0.96),  # an island
        ([[(0.4, 0.4), (0.4, 0.6), (0.6, 0.6), (0.6, 0.4), (0.4, 0.4)]], 0.04),  # a bay of water
        ([[(0.5, 0.0005), (0.5, 0.9995)]], 0.5),  # ends 55 m inside the box
        ([[(2, 2), (3, 3)]], 0),  # elsewhere
    ],
)
def test_the_sea_is_on_the_right_of_the_coast(coast, share):
    assert share_of(coast) == (pytest.approx(share, abs=0.002), 0)


def test_a_coast_that_ends_within_the_box_leaves_land_and_is_counted():
    assert share_of([[(0.5, -1), (0.5, 0.5)]]) == (0.0, 1)


def test_an_island_in_a_strait_is_land():
    strait = [[(0.2, 2), (0.2, -1)], [(0.2, -1), (0.2, -2)]]
    east = [[(0.8, -1), (0.8, 2)]]
    island = [[(0.85, 0.4), (0.95, 0.4), (0.95, 0.6), (0.85, 0.6), (0.85, 0.4)]]
    assert share_of([*strait, *east, *island]) == (pytest.approx(0.4 - 0.02, abs=0.002), 0)


def test_north_of_the_polar_circle_a_coast_100_m_from_the_edge_goes_on_to_it():
    sea, unclear = find_sea(
        [shapely.LineString([(20.5, 70.0005), (20.5, 70.9995)])], (20, 70, 21, 71)
    )
    assert (len(sea), unclear) == (1, 0)
