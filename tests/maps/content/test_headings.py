"""Headings of tables: words and units in the reader's language, for every column that is made."""

import numpy as np
import pytest
from kept_roads import copy_zone

from geo.batch.headings import make_title
from geo.diff import COLUMNS as CHANGE_COLUMNS
from geo.geodesy.tables import make_area_table, make_distance_table
from geo.lookup.index import index_zone
from geo.lookup.locate import locate_points
from geo.lookup.overlap import measure_polygons
from geo.quality import COLUMNS as QUALITY_COLUMNS
from geo.roads.rows import COLUMNS as ROAD_COLUMNS
from geo.roads.sites import tabulate_figures
from geo.zone import read_zone
from maps.content.headings import DISTANCE_TITLES, FROM_EDGE, FROM_INSIDE, make_heading


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("area_m2", "Area (m²)", "面积（平方米）"),
        ("edge_distance_m", "Distance to the nearest edge (m)", "至最近边界的距离（米）"),
        ("published_area_km2", "Published area (km²)", "公布面积（平方公里）"),
        ("difference_percent", "Difference (%)", "差值（%）"),
        ("longitude", "Longitude (°)", "经度（°）"),
        ("overlap_share", "Share in the part", "在该分区内的占比"),
        ("luzhou_bearing_deg", "Bearing to Luzhou (°)", "至泸州的方位角（°）"),
        ("luzhou_road_distance_m", "By car to Luzhou: distance (m)", "小客车至泸州：里程（米）"),
        ("luzhou_road_back_time_min", "By car from Luzhou: minutes", "小客车自泸州：分钟"),
        ("luzhou_truck_status", "By truck to Luzhou: status", "铰接列车至泸州：状态"),
        ("something_else_m", "Something else (m)", "Something else (m)"),
    ],
)
def test_words_and_unit_are_in_the_language(zone, name, english, chinese):
    places = zone.places.iloc[:1].assign(name="Luzhou", name_zh="泸州").set_axis(["luzhou"])
    assert make_heading(name, places, "en") == english
    assert make_heading(name, places, "zh") == chinese


def test_a_table_may_call_a_column_otherwise(zone):
    found = make_heading("distance_m", zone.places, "zh", titles=DISTANCE_TITLES)
    assert found == "自最近边界（米）"


def test_every_column_that_is_made_has_chinese_words(zone, tmp_path):
    road_data = read_zone(copy_zone(tmp_path)).roads
    areas = make_area_table(zone.parts).reset_index()
    points = np.array([105.4]), np.array([28.9])
    names = {
        *("row", "error", "parts", "county_name_zh", *areas.columns),
        *make_distance_table(zone.parts, zone.places).columns,
        *locate_points(index_zone(zone), *points),
        *measure_polygons(zone, zone.parts.geometry.to_numpy()[:1]),
        *CHANGE_COLUMNS,
        *QUALITY_COLUMNS,
        *ROAD_COLUMNS,
        *tabulate_figures([], [str(zone.places.index[0])], road_data),
    }
    same = {name for name in names if make_heading(name, zone.places, "zh") == make_title(name)}
    assert same == set()


def test_a_way_to_a_place_says_where_it_starts(zone):
    for titles, said in (
        ({}, ("Distance to Luzhou (m)", "至泸州的距离（米）")),
        (FROM_EDGE, ("Distance from the nearest edge to Luzhou (m)", "最近边界至泸州的距离（米）")),
        (FROM_INSIDE, ("Distance from a point inside to Luzhou (m)", "内部点至泸州的距离（米）")),
    ):
        found = [
            make_heading("luzhou_distance_m", zone.places, lang, titles=titles)
            for lang in ("en", "zh")
        ]
        assert tuple(found) == said
