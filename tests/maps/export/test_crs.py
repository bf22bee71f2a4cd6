"""The CRS of exports: names and codes, the zone of the parts, refusals; CGCS2000 as WGS 84."""

from dataclasses import replace

import geopandas as gpd
import pytest
import shapely
from pyproj import CRS, Proj

from geo.errors import InputError
from geo.geodesy.gauss_kruger import GaussKrugerZone
from maps.export.crs import WGS84, ExportCrs, choose_crs, choose_grid
from maps.figure.options import FigureOptions


def choose(zone, text):
    return choose_crs(FigureOptions(crs=text), zone.parts)


def with_box(zone, *box):
    parts = zone.parts.head(1)
    return replace(zone, parts=parts.set_geometry([shapely.box(*box)], crs=parts.crs))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4523", "CGCS2000 3度带第35带（EPSG:4523）"),
        ("4544", "CGCS2000 3度带，中央子午线105°（EPSG:4544）"),
        ("4496", "CGCS2000 6度带第18带（EPSG:4496）"),
        ("4490", "CGCS2000 经纬度（EPSG:4490）"),
    ],
)
def test_names_of_zones_are_in_the_language(zone, text, said):
    found = choose(zone, text)
    assert said in found.describe("zh")
    assert f"{found.crs.name} ({found.code})" in found.describe("en")


@pytest.mark.parametrize(
    ("text", "epsg"),
    [
        ("EPSG:4326", 4326), ("OGC:CRS84", 4326), ("wgs84", 4326), ("4490", 4490),
        ("CGCS2000", 4490), ("EPSG:4523", 4523), ("4544", 4544), ("EPSG:4507", 4507),
        ("CGCS2000 3-degree zone 35", 4523), ("cgcs2000 3 degree", 4523),
        ("CGCS2000 3度带 35", 4523), ("CGCS2000 / 3-degree Gauss-Kruger zone 35", 4523),
        ("CGCS2000 / 3-degree Gauss-Kruger CM 105E", 4544), ("CGCS2000 6-degree zone 18", 4496),
        ("CGCS2000 6-degree", 4496),
    ],
)  # fmt: skip
def test_names_and_codes(zone, text, epsg):
    assert choose(zone, text).epsg == epsg


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "EPSG:4530",
            "don't lie in CGCS2000 / 3-degree Gauss-Kruger zone 42. Use one of EPSG:4523",
        ),
        ("EPSG:3857", "aren't exported in “EPSG:3857”"),
        ("EPSG:2359", "aren't exported in"),
        ("nowhere", "The CRS “nowhere” is unknown"),
        ("CGCS2000 3-degree zone 99", "is unknown"),
    ],
)
def test_refusals(zone, text, said):
    with pytest.raises(InputError) as caught:
        choose(zone, text)
    assert said in str(caught.value)


def test_without_a_choice_it_is_wgs_84(zone):
    assert choose_crs(FigureOptions(crs=None), zone.parts) == WGS84


def test_what_a_refusal_names_works(zone):
    with pytest.raises(InputError) as caught:
        choose(zone, "EPSG:4530")
    for code in caught.value.phrase.values["choices"]:
        assert choose(zone, code).code == code


def test_metres_are_asked_for_where_a_format_needs_them(zone):
    assert choose_grid(FigureOptions(), zone.parts) == ExportCrs(4523, GaussKrugerZone(3, 35))
    with pytest.raises(InputError, match="This format is in metres"):
        choose_grid(FigureOptions(crs="EPSG:4490"), zone.parts)
    elsewhere = with_box(zone, 9, 50, 10, 51)
    with pytest.raises(InputError, match="Choose parts that are closer together"):
        choose_grid(FigureOptions(), elsewhere.parts)


def test_coordinates_are_those_of_the_projection_on_its_own(zone):
    moved = choose(zone, "EPSG:4523").move(zone.parts)
    oracle = Proj("+proj=tmerc +lon_0=105 +k=1 +x_0=35500000 +ellps=GRS80")
    given = shapely.get_coordinates(zone.parts.geometry.values)
    found = shapely.get_coordinates(moved.geometry.values)
    east, north = oracle(*given.T)
    assert abs(found[:, 0] - east).max() < 1e-4
    assert abs(found[:, 1] - north).max() < 1e-4
    assert moved.crs == CRS.from_epsg(4523)


def test_degrees_of_cgcs2000_are_those_of_wgs84(zone):
    moved = choose(zone, "EPSG:4490").move(zone.parts)
    assert isinstance(moved, gpd.GeoDataFrame)
    assert moved.geometry.geom_equals(zone.parts.geometry.set_crs(4490, allow_override=True)).all()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_coordinates_are_is_said(zone, lang):
    assert "OGC:CRS84" in WGS84.describe(lang)
    said = choose(zone, "EPSG:4523").describe(lang)
    own = ("zone 35", "105°") if lang == "en" else ("第35带", "东经 105°")
    for word in ("EPSG:4523", "WGS 84", *own):
        assert word in said
