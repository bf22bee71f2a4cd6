"""import, check, diff, sources and init as a person or a script runs them."""

import csv
import io
import json

import pytest

from geo.zone import DEFAULT_PATH, read_zone
from webapp import create_app
from webapp.cli.main import COMMANDS


@pytest.fixture
def faulty_path(write_zone_file, collection):
    collection["features"][1]["geometry"]["coordinates"][0].reverse()
    collection["features"][2]["geometry"]["coordinates"][0].pop()
    return write_zone_file(collection, "faulty.geojson")


def test_shipped_data_are_clean(run):
    code, out, _ = run("check", "--format", "json")
    assert code == 0
    assert {row["severity"] for row in json.loads(out)} == {"info"}


@pytest.mark.parametrize("form", ["table", "text", "csv", "json", "html"])
def test_findings_in_every_form(run, faulty_path, form):
    code, out, _ = run("check", faulty_path, "--format", form)
    assert code == 1
    assert "unusable-geometry" in out
    assert "ring-direction" in out


def test_csv_holds_the_same_rows_as_json(run, faulty_path):
    rows = json.loads(run("check", faulty_path, "--format", "json")[1])
    text = run("check", faulty_path, "--format", "csv")[1].removeprefix("\ufeff")
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["sentence"] for row in read] == [row["sentence"] for row in rows]


def test_unreadable_file(run, write_zone_file):
    code, out, err = run("check", write_zone_file("{"))
    assert (code, out) == (2, "")
    assert err.startswith("zonemap: made.geojson is not valid JSON")


def test_repair_mends_and_tells(run, faulty_path, tmp_path):
    mended = tmp_path / "mended.geojson"
    before = faulty_path.read_bytes()
    code, _, err = run("check", faulty_path, "--repair", "-o", mended)
    assert code == 0
    assert "inner: an open ring was closed" in err
    assert "east: rings were turned the right way round" in err
    assert list(read_zone(mended).parts.index) == ["west", "east", "inner"]
    assert faulty_path.read_bytes() == before


def test_repair_needs_a_file(run, faulty_path):
    code, _, err = run("check", faulty_path, "--repair")
    assert code == 2
    assert "--repair and --output belong together" in err


def test_import_writes_and_tells(run, zone, tmp_path):
    zone.parts[["name", "name_zh", "geometry"]].reset_index(drop=True).to_file(
        tmp_path / "a.gpkg", driver="GPKG"
    )
    out = tmp_path / "out.geojson"
    code, _, err = run("import", tmp_path / "a.gpkg", "-o", out, "--placement", "digitised")
    assert code == 0
    assert "read 8 features from a.gpkg (GeoPackage)" in err
    assert set(read_zone(out).parts["placement"]) == {"digitised"}
    assert create_app({"DATA": out}).test_client().get("/").status_code == 200


def test_failed_import_leaves_what_was(run, tmp_path):
    out = tmp_path / "out.geojson"
    out.write_text("old", "utf-8")
    (tmp_path / "a.zip").write_bytes(b"PK")
    code, _, err = run("import", tmp_path / "a.zip", "-o", out)
    assert (code, err.count("\n")) == (2, 1)
    assert out.read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "out.geojson"]


@pytest.fixture
def versions(collection, write_zone_file):
    old = write_zone_file(collection, "old.geojson")
    collection["features"][1]["geometry"]["coordinates"][0][1:3] = [[105.72, 28.9], [105.72, 29]]
    return old, write_zone_file(collection, "new.geojson")


@pytest.mark.parametrize("form", ["table", "csv", "json", "html", "geojson"])
def test_diff_in_every_form(run, versions, form):
    code, out, err = run("diff", *versions, "--format", form)
    assert code == 0
    assert "east" in out.lower()
    assert "geodesic" in err


def test_diff_as_features(run, versions):
    found = json.loads(run("diff", *versions, "--format", "geojson")[1])
    assert [f["properties"]["change"] for f in found["features"]] == ["gained"]
    assert "crs" not in found


@pytest.mark.parametrize("form", ["table", "csv", "json", "datapackage", "dcat"])
def test_sources_in_every_form(run, zone, form):
    code, out, err = run("sources", "--format", form)
    assert code == 0
    assert "chinadaily" in out
    assert zone.sha256 in err


def test_another_zone_goes_through_the_application(run, tmp_path):
    code, _, err = run("init", tmp_path / "fiji", "--at", 179.97, -17.5, "--area", 30)
    assert code == 0
    data = tmp_path / "fiji" / "boundaries.geojson"
    assert str(data) in err
    (row,) = json.loads(run("areas", "--data", data, "--format", "json")[1])
    assert row["area_m2"] == pytest.approx(30e6, rel=1e-4)
    assert run("check", data)[0] == 0
    client = create_app({"DATA": data}).test_client()
    for page in ("/", "/?lang=zh", "/areas", "/distances"):
        assert client.get(page, follow_redirects=True).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [((), "--at LON LAT"), (("--at", 28, 105), "longitude comes first")],
)
def test_init_says_what_it_needs(run, tmp_path, arguments, sentence):
    code, _, err = run("init", tmp_path / "new", *arguments)
    assert code == 2
    assert sentence in err
    assert not (tmp_path / "new").exists()


def test_init_takes_a_layer_of_the_hosts(run, zone, tmp_path):
    table = zone.context[zone.context["kind"] == "county"][["county", "geometry"]]
    for layer in ("one", "two"):
        table.reset_index(drop=True).to_file(tmp_path / "h.gpkg", layer=layer, driver="GPKG")
    told = ("--at", 105.44, 28.87, "--hosts", tmp_path / "h.gpkg", "--layer", "one")
    assert run("init", tmp_path / "new", *told)[0] == 0
    assert (tmp_path / "new" / "boundaries.geojson").is_file()


@pytest.mark.parametrize("command", ["check", "diff", "import", "init", "sources"])
def test_help(run, command):
    assert command in COMMANDS
    assert run(command, "--help")[0] == 0


def test_default_file_is_the_shipped_one(run):
    assert DEFAULT_PATH.name in run("sources")[2]
