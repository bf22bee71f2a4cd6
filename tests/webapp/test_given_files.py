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

from geo.geodesy.area import area_m2
from geo.zone import read_zone

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
    "jzd.txt": ([None, None], [A_WITH_HOLE, B]),
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
    # A zone file is judged as it is: `check --repair` closes its rings.
    strict = {"unclosed.geojson", "gcpoly.geojson", "xyzm.geojson"}
    assert ("unusable-geometry" in found) == (name in strict)
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
    "mixed.kml": "Feature 2 was left out: it is a Point, not a polygon.",
    "unclosed.kml": "Open rings were closed in features 1.",
    "unclosed.geojson": "Open rings were closed in features 1.",
    "linearring.kml": "Feature 1 is a ring and was taken as a polygon.",
    "noshx.zip": "The index was made from dk.shp.",
    "xyzm.geojson": "Numbers after the third of a position were ignored.",
    "gcpoly.geojson": "Feature 1: points and lines beside the polygons were removed.",
    "semi.csv": "separated by semicolon",
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
    "dk.dxf": "3-degree zone 35: if so, set --crs EPSG:4523.",
    "netlink.kmz": "NetworkLinks to other files: “files/a.kml”, “files/b.kml”. Read one of them",
    "overlay.kmz": "contains only an image and no outline",
    "twopoint.kml": "feature 1: “Plot A”: an outline of 2 different points encloses no area",
    "layers.gpkg": "Choose one with --layer: b_parcels, a_other.",
    "local.gpkg": "has the local coordinate reference system “Luzhou independent”",
    "gbk.geojson": "gbk.geojson is not UTF-8 text. Name its encoding with --encoding.",
    "multiformat.zip": "Choose one with --layer: dk.shp, dk.kml, dk.geojson.",
    "nullgeom.zip": "feature 2: it has no geometry",
    "gk_km.csv": "--crs",
    "dk.tab": "dk.tab needs its companions dk.dat, dk.map, dk.id. Put all of them into one zip.",
    "latlon_swapped.kml": "latitude before longitude",
    "am_pacific.geojson": "has an edge that spans more than 180° of longitude",
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
    "gbk.geojson": (["--encoding", "gb18030"], None),
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
    err = import_file("latlon_swapped.kml")[3]
    command = re.search("`zonemap (.*?)`", err)[1]
    source, out = FILES / "latlon_swapped.kml", tmp_path / "turned.geojson"
    words = {"SOURCE": source, "FILE": out}
    run(*(words.get(word, word) for word in shlex.split(command)))
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
    assert "180 degrees of longitude" in rejected[0]["reason"]


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
    code, rows, rejected, _ = measure_file("crs4544_prefixed.geojson")
    assert code in {1, 2}
    assert rows == []
    assert all("35540000 3193000" in row["record"] for row in rejected)


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


def test_old_datums_are_warned_of_by_every_command(import_file, measure_file):
    sentence = "WARNING: no parameters from Xian 1980 to WGS 84 are known"
    assert sentence in import_file("xian80.gpkg")[3]
    assert sentence in measure_file("xian80.gpkg")[3]


def test_serve_says_how_to_import(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(FILES / "two.kmz", tmp_path)
    code, _, err = run("serve", "--data", "two.kmz", "--port", "9450")
    assert code == 2
    command = re.search("`zonemap (.*?)`", err)[1]
    assert run(*shlex.split(command))[0] == 0
    assert read_zone("boundaries.geojson").parts.name.tolist() == ["Plot A"]
