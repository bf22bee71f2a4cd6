"""Files as people hand them over: each command, page and service reads them alike, or says why not.

The plots are invented. Their areas are of PROJ's own geodesics (`pyproj.Geod`), not of the
product: plot A 119,995.216 m², plot B 119,995.072 m², A with its hole 109,995.614 m².
"""

import csv
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
import shapely

from geo.geodesy.area import area_m2
from geo.zone import read_zone

pytestmark = pytest.mark.slow

FILES = Path(__file__).parents[1] / "geo/reading/files"
A, B, A_WITH_HOLE = 119_995.216, 119_995.072, 109_995.614
# KML and the MapInfo file have coordinates of about a millimetre.
ROUNDED_M2 = 0.5


@pytest.fixture
def import_file(run, tmp_path):
    """Import a file; return its exit code, the names, the areas in m², and standard error."""

    def call(name, *options):
        out = tmp_path / "out.geojson"
        code, _, err = run("import", FILES / name, "-o", out, *options)
        assert "Traceback" not in err
        if code:
            assert not out.exists()
            assert err.count("\n") == 1, err
            return code, [], [], err
        zone = read_zone(out)
        names = [
            n if n is not None else zh
            for n, zh in zip(zone.parts.name, zone.parts.name_zh, strict=True)
        ]
        return code, names, area_m2(zone.parts.geometry).tolist(), err

    return call


@pytest.fixture
def measure_file(run, tmp_path):
    """Measure a file; return its exit code, the rows, the rejected rows, and standard error."""

    def call(name, *options, command="measure"):
        out = tmp_path / "out.csv"
        code, _, err = run(command, FILES / name, "-o", out, *options)
        assert "Traceback" not in err
        rejected = out.with_name("out.csv.rejected.csv")
        found = [read_rows(path) if path.exists() else [] for path in (out, rejected)]
        return code, *found, err

    return call


def read_rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def areas_of(rows):
    return [float(row["area_m2"]) for row in rows]


PLOTS = {
    "two.kmz": (["Plot A"], [A]),
    "folders.kml": (["Plot A", "Plot B"], [A, B]),
    "mixed.kml": (["Plot A", "Plot B"], [A, B]),
    "unclosed.kml": (["Plot A"], [A]),
    "linearring.kml": (["Plot A"], [A]),
    "html.kml": (["Plot A"], [A]),
    "noshx.zip": (["泸州地块甲", "地块乙"], [A, B]),
    "upper_gbk.zip": (["泸州地块甲", "地块乙"], [A, B]),
    "cpg_utf8_data_gbk.zip": (["泸州地块甲", "地块乙"], [A, B]),
    "cpg_latin1_data_gbk.zip": (["泸州地块甲", "地块乙"], [A, B]),
    "cpg_gbk_data_utf8.zip": (["泸州地块甲", "地块乙"], [A, B]),
    "cpg_oem.zip": (["泸州地块甲", "地块乙"], [A, B]),
    "latin_57.zip": (["Müller Gelände", "México"], [A, B]),
    "cyr_c9.zip": (["Участок", "Поле"], [A, B]),
    "big5_78.zip": (["工業區", "物流"], [A, B]),
    "styles.gpkg": (["A", "B"], [A, B]),
    "bare_geometry.geojson": ([None], [A]),
    "onefeature.geojson": (["Plot A"], [A]),
    "seq.geojson": (["Plot A", "Plot B"], [A, B]),
    "p_wkb_geometry.geojson": (["A"], [A]),
    "xyzm.geojson": (["A0"], [A]),
    "gcpoly.geojson": (["A0"], [A]),
    "unclosed.geojson": (["A0"], [A]),
    "semi.csv": (["Plot A", "Plot B"], [A, B]),
    "utf16.csv": (["地块甲"], [A]),
    "ewkb.csv": (["Plot A"], [A]),
    "ewkt.csv": (["Plot A"], [A]),
    "dk.gdb.zip": (["地块甲", "地块乙"], [A, B]),
    "dk.mif": ([None, None], [A, B]),
    "topo.topojson": (["Plot A"], [A]),
    "jzd.txt": (["地块一", "地块二"], [A_WITH_HOLE, B]),
}


@pytest.mark.parametrize("name", PLOTS)
def test_plots_are_imported(import_file, name):
    code, names, areas, err = import_file(name)
    assert code == 0, err
    assert names == PLOTS[name][0]
    assert areas == pytest.approx(PLOTS[name][1], abs=ROUNDED_M2)
    assert f"from {name} (" in err


@pytest.mark.parametrize("name", PLOTS)
def test_plots_are_measured(measure_file, name):
    code, rows, _, err = measure_file(name)
    assert code == 0, err
    exact = name.endswith((".csv", ".geojson", ".gpkg"))
    tolerance = 0.01 if exact else ROUNDED_M2
    assert areas_of(rows) == pytest.approx(PLOTS[name][1], abs=tolerance)


@pytest.mark.parametrize("name", PLOTS)
def test_plots_are_checked_and_compared(run, name):
    code, out, err = run("check", FILES / name, "--format", "json")
    assert code in {0, 1}, err
    found = {row["rule"] for row in json.loads(out)}
    assert "unusable-geometry" not in found  # a plain file is read as an import reads it
    code, out, err = run("diff", FILES / name, FILES / name, "--format", "json")
    assert code == 0, err
    assert {row["status"] for row in json.loads(out)} == {"unchanged"}


@pytest.mark.parametrize("name", PLOTS)
def test_plots_are_taken_by_the_pages(client, name):
    for page in ("/quality", "/changes"):
        with (FILES / name).open("rb") as file:
            answer = client.post(f"{page}?lang=en", data={"file": (file, name)})
        assert answer.status_code == 200, answer.text
        assert f"from {name} (" in answer.text or page == "/quality"


TOLD = {
    "two.kmz": "(KML: doc.kml)",
    "mixed.kml": "Feature 2 was left out: it is a point, not a polygon.",
    "unclosed.kml": "Open rings were closed in features 1.",
    "unclosed.geojson": "Open rings were closed in features 1.",
    "linearring.kml": "Feature 1 is a ring and was taken as a polygon.",
    "noshx.zip": "The index was made from dk.shp.",
    "xyzm.geojson": "Numbers after the third of a position were ignored.",
    "gcpoly.geojson": "Feature 1: points and lines beside the polygons were removed.",
    "semi.csv": "separated by semicolon",
    "upper_gbk.zip": "Text is gb18030 by its characters. No encoding is declared.",
    "cpg_utf8_data_gbk.zip": "Another encoding is declared (dk.cpg: “UTF-8”).",
    "cpg_latin1_data_gbk.zip": "Another encoding is declared (dk.cpg: “ISO-8859-1”).",
    "cpg_gbk_data_utf8.zip": "Text is utf-8 by its characters. Another encoding is declared (dk.cpg: “GBK”)",
    "cpg_oem.zip": "Text is gb18030 by its characters. Another encoding is declared (dk.cpg: “OEM”).",
    "latin_57.zip": "Text is cp1252, as declared (byte 29 of plots.dbf: “0x57, ANSI”).",
    "cyr_c9.zip": "Text is cp1251, as declared (byte 29 of plots.dbf: “0xC9, cp1251”).",
    "big5_78.zip": "Text is big5, as declared (byte 29 of plots.dbf: “0x78, big5”).",
    "area_comma.geojson": "Commas in the column “published_area_km2” are decimal commas.",
    "dk.gdb.zip": "(FileGDB: dk.gdb, DK)",
}


@pytest.mark.parametrize("name", TOLD)
def test_what_was_done_is_told(import_file, name):
    assert TOLD[name] in import_file(name)[3]


def test_a_balloon_of_html_becomes_text(run, tmp_path):
    run("import", FILES / "html.kml", "-o", tmp_path / "out.geojson")
    note = read_zone(tmp_path / "out.geojson").parts.note_zh.iloc[0]
    assert note == "地块编号: A-01; 面积: 12.0"


REFUSED = {
    "dk.dxf": "set it: --crs EPSG:4523 (CGCS2000 / 3-degree Gauss-Kruger zone 35: 105.42° E",
    "netlink.kmz": "NetworkLinks to other files: “files/a.kml”, “files/b.kml”. Read one of them",
    "overlay.kmz": "contains only an image and no outline",
    "twopoint.kml": "feature 1: “Plot A”: an outline of 2 different points encloses no area",
    "layers.gpkg": "Choose one with --layer: b_parcels, a_other.",
    "local.gpkg": "has the local coordinate reference system “Luzhou independent”, whose place on "
    "Earth is unknown. If one of these is right, set it: --crs EPSG:4523 (",
    "wrongzone.gpkg": "outside the area of use of EPSG:4524 (CGCS2000 / 3-degree Gauss-Kruger zone "
    "36) (106.5–109.51° E, 18.19–42.47° N). If one of these is right, set it: --crs EPSG:4523 (",
    "crs4544_prefixed.geojson": "set it: --crs EPSG:4523 (CGCS2000 / 3-degree Gauss-Kruger zone 35",
    "gk_pref.csv": "set it: --crs EPSG:4523 (CGCS2000 / 3-degree Gauss-Kruger zone 35",
    "local.csv": "they may be coordinates of a local grid. Request its coordinate reference system",
    "gbk.geojson": "gbk.geojson is not UTF-8 text. Name its encoding with --encoding.",
    "multiformat.zip": "Choose one with --layer: dk.shp, dk.kml, dk.geojson.",
    "nullgeom.zip": "feature 2: it has no geometry",
    "gk_km.csv": "--crs EPSG:4544,km (CGCS2000 / 3-degree Gauss-Kruger CM 105E: ",
    "dk.tab": "dk.tab needs its companions dk.dat, dk.map, dk.id. Put all of them into one zip.",
    "latlon_swapped.kml": "latitude before longitude",
    "am_pacific.geojson": "has an edge that spans 180° of longitude or more",
}


@pytest.mark.parametrize("name", REFUSED)
def test_import_refuses_in_one_sentence(import_file, name):
    code, _, _, err = import_file(name)
    assert code == 2
    assert REFUSED[name] in err


def test_dead_end_of_a_zip_with_three_formats_is_none(import_file):
    """The file's stem names three files; each name that the refusal lists names one."""
    code, _, _, err = import_file("multiformat.zip", "--layer", "dk")
    assert code == 2
    choices = re.search(r"--layer: (.*)\.$", err.strip())[1].split(", ")
    assert len(choices) == 3
    for choice in choices:
        code, names, _, err = import_file("multiformat.zip", "--layer", choice)
        assert code == 0, err
        assert names


FIXES = {
    "twopoint.kml": (["--skip-unusable"], ["Plot B"]),
    "nullgeom.zip": (["--skip-unusable"], ["甲", "乙"]),
    "layers.gpkg": (["--layer", "b_parcels"], ["地块甲", "地块乙"]),
    "local.gpkg": (["--crs", "EPSG:4523"], None),
    "gbk.geojson": (["--encoding", "gb18030"], ["地块甲", "Plot B"]),
    "cpg_utf8_data_gbk.zip": (["--encoding", "gb18030"], ["泸州地块甲", "地块乙"]),
    "netlink.kmz": (["--layer", "files/b.kml"], ["Plot B"]),
    "dk.dxf": (["--crs", "EPSG:4523"], None),
}


@pytest.mark.parametrize("name", FIXES)
def test_every_fix_works_for_that_very_file(import_file, measure_file, name):
    options, expected = FIXES[name]
    code, names, _, err = import_file(name, *options)
    assert code == 0, err
    assert names == (expected or names)
    code, rows, _, err = measure_file(name, *options)
    assert code == 0, err
    assert len(rows) == len(names)


def test_swapped_axes_have_a_fix_that_works_for_kml(run, import_file, tmp_path):
    option = re.search(r"--crs (\S+) \(", import_file("latlon_swapped.kml")[3])[1]
    _, _, areas, _ = import_file("latlon_swapped.kml", "--crs", option)
    assert areas == pytest.approx([A], abs=ROUNDED_M2)
    source, out = FILES / "latlon_swapped.kml", tmp_path / "turned.geojson"
    run("check", source, "--repair", "-o", out)
    assert area_m2(read_zone(out).parts.geometry).iloc[0] == pytest.approx(A, abs=ROUNDED_M2)


def test_arcs_lose_no_area(import_file, measure_file):
    """A circle of 100 m in zone 35: π r², by the scale of the projection there."""
    code, _, areas, err = import_file("curve.gpkg")
    assert code == 0
    assert "Arcs were turned into straight pieces that deviate by at most 0.072 mm." in err
    assert areas == pytest.approx([31_414.67], rel=1e-5)
    code, rows, _, err = measure_file("curve.gpkg")
    assert "Arcs were turned into straight pieces that deviate by at most 0.072 mm." in err
    assert areas_of(rows) == pytest.approx([31_414.67], rel=1e-5)


def test_a_plot_across_the_180th_meridian_is_in_no_part(measure_file):
    code, rows, rejected, _ = measure_file("am_pacific.geojson")
    assert (code, rows) == (1, [])
    assert "180° of longitude or more" in rejected[0]["reason"]


@pytest.mark.parametrize("command", ["measure", "locate"])
@pytest.mark.parametrize("name", ["layers.gpkg", "local.gpkg", "gbk.geojson", "netlink.kmz"])
def test_other_commands_refuse_in_the_same_sentence(measure_file, command, name):
    code, rows, rejected, err = measure_file(name, command=command)
    assert (code, rows, rejected) == (2, [], [])
    assert REFUSED[name] in err


def test_the_files_of_a_kmz_that_are_not_read_are_named(import_file):
    assert "Not read: a/old.kml. Choose one with --layer." in import_file("two.kmz")[3]
    assert import_file("two.kmz", "--layer", "a/old.kml")[1] == ["Old"]


def test_a_row_kept_aside_holds_its_geometry_as_it_was(measure_file):
    code, rows, (rejected,), err = measure_file("crs4544_prefixed.geojson")
    assert (code, rows) == (1, [])
    assert "35540000 3193000" in rejected["record"]
    assert "WARNING: 1 of 1 features" in err
    assert "set it: --crs EPSG:4523 (" in err


ALL_BAD = {
    "a.kml": '<kml xmlns="x"><Placemark><name>甲</name><Polygon/></Placemark></kml>',
    "a.csv": "name,wkt\n甲,POLYGON((1 2\n",
    "a.geojson": '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
    '{"name": "甲"}, "geometry": {"type": "Polygon", "coordinates": [[[1, 2]]]}}]}',
    "a.json": '{"features": [{"attributes": {"name": "甲"}, "geometry": {"rings": [[[1, 2]]]}}]}',
}


@pytest.mark.parametrize("name", ALL_BAD)
def test_all_rows_refused_is_exit_1_and_each_is_kept(run, tmp_path, name):
    path, out = tmp_path / name, tmp_path / "out.csv"
    path.write_text(ALL_BAD[name], "utf-8")
    code, _, err = run("measure", path, "-o", out)
    assert code == 1, err
    assert "1 rows read, 0 written, 1 rejected" in err
    (row,) = read_rows(tmp_path / "out.csv.rejected.csv")
    assert "甲" in row["record"]
    code, _, err = run("import", path, "-o", tmp_path / "out.geojson")
    assert code == 2
    assert "feature 1: " in err
    assert "--skip-unusable" not in err


@pytest.mark.parametrize("command", ["import", "measure"])
def test_geometries_in_several_crs_are_refused(run, tmp_path, command):
    path = tmp_path / "a.csv"
    ring = "((540000 3193000,540100 3193000,540100 3193100,540000 3193000))"
    path.write_text(f'wkt\n"SRID=4544;POLYGON{ring}"\n"SRID=4543;POLYGON{ring}"\n')
    code, _, err = run(command, path, "-o", tmp_path / "out.geojson")
    assert code == 2
    assert "several coordinate reference systems: EPSG:4543, EPSG:4544." in err


def test_a_late_row_in_another_crs_is_refused(run, tmp_path):
    path = tmp_path / "a.csv"
    row = '"SRID={};POLYGON((105 28,105.1 28,105.1 28.1,105 28))"\n'
    path.write_text("wkt\n" + row.format(4490) * 1500 + row.format(4555))
    code, _, err = run("measure", path, "-o", tmp_path / "out.csv")
    assert code == 2
    assert "EPSG:4490, EPSG:4555." in err


def test_decimal_commas_are_read_and_told(measure_file):
    code, rows, _, err = measure_file("s_dec.csv", command="locate")
    assert code == 0
    assert "Commas in coordinates are decimal commas." in err
    assert [row["longitude"] for row in rows] == ["105.412", "105.413"]


def test_a_published_area_with_a_decimal_comma(run, tmp_path):
    code, _, err = run("import", FILES / "area_comma.geojson", "-o", tmp_path / "out.geojson")
    assert code == 0, err
    assert read_zone(tmp_path / "out.geojson").parts.published_area_km2.tolist() == [4.62]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("4,620", "“4,620” in the column “published_area_km2” may be 4.62 or 4620."),
        ("180亩", "published_area_km2 is “180亩”, a number with a unit. Write the number alone"),
        ("12%", "published_area_km2 is “12%”, a number with a unit."),
        ("ca. 4", "published_area_km2 is “ca. 4”, not a number."),
        ("inf", "published_area_km2 is “inf”, not a number."),
    ],
)
def test_a_published_area_that_is_unclear_is_refused(run, tmp_path, value, sentence):
    text = (FILES / "area_comma.geojson").read_text("utf-8").replace("4,62", value)
    (tmp_path / "a.geojson").write_text(text, "utf-8")
    code, _, err = run("import", tmp_path / "a.geojson", "-o", tmp_path / "out.geojson")
    assert code == 2
    assert sentence in err
    assert not (tmp_path / "out.geojson").exists()


def test_later_rows_with_another_separator_are_kept_aside(run, tmp_path):
    rows = ["A;105.412;28.8535"] * 1200 + ["B;105,413;28,8536"]
    (tmp_path / "s.csv").write_text("\n".join(["name;lon;lat", *rows]), "utf-8")
    run("locate", tmp_path / "s.csv", "-o", tmp_path / "out.csv")
    assert len(read_rows(tmp_path / "out.csv")) == 1200
    (rejected,) = read_rows(tmp_path / "out.csv.rejected.csv")
    assert rejected["row"] == "1201"
    assert "decimal commas, those of the first rows don't" in rejected["reason"]


@pytest.mark.parametrize("command", ["measure", "locate"])
def test_gbk_json_is_refused_or_read_as_the_user_says(measure_file, command):
    code, rows, _, err = measure_file("gbk.geojson", command=command)
    assert (code, rows) == (2, [])
    assert "gbk.geojson is not UTF-8 text. Name its encoding with --encoding." in err
    _, rows, rejected, _ = measure_file("gbk.geojson", "--encoding", "gbk", command=command)
    assert "地块甲" in str(rows or rejected)


def test_sites_of_a_workbook_are_located(measure_file):
    code, rows, _, err = measure_file("s_head.xlsx", command="locate")
    assert code == 0, err
    assert [[row[k] for k in ("longitude", "latitude")] for row in rows] == [["105.412", "28.8535"]]


@pytest.mark.parametrize("kind", ["text/csv; charset=gb18030", "text/csv"])
def test_service_locates_as_the_command_does(client, measure_file, kind):
    code, rows, _, _ = measure_file("s_crlf_bom_gbk.csv", command="locate")
    assert code == 0
    data = (FILES / "s_crlf_bom_gbk.csv").read_bytes()
    answer = client.post("/api/locate", data=data, content_type=kind)
    assert answer.status_code == 200
    (found,) = csv.DictReader(answer.text.splitlines())
    assert [found[k] for k in ("part", "county")] == [rows[0][k] for k in ("part", "county")]


def test_service_honours_a_declared_crs(client):
    data = (FILES / "crs_ed50.geojson").read_bytes()
    answer = client.post("/api/measure", data=data, content_type="application/geo+json")
    assert answer.status_code == 200
    assert answer.json["centre"] == pytest.approx([10.0039, 50.0042], abs=1e-4)


def test_old_datums_are_warned_of_everywhere(run, client, import_file, measure_file):
    sentence = "WARNING: no parameters from Xian 1980 to WGS 84 are known"
    assert sentence in import_file("xian80.gpkg")[3]
    assert sentence in measure_file("xian80.gpkg")[3]
    for command in (["check"], ["diff", FILES / "bare_geometry.geojson"]):
        assert sentence in run(*command, FILES / "xian80.gpkg")[2]
    for page in ("/quality", "/changes"):
        with (FILES / "xian80.gpkg").open("rb") as file:
            answer = client.post(f"{page}?lang=en", data={"file": (file, "xian80.gpkg")})
        assert sentence in answer.text


MISPLACED = {
    "wrongzone.gpkg": ("", "EPSG:4523", [A, B]),
    "gk_pref.csv": ("EPSG:4524", "EPSG:4523", [A]),
    "gk_km.csv": ("EPSG:4544", "EPSG:4544,km", [A]),
    "crs4544_prefixed.geojson": ("", "EPSG:4523", [A]),
    "local.gpkg": ("", "EPSG:4523", [A, B]),
}
# South-west corner of plot A: the inverse of the projection (x 40,000 m, y 3,193,000 m) by PROJ.
WEST, SOUTH = 105.40993148, 28.85258771


@pytest.mark.parametrize("name", MISPLACED)
def test_what_is_proposed_leads_to_the_right_place(import_file, measure_file, tmp_path, name):
    wrong, right, areas = MISPLACED[name]
    given = ["--crs", wrong] if wrong else []
    code, _, _, err = import_file(name, *given)
    assert code == 2
    assert f"set it: --crs {right} (" in err
    proposal = re.search(r"set it: --crs (\S+) \(", err)[1]
    code, _, found, _ = import_file(name, "--crs", proposal)
    assert code == 0
    assert found == pytest.approx(areas, abs=0.05)  # 9 decimals
    shape = read_zone(tmp_path / "out.geojson").parts.geometry.iloc[0]
    corner = min(shapely.get_coordinates(shape).tolist())
    assert corner == pytest.approx([WEST, SOUTH], abs=1e-8)  # 1 mm
    code, rows, _, _ = measure_file(name, "--crs", proposal)
    assert (code, areas_of(rows)) == (0, pytest.approx(areas, abs=0.01))


@pytest.mark.parametrize("name", MISPLACED)
def test_every_way_in_says_that_coordinates_do_not_fit(run, client, measure_file, name):
    wrong, right, _ = MISPLACED[name]
    given = ["--crs", wrong] if wrong else []
    said = f"--crs {right} ("
    code, rows, _, err = measure_file(name, *given)
    assert code in {1, 2}
    assert rows == []
    assert said in err
    for command in (["check"], ["diff", FILES / name]):
        code, _, err = run(*command, FILES / name, *given)
        assert (code, "Traceback" in err) == (2, False)
        assert said in err
    for page in ("/quality", "/changes"):
        with (FILES / name).open("rb") as file:
            form = {"file": (file, name), "crs": wrong}
            answer = client.post(f"{page}?lang=en", data=form)
        assert answer.status_code == 400
        assert said.replace("--crs", "“Coordinate reference system”") in answer.text


def test_a_local_grid_is_said_to_be_one(import_file, measure_file):
    sentence = "may be coordinates of a local grid. Request its coordinate reference system from"
    for call in (import_file, measure_file):
        code, *_, err = call("local.csv", "--crs", "EPSG:4544")
        assert code == 2
        assert sentence in err


def test_swapped_degrees_of_a_kml_are_read_as_proposed(import_file, measure_file):
    err = measure_file("latlon_swapped.kml")[3]
    proposal = re.search(r"set it: --crs (\S+) \(", err)[1]
    code, _, areas, _ = import_file("latlon_swapped.kml", "--crs", proposal)
    assert (code, areas) == (0, pytest.approx([A], abs=ROUNDED_M2))
    code, rows, _, _ = measure_file("latlon_swapped.kml", "--crs", proposal)
    assert (code, areas_of(rows)) == (0, pytest.approx([A], abs=ROUNDED_M2))


def test_service_refuses_a_declared_crs_that_does_not_fit(client):
    data = (FILES / "crs4544_prefixed.geojson").read_bytes()
    answer = client.post("/api/measure", data=data, content_type="application/geo+json")
    assert answer.status_code == 400
    assert "set it: crs=EPSG:4523 (" in answer.get_data(as_text=True)


def test_check_proposes_the_crs_of_a_plain_file_in_metres(run, tmp_path):
    found = json.loads((FILES / "crs4544_prefixed.geojson").read_text("utf-8"))
    del found["crs"]
    path, out = tmp_path / "metres.geojson", tmp_path / "out.geojson"
    path.write_text(json.dumps(found), "utf-8")
    code, _, err = run("check", path, "--format", "json")
    assert code == 2
    assert "lie outside the area of use" in err
    proposal = re.search(r"set it: --crs (\S+) \(", err)[1]
    assert run("import", path, "--crs", proposal, "-o", out)[0] == 0
    assert area_m2(read_zone(out).parts.geometry).iloc[0] == pytest.approx(A, abs=0.01)


def test_serve_says_how_to_import(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(FILES / "two.kmz", tmp_path)
    code, _, err = run("serve", "--data", "two.kmz", "--port", "9450")
    assert code == 2
    command = re.search("`zonemap (.*?)`", err)[1]
    assert run(*shlex.split(command))[0] == 0
    assert read_zone("boundaries.geojson").parts.name.tolist() == ["Plot A"]
