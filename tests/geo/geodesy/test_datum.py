import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError
from geo.geodesy.datum import CHINA, convert_datum, convert_shapes, detect_datum, shift_m

# Published with eviltransform: WGS 84 and GCJ-02, latitude first.
PUBLISHED = [
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
]
CHINESE = st.tuples(st.floats(73.1, 134.9), st.floats(18.1, 53.5))


@pytest.mark.parametrize(("wgs", "gcj"), PUBLISHED)
def test_forward_agrees_with_published_pairs(wgs, gcj):
    found = convert_datum([wgs[::-1]], source="wgs84", target="gcj02")
    np.testing.assert_allclose(found[0], gcj[::-1], atol=1e-12)


def test_bd09_agrees_with_baidus_own_way_back():
    bd = convert_datum([[105.44, 28.87]], source="wgs84", target="bd09")[0]
    x, y, turn = bd[0] - 0.0065, bd[1] - 0.006, np.pi * 3000 / 180
    radius = np.hypot(x, y) - 0.00002 * np.sin(y * turn)
    angle = np.arctan2(y, x) - 0.000003 * np.cos(x * turn)
    gcj = convert_datum([[105.44, 28.87]], source="wgs84", target="gcj02")[0]
    way_back = [radius * np.cos(angle), radius * np.sin(angle)]
    np.testing.assert_allclose(gcj, way_back, atol=2e-5)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
@given(place=CHINESE)
def test_there_and_back_is_where_it_was(datum, place):
    there = convert_datum([place], source="wgs84", target=datum)
    back = convert_datum(there, source=datum, target="wgs84")
    np.testing.assert_allclose(back, [place], atol=1e-10)


@given(place=CHINESE)
def test_two_steps_are_one(place):
    gcj = convert_datum([place], source="wgs84", target="gcj02")
    found = convert_datum(gcj, source="gcj02", target="bd09")
    np.testing.assert_allclose(
        found, convert_datum([place], source="wgs84", target="bd09"), atol=1e-10
    )


@pytest.mark.parametrize("place", [(179.9, -17.5), (CHINA[0] - 0.01, 30), (139.7, 35.7), (0, 0)])
@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_outside_china_nothing_moves(place, datum):
    for way in ({"source": "wgs84", "target": datum}, {"source": datum, "target": "wgs84"}):
        assert convert_datum([place], **way).tolist() == [list(place)]


def test_shift_is_the_geodesic_distance():
    there = convert_datum([[105.44, 28.87]], source="wgs84", target="gcj02")[0]
    expected = Geodesic.WGS84.Inverse(28.87, 105.44, there[1], there[0])["s12"]
    found = shift_m([[105.44, 28.87]], datum="gcj02")[0]
    assert found == pytest.approx(expected, abs=1e-6)
    assert 465 < found < 487


def test_unknown_datum_is_refused():
    with pytest.raises(InputError, match=r"“gcj2” is unknown\. Use one of wgs84, gcj02, bd09"):
        convert_datum([[105, 28]], source="gcj2", target="wgs84")


@pytest.fixture
def outline(series):
    return series(shapely.Point(105.45, 28.9).buffer(0.05))


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_wrong_datum_is_found_both_ways(outline, datum):
    shifted = convert_shapes(outline, source="wgs84", target=datum)
    found = detect_datum(shifted, outline)
    assert found.found == f"{datum} to wgs84"
    assert found.offset_m == pytest.approx(shift_m([[105.45, 28.9]], datum=datum)[0], rel=0.01)
    assert found.matches["as it is"] < found.matches[found.found] == found.vertices
    twice = convert_shapes(outline, source=datum, target="wgs84")
    assert detect_datum(twice, outline).found == f"wgs84 to {datum}"


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_a_shifted_county_is_told_by_the_shipped_counties_and_rivers(zone, datum):
    county = zone.context[zone.context["county"] == "510502"].geometry
    shifted = convert_shapes(county, source="wgs84", target=datum)
    found = detect_datum(shifted, zone.context.geometry)
    assert found.found == f"{datum} to wgs84"
    assert detect_datum(county, zone.context.geometry) is None


def test_right_datum_is_not_suspected(outline, series):
    assert detect_datum(outline, outline) is None
    assert detect_datum(series(shapely.box(105, 28, 105.1, 28.1)), outline) is None
    assert detect_datum(series(), outline) is None
