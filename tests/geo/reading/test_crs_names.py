"""Names of coordinate reference systems: EPSG's in English, planners' in Chinese."""

import pytest
from pyproj import CRS

from geo.reading.crs_names import label_crs, name_crs
from maps.i18n import translate_value

CHINESE = {
    4544: "CGCS2000 3度带，中央子午线105°",
    4523: "CGCS2000 3度带第35带",
    4507: "CGCS2000 6度带，中央子午线105°",
    4496: "CGCS2000 6度带第18带",
    2380: "西安1980 3度带，中央子午线105°",
    2359: "西安1980 3度带第35带",
    2332: "西安1980 6度带第18带",
    2343: "西安1980 6度带，中央子午线105°",
    2432: "北京1954 3度带，中央子午线105°",
    21418: "北京1954 6度带第18带",
    32648: "WGS 84 UTM 48N 带",
    3857: "WGS 84 网络墨卡托",
    4490: "CGCS2000 经纬度",
    4610: "西安1980",
    4214: "北京1954",
    4326: "WGS 84 经纬度",
    25833: "ETRS89 / UTM zone 33N",
}


@pytest.mark.parametrize(("code", "chinese"), CHINESE.items())
def test_a_name_is_that_of_epsg_and_of_planners(code, chinese):
    crs = CRS(code)
    assert str(name_crs(crs)) == crs.name
    assert translate_value(name_crs(crs), "zh") == chinese
    assert translate_value(name_crs(CRS(crs.to_wkt("WKT1_ESRI"))), "zh") == chinese


def test_names_of_esri_are_known():
    for name, chinese in {
        "CGCS2000_3_Degree_GK_CM_105E": CHINESE[4544],
        "Xian_1980_3_Degree_GK_Zone_35": CHINESE[2359],
        "Beijing_1954_GK_Zone_18": CHINESE[21418],
        "WGS_1984_UTM_Zone_48N": CHINESE[32648],
    }.items():
        wkt = CRS(4544).to_wkt().replace(CRS(4544).name, name)
        assert translate_value(name_crs(CRS(wkt)), "zh") == chinese


def test_a_label_has_the_code_or_the_option():
    assert str(label_crs(CRS(4326))) == "EPSG:4326 (WGS 84)"
    label = label_crs(CRS(4544), "EPSG:4544,swapped")
    assert (
        translate_value(label, "zh")
        == "CGCS2000 3度带，中央子午线105°（EPSG:4544），北坐标或纬度在前"
    )
    assert translate_value(label_crs(CRS("OGC:CRS84")), "zh") == "WGS 84 经纬度（OGC:CRS84）"
    assert label_crs(CRS("+proj=tmerc +lon_0=105.5")) == "unknown"
