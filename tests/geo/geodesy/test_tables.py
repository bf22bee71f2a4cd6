"""The two tables have the promised columns, a row a part, or a part and place."""

import numpy as np
import pytest
from columns import AREA_COLUMNS
from geographiclib.geodesic import Geodesic

from geo.geodesy.area import compactness
from geo.geodesy.tables import make_area_table, make_distance_table


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
    columns = (
        "id place distance_m centre_distance_m centroid_outside bearing_deg position_uncertainty_m"
    )
    assert list(table.columns) == columns.split()
    assert list(zip(table["id"], table["place"], strict=True)) == [
        (part, place) for part in ("west", "east", "inner") for place in ("town", "city")
    ]
    assert table["position_uncertainty_m"].fillna(-1).tolist() == [105, 105, -1, -1, -1, -1]
    assert table["distance_m"][0] == 0


def test_no_places_make_an_empty_table(made_zone):
    table = make_distance_table(made_zone.parts, made_zone.places[:0])
    assert len(table) == 0
    assert len(table.columns) == 7
