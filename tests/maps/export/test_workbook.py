"""The workbook: sheets, headings with units, numbers of the tables, sources and credits."""

from dataclasses import replace

import pytest
from kept_roads import copy_zone, move_place
from pyproj import Geod
from workbooks import read_workbook

from geo.zone import read_zone
from maps.content.credits import localize_attributions
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions


@pytest.fixture(scope="module")
def books(zone):
    langs = ("en", "zh", "both")
    return {
        lang: read_workbook(export_zone(zone, "xlsx", FigureOptions(lang=lang))) for lang in langs
    }


def column(rows, heading):
    (letter,) = [each for each, said in rows[0].items() if said == heading]
    return [row.get(letter) for row in rows[1:]]


def test_sheets_are_named_in_the_language(books):
    assert list(books["en"]) == ["Parts", "Distances", "Sources", "About these data"]
    assert list(books["zh"]) == ["分区", "距离", "资料来源", "关于这些数据"]


@pytest.mark.parametrize(
    ("lang", "heading"),
    [("en", "Area (km²)"), ("zh", "面积（平方公里）"), ("both", "面积（平方公里） / Area (km²)")],
)
def test_areas_are_numbers_with_the_unit_in_the_heading(books, zone, lang, heading):
    geod = Geod(ellps="WGS84")
    expected = [abs(geod.geometry_area_perimeter(each)[0]) / 1e6 for each in zone.parts.geometry]
    rows = next(iter(books[lang].values()))
    assert column(rows, heading) == pytest.approx(expected, rel=1e-6)


def test_hectares_mu_and_the_basis_are_beside_it(books):
    rows = books["en"]["Parts"]
    km2 = column(rows, "Area (km²)")
    assert column(rows, "Area (ha)") == pytest.approx([100 * each for each in km2])
    assert column(rows, "Area (mu)") == pytest.approx([1500 * each for each in km2])
    assert set(column(rows, "Area basis")) == {"published", "assumed"}
    assert set(column(books["zh"]["分区"], "面积依据")) == {"公布", "假定"}
    assert column(rows, "Position uncertainty (±m)")[0] > 0


def test_what_a_part_refers_to_is_named(books):
    rows = books["zh"]["分区"]
    assert "泸县（510521）" in column(rows, "区县")
    assert "江阳片区" in column(rows, "所在分区")
    assert any("（tianditu）" in each for each in column(rows, "资料来源"))
    assert "Lu County (510521)" in column(books["en"]["Parts"], "County or district")
    assert any(
        " / " in each
        for each in column(next(iter(books["both"].values())), "区县 / County or district")
    )


@pytest.mark.parametrize(
    ("lang", "sheet", "said"),
    [("en", "Sources", "Luzhou municipal government"), ("zh", "资料来源", "泸州市人民政府")],
)
def test_a_source_named_in_two_languages_has_the_name_in_that_of_the_book(books, lang, sheet, said):
    cells = [str(each) for row in books[lang][sheet] for each in row.values()]
    assert said in cells
    assert not any(" / Luzhou" in each for each in cells)


def test_distances_have_their_uncertainty_and_no_bearing_within_it(books, zone):
    rows = books["en"]["Distances"]
    assert len(rows) == 1 + len(zone.parts) * len(zone.places)
    ways = zip(
        column(rows, "From the centroid (km)"),
        column(rows, "Uncertainty (±m)"),
        column(rows, "Bearing (°)"),
        strict=True,
    )
    for km, uncertainty_m, bearing in ways:
        assert (bearing is None) == (uncertainty_m >= km * 1000)


def test_sources_hash_date_and_credits_are_inside(books, zone):
    rows = books["zh"]["资料来源"]
    assert column(rows, "键") == list(zone.data_sources)
    said = "\n".join(row.get("A", "") for row in books["zh"]["关于这些数据"])
    asked = [zone.attribution_by_layer[layer] for layer in ("stations", "basemap_osm")]
    stations, ground = localize_attributions(asked, "zh")
    for each in (zone.sha256, zone.facts["as_of"], stations):
        assert each in said
    assert ground not in said


def test_a_zone_without_places_or_figures(zone):
    parts = zone.parts.head(1).assign(published_area_km2=float("nan"), note=None, note_zh=None)
    bare = replace(zone, parts=parts, places=zone.places.head(0))
    sheets = read_workbook(export_zone(bare, "xlsx"))
    assert len(sheets["Distances"]) == 1
    assert column(sheets["Parts"], "Published area (km²)") == [None]


def test_only_the_chosen_parts(zone):
    data = export_zone(zone, "xlsx", FigureOptions(parts=("big-data-park",)))
    assert column(read_workbook(data)["Parts"], "Identifier") == ["big-data-park"]


def test_the_ways_by_road_have_a_sheet_apart(tmp_path):
    path = copy_zone(tmp_path)
    options = FigureOptions(lang="zh", parts=("plot",))
    book = read_workbook(export_zone(read_zone(path), "xlsx", options))
    assert list(book)[:3] == ["分区", "距离", "公路里程"]
    rows = book["公路里程"]
    assert set(column(rows, "分区")) == {"高速旁地块"}
    assert 35_330.0 in column(rows, "公路里程，最小（米）")
    assert "公路" not in str(book["距离"][0])
    assert all("ODbL" in each for each in column(rows, "依据"))
    move_place(path)
    assert "公路里程" not in read_workbook(export_zone(read_zone(path), "xlsx", options))
