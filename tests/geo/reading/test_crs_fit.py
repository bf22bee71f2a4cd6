"""Coordinates outside the area of use of their CRS are refused or warned of."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from geo.errors import InputError
from geo.reading.area_of_use import AreaOfUse, find_area
from geo.reading.crs_fit import find_layer_misfits, raise_misfit
from geo.reading.layer import ReadOptions

RIGHT, FAR = (35_540_000, 3_193_000), (36_540_000, 3_193_000)


def judge(points, declared, **options):
    table = gpd.GeoDataFrame(geometry=shapely.points(points), crs=declared)
    table.index = range(1, len(table) + 1)
    misfits = find_layer_misfits(table, table.crs, ReadOptions(**options), name="a.gpkg")
    return [str(each) for each in raise_misfit(misfits)]


def test_a_file_in_its_area_of_use_is_taken_without_a_word():
    assert judge([RIGHT, (35_500_000, 3_000_000)], "EPSG:4523") == []


def test_a_whole_file_outside_is_refused_with_a_question():
    with pytest.raises(InputError) as caught:
        judge([RIGHT, RIGHT], "EPSG:4524")
    assert str(caught.value) == (
        "2 of 2 features of a.gpkg lie outside the area of use of EPSG:4524 (CGCS2000 / 3-degree "
        "Gauss-Kruger zone 36) (106.5–109.51° E, 18.19–42.47° N). If one of these is right, set "
        "it: --crs EPSG:4523 (CGCS2000 / 3-degree Gauss-Kruger zone 35: 105.41° E, 28.85° N). "
        "Any other EPSG code can be set with --crs. If the file is right as it is, set --crs EPSG:4524,anywhere."
    )
    assert judge([RIGHT, RIGHT], "EPSG:4524", crs="EPSG:4524,anywhere") == []


def test_outliers_are_warned_of_by_number():
    (said,) = judge([RIGHT, RIGHT, FAR, RIGHT, FAR], "EPSG:4523")
    assert said.startswith("WARNING: 2 of 5 features of a.gpkg lie outside")
    assert said.endswith("42.21° N): 3, 5. Check their coordinates.")
    (many,) = judge([RIGHT] * 30 + [FAR] * 25, "EPSG:4523")
    assert many.endswith(", 49, 50, …. Check their coordinates.")


@pytest.mark.parametrize(
    ("crs", "point"),
    [
        ("EPSG:25833", (-30_000, 6_733_000)),  # Bergen, as all of Norway is mapped in zone 33
        ("EPSG:4523", (34_900_000, 3_300_000)),  # the west of Sichuan, on a map of all of it
    ],
)
def test_a_zone_used_beyond_its_edge_is_only_warned_of(crs, point):
    (said,) = judge([point], crs)
    assert said.startswith("WARNING: 1 of 1 features")


@pytest.mark.parametrize(
    ("crs", "point"),
    [
        ("EPSG:4544", (105.4, 28.8)),
        ("EPSG:32648", (105.4, 28.8)),
        ("EPSG:3857", (105.4, 28.8)),
        ("EPSG:32648", (540, 3193)),
        ("EPSG:3857", (11_733, 3_355)),
        ("EPSG:3857", (35_540_000, 3_193_000)),
        ("EPSG:4490", (35_540_000, 3_193_000)),
        ("EPSG:4326", (540_000, 3_193_000)),
        ("EPSG:4490", (40.0, 80.0)),
        ("EPSG:4544", (90_000, 33_000)),
        ("EPSG:4544", (35_540_000, 3_193_000)),
    ],
)
def test_other_units_orders_and_grids_are_refused(crs, point):
    with pytest.raises(InputError, match=r"^1 of 1 features of a\.gpkg lie outside"):
        judge([point], crs)


@pytest.mark.parametrize("crs", ["OGC:CRS84", "EPSG:4326"])
@pytest.mark.parametrize("place", [(-70, -50), (0.5, 51), (179.9, -17), (18, 79), (106, -6)])
def test_degrees_anywhere_on_earth_are_taken_without_a_word(crs, place):
    assert judge([place], crs) == []


def test_swapped_degrees_are_warned_of_where_every_feature_is_judged():
    (said,) = judge([(28.85, 105.4)], "OGC:CRS84")
    assert said.startswith("WARNING: a.gpkg has latitude before longitude")
    assert "--crs OGC:CRS84,swapped (" in said
    (said,) = judge([(43.8, 87.6), (39.5, 76.0)], "OGC:CRS84")  # Urumqi, Kashgar
    assert said.startswith("WARNING: a.gpkg lies at 41.65° E, 81.80° N.")
    assert "--crs OGC:CRS84,swapped (" in said


def test_null_island_is_warned_of():
    (said,) = judge([(105.4, 28.8), (0, 0)], "OGC:CRS84")
    assert said == (
        "WARNING: Features at 0, 0, which often means missing coordinates: 2. Check them."
    )


def test_packed_degrees_are_warned_of_if_no_digit_is_beyond_59():
    random = np.random.default_rng(14)
    minutes, seconds = random.integers(0, 60, (2, 40, 2))
    packed = np.array([105, 28]) + minutes / 100 + seconds / 10_000
    (said,) = judge(packed, "EPSG:4490")
    assert "--crs EPSG:4490,dms (" in said
    assert judge(np.array([105, 28]) + random.random((40, 2)), "EPSG:4490") == []
    assert judge(packed[:4], "EPSG:4490") == []


def test_a_known_zone_shows_a_wrong_zone_without_number():
    near = (105.3, 28.8, 105.6, 29.2)
    (said,) = judge([(540_000, 3_193_000)], "EPSG:4545", near=near)
    assert said.startswith("WARNING: a.gpkg lies at 108.41° E, 28.85° N.")
    assert "--crs EPSG:4544 (" in said
    assert judge([(540_000, 3_193_000)], "EPSG:4544", near=near) == []
    assert judge([(10.0, 50.0)], "OGC:CRS84", near=near) == []


ZONE = (105.31, 28.80, 105.57, 29.20)


@pytest.mark.parametrize(
    ("declared", "true", "lat"),
    [("EPSG:4544", "EPSG:32648", 28.805), ("EPSG:32648", "EPSG:4544", 29.195)],
)
def test_utm_and_gauss_krueger_are_asked_about_where_only_one_leads_into_the_zone(
    declared, true, lat
):
    place = Transformer.from_crs("OGC:CRS84", true, always_xy=True).transform(105.4, lat)
    (said,) = judge([place], declared, near=ZONE)
    assert said.startswith("WARNING: a.gpkg lies outside the zone, at 105.40° E")
    assert f"set it: --crs {true} (" in said
    assert judge([place], true, near=ZONE) == []
    assert judge([place], declared) == []


def test_area_of_use_of_an_esri_wkt_and_of_an_unknown_zone():
    esri = CRS(CRS("EPSG:4524").to_wkt("WKT1_ESRI"))
    assert find_area(esri) == AreaOfUse(*CRS("EPSG:4524").area_of_use.bounds)
    own = CRS("+proj=tmerc +lon_0=105.5 +x_0=500000 +ellps=GRS80")
    assert find_area(own) == AreaOfUse(102.5, -84, 108.5, 84)
    assert find_area(CRS("+proj=laea +lat_0=30 +lon_0=105")) is None


def test_an_area_of_use_may_cross_the_180th_meridian():
    fiji = AreaOfUse(176.8, -20.8, -178.2, -12.4)
    points = np.array([(179, -17), (-179, -17), (181, -17), (170, -17), (-170, -17), (np.nan, 0)])
    found = fiji.contains(points, lon_deg=0, lat_deg=0)
    assert found.tolist() == [True, True, True, False, False, False]
