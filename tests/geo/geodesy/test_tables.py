"""The two tables have the promised columns, a row a part, or a part and place."""

import numpy as np
import pandas as pd
import pytest
from columns import AREA_COLUMNS, DISTANCE_COLUMNS
from geographiclib.geodesic import Geodesic

from geo.geodesy.area import compactness
from geo.geodesy.tables import (
    bearing_uncertainty_deg,
    find_area_basis,
    make_area_table,
    make_distance_table,
)


def ring_area_m2(ring):
    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in ring.coords[:-1]:
        polygon.AddPoint(lat, lon)
    return abs(polygon.Compute()[2])


def test_area_table_has_the_columns_of_the_interface(made_zone):
    table = make_area_table(made_zone.parts)
    assert [table.index.name, *table.columns] == AREA_COLUMNS
    np.testing.assert_array_equal(table["compactness"], compactness(made_zone.parts.geometry))
    assert table.at["west", "difference_percent"] == pytest.approx(
        ring_area_m2(made_zone.parts.geometry["west"].exterior) / 1e6 - 100, abs=1e-6
    )


def test_distance_table_has_the_columns_of_the_interface(made_zone):
    table = make_distance_table(made_zone.parts, made_zone.places)
    assert list(table.columns) == DISTANCE_COLUMNS
    assert list(zip(table["id"], table["place"], strict=True)) == [
        (part, place) for part in ("west", "east", "inner") for place in ("town", "city")
    ]
    assert table["position_uncertainty_m"].fillna(-1).tolist() == [105, 105, -1, -1, -1, -1]
    assert table["distance_m"][0] == 0


def test_no_places_make_an_empty_table(made_zone):
    table = make_distance_table(made_zone.parts, made_zone.places[:0])
    assert len(table) == 0
    assert len(table.columns) == 8


@pytest.mark.parametrize(
    ("placement", "measured_m2", "published_km2", "basis"),
    [
        ("schematic", 4.62e6, 4.62, "published"),
        ("schematic", 4.66e6, 4.62, "published"),
        ("schematic", 4.67e6, 4.62, "assumed"),
        ("schematic", 4.57e6, 4.62, "assumed"),
        ("schematic", 110e6, np.nan, "assumed"),
        ("schematic", 110e6, 0.0, "assumed"),
        ("surveyed", 300.0, np.nan, "surveyed"),
        ("surveyed", 300.0, 0.0003, "surveyed"),
        ("digitised", 4.62e6, 4.62, "digitised"),
    ],
)
def test_an_area_rests_on_what_its_outline_was_made_from(
    placement, measured_m2, published_km2, basis
):
    values = (measured_m2, published_km2, placement)
    found = find_area_basis(*(pd.Series([value], ["part"]) for value in values))
    assert found.to_dict() == {"part": basis}


def test_no_outlines_have_no_basis(made_zone):
    table = make_area_table(made_zone.parts[:0])
    assert table["area_basis"].tolist() == []


def test_a_bearing_is_as_uncertain_as_its_ends_may_move_sideways():
    distance = np.array([10_000.0, 2000.0, 4800.0, 0.0, 500.0, 500.0])
    uncertainty = np.array([5_000.0, 100.0, 5600.0, 0.0, 500.0, np.nan])
    found = bearing_uncertainty_deg(distance, uncertainty)
    # Half of an opening of sin 30° = 1/2; 100 m at 2 km by the small angle.
    np.testing.assert_allclose(found[:2], [30.0, np.degrees(0.05)], rtol=1e-3)
    assert np.isnan(found[2:]).all()


def test_bearings_of_the_table_are_uncertain_as_geographiclib_has_it(made_zone):
    table = make_distance_table(made_zone.parts, made_zone.places).set_index(["id", "place"])
    row = table.loc[("west", "city")]
    # Of all places within the uncertainty, the one seen farthest off the bearing.
    start = made_zone.parts.geometry["west"].centroid
    off = []
    for azimuth in np.arange(0, 360, 0.25):
        moved = Geodesic.WGS84.Direct(29.56, 106.55, azimuth, row["position_uncertainty_m"])
        seen = Geodesic.WGS84.Inverse(start.y, start.x, moved["lat2"], moved["lon2"])["azi1"]
        straight = Geodesic.WGS84.Inverse(start.y, start.x, 29.56, 106.55)["azi1"]
        off.append(abs(seen - straight))
    assert row["bearing_uncertainty_deg"] == pytest.approx(max(off), rel=1e-3)
