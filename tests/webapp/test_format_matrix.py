"""Format by entry: each command, page and service reads each format alike, or refuses it alike."""

import csv
import json
import re

import geopandas as gpd
import numpy as np
import pytest
from click.testing import CliRunner
from parcel_files import (
    AREAS_M2,
    FORMATS,
    NAMELESS,
    NAMES,
    OPTIONS,
    PLOTS,
    PLOTS_ONLY,
    POINTS,
    POINTS_ONLY,
    SINGLE,
    write_all,
)

from geo.errors import ZoneError
from geo.geodesy.area import area_m2
from geo.zone import read_zone
from webapp.cli.main import zonemap
from webapp.http.option_rewording import reword_options

pytestmark = pytest.mark.slow

# KML, MapInfo, DXF and the boundary points have coordinates of about a millimetre.
ROUNDED_M2 = 0.6
ROUNDED_DEG = 2e-8
ALL_PLOTS = {**FORMATS, **PLOTS_ONLY}
ALL_POINTS = {**FORMATS, **POINTS_ONLY}


@pytest.fixture(scope="module")
def plots(tmp_path_factory):
    return write_all(tmp_path_factory.mktemp("plots"), ALL_PLOTS, PLOTS)


@pytest.fixture(scope="module")
def points(tmp_path_factory):
    return write_all(tmp_path_factory.mktemp("points"), ALL_POINTS, POINTS)


def expect(name):
    """Return the names and areas that a format's file has."""
    count = 1 if name in SINGLE else 2
    return [None] * count if name in NAMELESS else NAMES[:count], AREAS_M2[:count]


def run(*arguments):
    """Run a command in this process; return its exit code, output, and words."""
    found = CliRunner().invoke(zonemap, [*map(str, arguments)], standalone_mode=False)
    if isinstance(found.exception, ZoneError):
        return 2, found.stdout, str(found.exception)
    if found.exception is not None:
        raise found.exception
    return found.return_value or 0, found.stdout, found.stderr


def flags(options):
    """Return options of a reading as the command line has them."""
    return [word for name, value in options.items() for word in (f"--{name}", value)]


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def name_of(row):
    """Return the name in a row; KML's element is `name`, GDAL's column `Name`."""
    return row.get("name", row.get("Name"))


@pytest.mark.parametrize("name", ALL_PLOTS)
def test_every_command_reads_the_same_plots(plots, name, tmp_path):
    names, areas = expect(name)
    options, path = flags(OPTIONS.get(name, {})), plots[name]
    code, _, err = run("import", path, "-o", tmp_path / "zone.geojson", *options)
    assert code == 0, err
    assert f"from {path.name} (" in err
    zone = read_zone(tmp_path / "zone.geojson")
    assert zone.parts.name.tolist() == names
    assert area_m2(zone.parts.geometry).tolist() == pytest.approx(areas, abs=ROUNDED_M2)
    code, _, err = run("measure", path, "-o", tmp_path / "out.csv", *options)
    assert code == 0, err
    rows = rows_of(tmp_path / "out.csv")
    assert list(map(name_of, rows)) == names
    assert [float(row["area_m2"]) for row in rows] == pytest.approx(areas, abs=ROUNDED_M2)
    code, out, err = run("check", path, "--format", "json", *options)
    assert code in {0, 1}, err
    assert "unusable-geometry" not in {row["rule"] for row in json.loads(out)}
    code, out, err = run("diff", path, path, "--format", "json", *options)
    assert code == 0, err
    assert [row["status"] for row in json.loads(out)] == ["unchanged"] * len(names)


@pytest.mark.parametrize("name", ALL_PLOTS)
def test_every_page_and_service_reads_the_same_plots(client, plots, name):
    names, areas = expect(name)
    options, path = OPTIONS.get(name, {}), plots[name]
    if name == "shapefile":
        pytest.skip("one file alone is refused: see below")
    for page in ("/quality", "/changes"):
        with path.open("rb") as file:
            data = {"file": (file, path.name), **options}
            answer = client.post(f"{page}?lang=en", data=data)
        assert answer.status_code == 200, answer.text
    with path.open("rb") as file:
        form = client.post("/api/measure", data={"file": (file, path.name)}, query_string=options)
    kind = {"Content-Disposition": f'attachment; filename="{path.name}"'}
    raw = client.post(
        "/api/measure", data=path.read_bytes(), headers=kind, query_string=options,
        content_type="application/octet-stream",
    )  # fmt: skip
    assert form.status_code == raw.status_code == 200, form.text
    assert form.json == raw.json
    found = raw.json["polygons"]
    assert [name_of(each["properties"]) for each in found] == names
    assert [each["area_m2"] for each in found] == pytest.approx(areas, abs=ROUNDED_M2)
    assert any(f"from {path.name} (" in step for step in raw.json["steps"])


UNNAMED = {
    name: kind
    for name, kind in {
        **dict.fromkeys(ALL_PLOTS, "application/octet-stream"),
        **dict.fromkeys(("csv", "csv-semicolon", "csv-utf16", "csv-ewkt"), "text/csv"),
        "csv-ewkb": "text/csv",
        "csv-tab": "text/tab-separated-values",
        "boundary-points": "text/plain",
        "kml": "application/vnd.google-earth.kml+xml",
        "gml": "application/gml+xml",
    }.items()
    if name != "shapefile"
}


@pytest.mark.parametrize("name", UNNAMED)
def test_a_body_without_a_name_is_known_by_its_type_or_first_bytes(client, plots, name):
    answer = client.post(
        "/api/measure", data=plots[name].read_bytes(), content_type=UNNAMED[name],
        query_string=OPTIONS.get(name, {}),
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    areas = [each["area_m2"] for each in answer.json["polygons"]]
    assert areas == pytest.approx(expect(name)[1], abs=ROUNDED_M2)


@pytest.mark.parametrize("name", ALL_POINTS)
def test_command_and_service_locate_the_same_points(client, points, name, tmp_path):
    count, path = len(expect(name)[0]), points[name]
    expected = [each.coords[0] for each in POINTS[:count]]
    code, _, err = run("locate", path, "-o", tmp_path / "out.csv")
    assert code == 0, err
    rows = rows_of(tmp_path / "out.csv")
    assert list(map(name_of, rows)) == expect(name)[0]
    located = [(float(row["longitude"]), float(row["latitude"])) for row in rows]
    np.testing.assert_allclose(located, expected, rtol=0, atol=10 * ROUNDED_DEG)
    if name == "shapefile":
        return
    with path.open("rb") as file:
        answer = client.post("/api/locate", data={"file": (file, path.name)})
    assert answer.status_code == 200, answer.text
    if answer.mimetype == "text/csv":
        found = list(csv.DictReader(answer.text.removeprefix("\ufeff").splitlines()))
    else:
        properties = [each["properties"] for each in answer.get_json(force=True)["features"]]
        found = [{**each["location"], "name": name_of(each)} for each in properties]
    assert list(map(name_of, found)) == expect(name)[0]
    assert [each["part"] or "" for each in found] == [row["part"] for row in rows]
    served = [(float(each["longitude"]), float(each["latitude"])) for each in found]
    np.testing.assert_allclose(served, expected, rtol=0, atol=10 * ROUNDED_DEG)


@pytest.mark.parametrize("name", ALL_PLOTS)
def test_serve_names_the_command_that_imports(plots, name):
    code, _, err = run("serve", "--data", plots[name], "--port", "5151")
    assert code == 2
    assert "Import it first: `zonemap import " in err


def refusals(client, path, options):
    """Return the sentence with which each entry refuses a file."""
    out = path.with_name("refused.geojson")
    commands = {
        "import": ("import", path, "-o", out),
        "check": ("check", path),
        "diff": ("diff", path, path),
        "measure": ("measure", path, "-o", out),
        "locate": ("locate", path, "-o", out),
    }
    found = {}
    for entry, command in commands.items():
        code, _, err = run(*command, *flags(options))
        assert code == 2, (entry, err)
        found[entry] = err
    assert not out.exists()
    accept = {"Accept": "application/json"}
    for address in ("/quality", "/changes", "/api/measure", "/api/locate"):
        data = {"file": (path.open("rb"), path.name), **options}
        answer = client.post(address, data=data, headers=accept)
        assert answer.status_code == 400, (address, answer.text)
        found[address] = answer.get_json(force=True)["detail"]
    return found


def one_sentence(found):
    """Return the sentence of the commands; pages and API say the same, with their parameters."""
    said = {entry: reword_options(sentence) for entry, sentence in found.items()}
    assert len(set(said.values())) == 1, found
    assert not [entry for entry in found if entry[0] == "/" and found[entry] != said[entry]]
    return found["import"]


@pytest.mark.parametrize(
    "suffix", [".geojson", ".kml", ".gpkg", ".fgb", ".parquet", ".csv", ".gml", ".mif", ".dxf",
               ".xlsx", ".zip", ".kmz", ".shp", ".txt"],
)  # fmt: skip
def test_an_empty_file_is_refused_in_one_sentence(client, tmp_path, suffix):
    path = tmp_path / f"plots{suffix}"
    path.write_bytes(b"")
    assert path.name in one_sentence(refusals(client, path, {}))


@pytest.mark.parametrize(
    "suffix", [".geojson", ".kml", ".gpkg", ".fgb", ".parquet", ".gml", ".mif", ".dxf", ".xlsx",
               ".zip", ".shp"],
)  # fmt: skip
def test_a_file_that_is_not_of_its_suffix_is_refused_in_one_sentence(client, tmp_path, suffix):
    path = tmp_path / f"plots{suffix}"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert path.name in one_sentence(refusals(client, path, {}))


@pytest.mark.parametrize("name", ["geopackage", "kml", "filegdb"])
def test_a_wrong_layer_is_refused_in_one_sentence(client, plots, name):
    said = one_sentence(refusals(client, plots[name], {"layer": "nowhere"}))
    assert "nowhere" in said or said.endswith("Leave out --layer.")  # a KML without folders


def test_several_layers_are_refused_in_one_sentence(client, tmp_path):
    path = tmp_path / "plots.gpkg"
    for layer in ("one", "two"):
        frame = gpd.GeoDataFrame({"name": NAMES}, geometry=PLOTS, crs="OGC:CRS84")
        frame.to_file(path, layer=layer)
    said = one_sentence(refusals(client, path, {}))
    assert re.search(r"Choose one with --layer: one, two\.", said)


@pytest.mark.parametrize("name", ["geojson", "geopackage", "csv", "shapefile-zip", "kml", "xlsx"])
def test_an_unknown_crs_is_refused_in_one_sentence(client, plots, name):
    assert "EPSG:99999" in one_sentence(refusals(client, plots[name], {"crs": "EPSG:99999"}))
