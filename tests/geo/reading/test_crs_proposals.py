"""What is proposed leads to the right place, for each Chinese zone, order and unit.

The places come from PROJ pipelines written out by hand, not from codes of EPSG.
"""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import CRS, Geod, Transformer

from geo.geodesy.gauss_kruger import GaussKrugerZone
from geo.reading import crs_proposals
from geo.reading.area_of_use import find_transformer, to_degrees, try_to_degrees
from geo.reading.crs_option import parse_crs_option
from geo.reading.crs_proposals import describe_proposals, find_system, propose_crs

ELLIPSOIDS = {"CGCS2000": "GRS80", "Xian 1980": "IAU76", "Beijing 1954": "krass"}
BASES = {"CGCS2000": "EPSG:4490", "Xian 1980": "EPSG:4610", "Beijing 1954": "EPSG:4214"}
ZONES = [GaussKrugerZone(3, n) for n in range(25, 46)] + [
    GaussKrugerZone(6, n) for n in range(13, 24)
]
UNITS = {"": 1, "km": 1000, "mm": 0.001}


def make_pipeline(zone, *, has_prefix, system="CGCS2000"):
    false_easting = zone.number * 1_000_000 * has_prefix + 500_000
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        f"+step +proj=tmerc +lat_0=0 +lon_0={zone.central_meridian_deg} +k=1 "
        f"+x_0={false_easting} +y_0=0 +ellps={ELLIPSOIDS[system]}"
    )


def list_places(zone):
    """Two places in the zone's area of use, degrees on its own datum."""
    west, south, east, north = CRS.from_epsg(zone.epsg_code(has_prefix=True)).area_of_use.bounds
    return [(west + part * (east - west), south + part * (north - south)) for part in (0.3, 0.8)]


def write_numbers(places, zone, *, has_prefix, order="", unit="", system="CGCS2000"):
    to = make_pipeline(zone, has_prefix=has_prefix, system=system)
    xy = np.array([to.transform(*place) for place in places]) / UNITS[unit]
    return xy[:, ::-1] if order else xy


def leads_to(proposals, xy, places, system="CGCS2000"):
    """Whether a proposal, followed, leads within a millimetre of the places on their datum."""
    geod = Geod(ellps=ELLIPSOIDS[system])
    base = CRS(BASES[system])
    for each in proposals:
        option = parse_crs_option(each.text)
        if option.crs.geodetic_crs.datum != base.datum:
            continue
        back = Transformer.from_crs(option.crs, base, always_xy=True)
        lon, lat = back.transform(*option.convert_numbers(xy).T)
        metres = geod.inv(lon, lat, *np.transpose(places))[2]
        if np.max(metres) < 0.001:
            return True
    return False


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("order", ["", "swapped"])
@pytest.mark.parametrize("has_prefix", [True, False])
@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: f"{zone.width_deg}-{zone.number}")
def test_every_zone_order_and_unit_is_proposed(zone, has_prefix, order, unit):
    places = list_places(zone)
    xy = write_numbers(places, zone, has_prefix=has_prefix, order=order, unit=unit)
    assert leads_to(propose_crs(xy, None), xy, places)


@pytest.mark.parametrize("system", BASES)
@pytest.mark.parametrize("has_prefix", [True, False])
def test_the_declared_datum_is_kept(system, has_prefix):
    zone, declared = GaussKrugerZone(3, 35), GaussKrugerZone(3, 38)
    places = [(105.4, 28.8), (104.2, 29.9)]
    xy = write_numbers(places, zone, has_prefix=has_prefix, system=system)
    crs = CRS.from_epsg(declared.epsg_code(system, has_prefix=True))
    assert leads_to(propose_crs(xy, crs), xy, places, system)


@st.composite
def draw_case(draw):
    """A zone, how the numbers are written, what is declared, and a share of the zone's extent."""
    written = [draw(st.sampled_from(each)) for each in (ZONES, [True, False], ["", "swapped"])]
    declared = draw(st.sampled_from(ZONES)), draw(st.booleans())
    parts = draw(st.tuples(st.floats(0.02, 0.98), st.floats(0.02, 0.98)))
    return (*written, draw(st.sampled_from(list(UNITS)))), declared, parts


@settings(max_examples=60, deadline=None)
@given(draw_case())
@pytest.mark.slow
def test_right_crs_is_among_the_proposals(case):
    """The zone is known, as in measure, locate and diff."""
    (zone, has_prefix, order, unit), (declared, said_prefix), parts = case
    assume((zone, has_prefix, order, unit) != (declared, said_prefix, "", ""))
    west, south, east, north = CRS.from_epsg(zone.epsg_code(has_prefix=True)).area_of_use.bounds
    lon, lat = west + parts[0] * (east - west), south + parts[1] * (north - south)
    xy = write_numbers([(lon, lat)], zone, has_prefix=has_prefix, order=order, unit=unit)
    crs = CRS.from_epsg(declared.epsg_code(has_prefix=said_prefix))
    found = propose_crs(xy, crs, near=(lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1))
    assert leads_to(found, xy, [(lon, lat)])


@pytest.mark.parametrize(
    ("declared", "xy", "expected"),
    [
        ("EPSG:4544", (105.4, 28.8), ["EPSG:4490"]),
        ("EPSG:4544", (28.8, 105.4), ["EPSG:4490,swapped"]),
        ("OGC:CRS84", (28.8, 105.4), ["OGC:CRS84,swapped"]),
        ("EPSG:4490", (40.0, 80.0), ["EPSG:4490,swapped"]),
        ("EPSG:32648", (540, 3193), ["EPSG:32648,km"]),
        ("EPSG:32648", (11_733_000, 3_355_000), ["EPSG:3857"]),
        ("EPSG:3857", (11_733, 3_355), ["EPSG:3857,km"]),
        ("EPSG:3857", (35_540_000, 3_193_000), ["EPSG:4523"]),
        ("EPSG:31466", (3_450_000, 5_500_000), ["EPSG:31467"]),
        ("EPSG:25832", (32_540_000, 5_500_000), ["EPSG:4647"]),
        ("EPSG:28418", (19_540_000, 6_500_000), ["EPSG:28419"]),
        ("EPSG:2193", (5_427_000, 1_749_000), ["EPSG:2193,swapped"]),
        ("EPSG:4544", (90_000, 33_000), []),
        ("EPSG:4523", (35_540_000, 193_000), []),
    ],
)  # fmt: skip
def test_families_units_and_orders_around_the_world(declared, xy, expected):
    found = propose_crs(np.array([xy], dtype=float), CRS(declared))
    assert [each.text for each in found][: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_a_zone_that_is_known_decides_where_several_fit():
    xy = np.array([[540_000.0, 3_193_000.0]])
    assert len(propose_crs(xy, None)) > 10
    near = propose_crs(xy, None, near=(105.3, 28.8, 105.6, 29.2))
    assert [each.text for each in near] == ["EPSG:4544", "EPSG:32648"]


def test_proposals_are_a_question_and_none_asks_for_the_surveyor():
    (found,) = propose_crs(np.array([[35_540_000.0, 3_193_000.0]]), CRS("EPSG:4524"))
    assert str(describe_proposals([found])) == (
        "If one of these is right, set it: --crs EPSG:4523 (CGCS2000 / 3-degree Gauss-Kruger "
        "zone 35: 105.41° E, 28.85° N). Any other EPSG code can be set with --crs."
    )
    assert "local grid. Request its coordinate reference system" in str(describe_proposals([]))
    many = propose_crs(np.array([[540_000.0, 3_193_000.0]]), None)
    assert str(describe_proposals(many)).count("--crs EPSG") == 4


def test_far_from_a_zone_a_projection_has_to_come_back():
    lonlat = to_degrees(np.array([[3_193_000.0, 35_540_000.0]]), CRS("EPSG:4544"), both_ways=True)
    assert not np.isfinite(lonlat).any()


@pytest.mark.parametrize("number", [1e13, 1.8e305, float("inf"), float("nan")])
def test_numbers_of_no_place_fit_nothing(number):
    assert propose_crs(np.array([[0.0, number], [number, number]]), None) == []


@pytest.mark.parametrize("code", [4523, 4513, 2421, 2360, 32648, 3857, 4610])
@pytest.mark.slow
def test_the_quick_way_to_degrees_is_that_of_proj(code):
    xy = np.array([[35_540_000.0, 3_193_000.0], [540_000.0, 3_193_000.0], [105.4, 28.9], [1e9, 1]])
    found = try_to_degrees(xy, CRS(code))
    one_step = Transformer.from_crs(code, "OGC:CRS84", always_xy=True)
    expected = np.column_stack(one_step.transform(*xy.T))
    kept = np.isfinite(found).all(axis=1)
    assert found[kept] == pytest.approx(expected[kept], abs=1e-9)
    assert kept.any()


def test_a_question_searches_proj_for_a_datum_once():
    find_transformer.cache_clear()
    find_system.cache_clear()
    assert len(propose_crs(np.array([[540_000.0, 3_193_000.0]]), None)) > 10
    assert find_transformer.cache_info().misses <= 6  # of each datum, not of each zone


def test_what_proj_says_of_a_system_is_asked_once(monkeypatch):
    xy = np.array([[540_123.0, 3_193_456.0], [541_123.0, 3_194_456.0]])
    first = propose_crs(xy, None, near=(105.0, 28.5, 106.0, 29.2))
    asked = []
    monkeypatch.setattr(crs_proposals, "parse_crs", asked.append)
    again = propose_crs(xy, None, near=(105.0, 28.5, 106.0, 29.2))
    assert (again, asked) == (first, [])
    assert again
