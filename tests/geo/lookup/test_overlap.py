"""Parcels against the made zone: west with inner inside (16 % of it), and east."""

from functools import partial

import numpy as np
import pytest
import shapely

from geo.geodesy.geodesic import WGS84
from geo.lookup import overlap, own_shares
from geo.lookup.overlap import find_polygon_faults, measure_polygons

PARCELS = [
    shapely.box(105.41, 28.91, 105.415, 28.915),  # in west
    shapely.box(105.425, 28.925, 105.43, 28.93),  # in west and inner
    shapely.box(105.49, 28.95, 105.51, 28.96),  # half in west
    shapely.box(105.39, 28.95, 105.4, 28.96),  # touches west
    shapely.box(105.0, 28.0, 105.1, 28.1),  # nowhere
    shapely.box(105.49, 28.95, 105.62, 28.96),  # 1/13 in west, 2/13 in east
]


@pytest.fixture
def measured(made_zone):
    """The parcels, measured."""
    return measure_polygons(made_zone, np.array(PARCELS))


def test_membership_and_shares(measured):
    assert measured["part"].tolist() == ["west", "inner", "west", None, None, "east"]
    assert measured["parts"].tolist() == ["west", "west; inner", "west", None, None, "west; east"]
    shares = [1, 1, 1 / 2, 0, 0, 2 / 13]
    np.testing.assert_allclose(measured["overlap_share"], shares, rtol=1e-6)


def test_shares_are_computed_once_and_verdicts_change_nothing(made_zone, measured, monkeypatch):
    calls = []

    def share(compute, *given):
        calls.append(0)
        return compute(*given)

    def count(*given):
        calls.append(len(given[1]))
        return own_shares.shared_areas_m2(*given)

    for module in (overlap, own_shares):
        monkeypatch.setattr(module, "share_out", partial(share, module.share_out))
    monkeypatch.setattr(overlap, "shared_areas_m2", count)
    found = measure_polygons(made_zone, np.array(PARCELS), is_judged=True)
    assert calls == [len(PARCELS), 0]
    assert [*found][-2:] == ["verdict", "outside_share"]
    for name, values in measured.items():
        np.testing.assert_array_equal(found[name], values)
    expected = [0, 0, 1 / 2, 1, 1, 10 / 13]
    np.testing.assert_allclose(found["outside_share"], expected, rtol=1e-4)


def test_areas_and_perimeters_are_geodesic(measured):
    for n, parcel in enumerate(PARCELS):
        area, perimeter = WGS84.geometry_area_perimeter(shapely.orient_polygons(parcel))
        assert measured["area_m2"][n] == pytest.approx(area, rel=1e-9)
        assert measured["perimeter_m"][n] == pytest.approx(perimeter, rel=1e-12)


def test_an_overlap_that_also_touches_counts_its_area_alone(made_zone):
    horns = shapely.Polygon(
        [(105.39, 28.95), (105.41, 28.95), (105.41, 28.96), (105.4, 28.96), (105.4, 28.97),
         (105.39, 28.97)]
    )  # fmt: skip
    assert measure_polygons(made_zone, np.array([horns]))["overlap_share"][0] == pytest.approx(
        1 / 3, rel=1e-4
    )


@pytest.mark.parametrize(
    ("shape", "word"),
    [
        (None, "no geometry"),
        (shapely.Polygon(), "empty"),
        (shapely.Point(1, 1), "a point, not a polygon"),
        (shapely.LineString([(1, 1), (2, 2)]), "not a polygon"),
        (shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), "self-intersection"),
        (shapely.box(500_000, 3_200_000, 500_100, 3_200_100), "projected metres, not degrees"),
        (shapely.box(28, 105, 29, 106), "longitude and latitude are swapped"),
        (shapely.box(179, 0, 181, 1), "outside longitude"),
        (shapely.box(-60, 0, 120, 80), "180° of longitude or more"),
        (shapely.box(105, 28, 106, 29), None),
    ],
)
def test_what_is_no_parcel_says_why(shape, word):
    fault = find_polygon_faults(np.array([shape]))[0]
    assert fault is None if word is None else word in str(fault)


def test_no_parcels(made_zone):
    columns = measure_polygons(made_zone, np.empty(0, dtype=object))
    assert {len(values) for values in columns.values()} == {0}


def test_columns_of_no_polygons_have_the_types_of_those_of_some(made_zone):
    some, none = (measure_polygons(made_zone, np.array(PARCELS, dtype=object)[:n]) for n in (1, 0))
    assert {name: np.asarray(each).dtype for name, each in none.items()} == {
        name: np.asarray(each).dtype for name, each in some.items()
    }
