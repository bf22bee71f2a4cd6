"""Figures of an area: at least what was asked for, with what is seen of it and nothing else."""

import json
import re
from functools import cache

import pytest
import shapely
from drawn_figure import check_texts_apart, drawn

from geo.errors import InputError
from geo.zone import read_zone
from maps.figure.bounds import fits_figure, parse_bounds
from maps.figure.options import FigureOptions, parse_options
from maps.figure.page import Page
from maps.figure.render import figure_alt_text, render_svg
from maps.figure.sheet import lay_out_sheet

pytestmark = pytest.mark.slow

SIZES = {"a4": (297, 210), "16:9": (254, 142.875), "small": (85, 65), "portrait": (100, 250)}
NEAR = (28.85, 105.35, 28.98, 105.6)
AREAS = {
    "near": NEAR,
    "one part": (28.86, 105.5, 28.9, 105.56),
    "a metre": (28.9, 105.46, 28.90001, 105.46001),
    "wide": (27.0, 104.0, 31.0, 108.0),
    "flat": (28.89, 105.0, 28.91, 106.0),
    "high": (28.0, 105.45, 30.0, 105.47),
    "elsewhere": (-18.0, 178.0, -16.0, -179.0),
    "the most": (-10.0, 90.0, 20.0, 120.0),
    "pole": (60.0, -15.0, 90.0, 15.0),
}


def sheet_of(zone, **options):
    """Return the sheet of a zone with these options, laid out once for equal ones: look only."""
    return lay_out(zone, FigureOptions(**options))


@cache
def lay_out(zone, options):
    page = Page(options)
    return lay_out_sheet(page, zone, zone.parts, top=40, bottom=page.height - 40)


@pytest.mark.slow
@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("size", SIZES)
def test_all_of_the_area_is_in_the_frame(zone, area, size):
    south, west, north, east = AREAS[area]
    width_mm, height_mm = SIZES[size]
    frame = sheet_of(zone, bounds=AREAS[area], width_mm=width_mm, height_mm=height_mm).frame
    for t in (0, 0.25, 0.5, 0.75, 1):
        lon = west + t * ((east - west) % 360)
        lat = south + t * (north - south)
        for at in ((lon, south), (lon, north), (west, lat), (east, lat)):
            x, y = frame.project_point(*at)
            assert -1e-6 <= x <= frame.width + 1e-6
            assert -1e-6 <= y <= frame.height + 1e-6


@pytest.mark.parametrize("size", SIZES)
def test_the_area_fills_the_frame_one_way(zone, size):
    width_mm, height_mm = SIZES[size]
    frame = sheet_of(zone, bounds=NEAR, width_mm=width_mm, height_mm=height_mm).frame
    south, west, north, east = NEAR
    (x0, y0), (x1, y1) = frame.project_point(west, south), frame.project_point(east, north)
    assert max((x1 - x0) / frame.width, (y1 - y0) / frame.height) > 0.95


@pytest.mark.parametrize("area", AREAS)
def test_parts_and_their_names_are_those_that_are_seen(zone, area):
    sheet = sheet_of(zone, bounds=AREAS[area])
    west, south, east, north = sheet.frame.extent.bounds
    ring = shapely.segmentize(shapely.box(west, south, east, north).exterior, (east - west) / 200)
    lon, lat = sheet.frame.extent.unproject(*shapely.get_coordinates(ring).T)
    shown = shapely.make_valid(shapely.Polygon(list(zip(lon, lat, strict=True))))
    expected = [key for key, shape in zone.parts.geometry.items() if shown.intersects(shape)]
    assert list(sheet.parts.index) == expected
    labels = sheet.labels.parts
    named = {each.label.key for each in labels.named} | {*labels.numbered} | {*labels.unnamed}
    assert named == set(expected)
    for each in labels.named:
        assert sheet.frame.border.contains(shapely.Point(each.label.anchor))


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh", "both"])
@pytest.mark.parametrize("area", ["near", "wide", "elsewhere"])
@pytest.mark.parametrize("view", ["zone", "region"])
def test_nothing_overlaps(zone, area, lang, view):
    check_texts_apart(drawn(zone, bounds=AREAS[area], lang=lang, view=view))


def test_the_text_alternative_says_the_area_and_the_parts_in_it(zone):
    said = figure_alt_text(zone, FigureOptions(bounds=(28.86, 105.5, 28.9, 105.56)))
    assert "Area shown: from 28.86° N, 105.50° E to 28.90° N, 105.56° E." in said
    assert "Big data industrial park" in said
    assert "Luxian" not in said
    said = figure_alt_text(zone, FigureOptions(bounds=AREAS["elsewhere"], lang="zh"))
    assert "图示范围：南纬 18.00°" in said
    assert "其中没有分区。" in said


def test_an_svg_has_only_the_parts_of_its_area(zone):
    svg = render_svg(zone, FigureOptions(bounds=(28.86, 105.5, 28.9, 105.56))).decode()
    assert re.search(r'id="[^"]*big-data-park', svg)
    assert not re.search(r'id="[^"]*luxian-district', svg)
    assert render_svg(zone, FigureOptions(bounds=(28.86, 105.5, 28.9, 105.56))).decode() == svg


def test_a_zone_across_180_degrees_is_shown_in_its_area(collection, write_zone_file):
    feature = json.loads(json.dumps(collection["features"][0]))
    feature["properties"]["parent"] = None
    sides = [shapely.box(179.5, -17, 180, -16), shapely.box(-180, -17, -179.5, -16)]
    feature["geometry"] = json.loads(shapely.to_geojson(shapely.multipolygons(sides)))
    zone = read_zone(write_zone_file(collection | {"features": [feature]}))
    sheet = sheet_of(zone, bounds=(-16.8, 179.8, -16.4, -179.8))
    (label,) = sheet.labels.parts.named
    assert sheet.frame.border.contains(shapely.Point(label.label.anchor))


@pytest.mark.parametrize("text", ["0,0,31,1", "-90,-180,90,180", "0,165,1,-164"])
def test_more_than_a_figure_can_show_is_refused(text):
    assert not fits_figure(parse_bounds(text))
    with pytest.raises(InputError, match="sides more than 30 degrees apart"):
        parse_options(bounds=text)


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "29,105,28,106", "28,105,29,105"])
def test_what_is_no_area_is_refused(text):
    with pytest.raises(InputError, match="Use south, west, north and east in degrees"):
        parse_options(bounds=text)


@pytest.mark.parametrize("size", SIZES)
def test_without_a_title_there_is_no_empty_strip(zone, size):
    width_mm, height_mm = SIZES[size]
    look = {"width_mm": width_mm, "height_mm": height_mm, "dpi": 72}
    tops = []
    for title in (None, ""):
        figure = drawn(zone, title=title, **look)
        page = figure.axes[0]
        high = max(text.get_window_extent().y1 for text in page.texts)
        tops.append(figure.bbox.height - high)
        words = [text.get_text() for text in page.texts]
        assert ("Luzhou Hi-tech Industrial Development Zone" in " ".join(words)) == (title is None)
    assert tops[1] <= tops[0] + 1
