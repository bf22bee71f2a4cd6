"""Files without the fields of a zone file: `check` and /quality judge them as an import would."""

import json
import re

import pytest
import shapely
from doors import ask_commands, ask_services

from geo.zone import read_zone

pytestmark = pytest.mark.slow

PLOT = shapely.box(105.40, 28.85, 105.41, 28.86)
OTHER = shapely.box(105.42, 28.85, 105.43, 28.86)
COMMANDS = ("import", "check", "diff", "measure")
SERVICES = ("/api/measure", "/quality", "/changes")
TRACK = "<gx:Track><gx:coord>105.4 28.8 0</gx:coord><gx:coord>105.41 28.8 0</gx:coord></gx:Track>"


def write_features(path, *features):
    made = [
        {"type": "Feature", "properties": fields, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape, fields in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": made}), "utf-8")
    return path


def check(run, path, *options):
    code, out, err = run("check", path, "--format", "json", *options)
    return code, json.loads(out), err


def list_faults(findings):
    return [(each["rule"], each["part"]) for each in findings if each["severity"] == "error"]


@pytest.mark.parametrize("fields", [{"name": "a"}, {"name": "a", "kind": "residential"}, {}])
def test_a_plain_geojson_is_checked_as_it_would_be_imported(run, client, tmp_path, fields):
    path = write_features(tmp_path / "a.geojson", (PLOT, fields), (OTHER, {**fields, "name": "b"}))
    code, findings, err = check(run, path)
    assert (code, list_faults(findings)) == (0, [])
    assert "Read 2 features from a.geojson (GeoJSON)." in err
    with path.open("rb") as file:
        headers = {"Accept": "application/json"}
        answer = client.post("/quality", data={"file": (file, path.name)}, headers=headers)
    assert answer.get_json(force=True) == findings
    assert {code for code, _ in ask_commands(run, path, commands=COMMANDS).values()} == {0}
    assert {s for s, _ in ask_services(client, path, services=SERVICES).values()} == {200}


@pytest.mark.parametrize("mark", [{"kind": "park"}, {"placement": "surveyed"}])
def test_a_zone_file_with_faults_is_judged_as_one(run, tmp_path, mark):
    path = write_features(tmp_path / "a.geojson", (PLOT, mark), (OTHER, {"name": "b"}))
    code, findings, err = check(run, path)
    assert (code, err) == (1, "")
    assert ("unusable-field", "feature 2") in list_faults(findings)


def test_a_mark_of_a_zone_file_counts_wherever_it_stands(run, tmp_path):
    ring = shapely.Point(105.4, 28.85).buffer(0.01, quad_segs=2000)
    path = write_features(tmp_path / "a.geojson", (ring, {}), (OTHER, {"kind": "park"}))
    assert path.read_bytes().index(b'"kind"') > 2**16
    assert ("unusable-field", "feature 1") in list_faults(check(run, path)[1])


def test_a_plain_geojson_in_metres_is_refused_by_check_too(run, client, tmp_path):
    path = write_features(
        tmp_path / "a.geojson", (shapely.box(540000, 3193000, 541000, 3194000), {})
    )
    found = ask_commands(run, path, commands=COMMANDS)
    assert found.pop("measure")[0] == 1  # its rows are kept aside
    assert {code for code, _ in found.values()} == {2}
    found |= ask_services(client, path, services=SERVICES)
    assert all(
        re.search(
            "If one of these is right, set it: (--crs|“Coordinate reference system”) EPSG:", said
        )
        for _, said in found.values()
    )


def test_the_repair_that_is_proposed_makes_a_file_that_can_be_measured(run, tmp_path):
    ring = [(0, 0), (10, 0), (10, 10), (5, 10), (5, 0.0), (4.9, 10), (0, 10)]
    crossed = shapely.transform(shapely.Polygon(ring), lambda xy: xy * 1e-4 + [105.43, 28.86])
    path = write_features(tmp_path / "a.geojson", (PLOT, {"name": "a"}), (crossed, {"name": "b"}))
    assert run("measure", path, "-o", tmp_path / "out.csv")[0] == 0
    rejected = (tmp_path / "out.csv.rejected.csv").read_text("utf-8-sig")
    assert "repair it with `zonemap check SOURCE --repair -o FILE`" in rejected
    repaired = tmp_path / "b.geojson"
    assert check(run, path, "--repair", "-o", repaired)[0] == 0
    assert len(read_zone(repaired).parts) == 2
    assert ", 2 written, 0 rejected" in run("measure", repaired, "-o", tmp_path / "again.csv")[2]


@pytest.mark.parametrize("inside", ["", "<Point><coordinates>105.4,28.8</coordinates></Point>"])
def test_a_track_beside_polygons_is_no_fault_anywhere(run, client, tmp_path, inside):
    corners = " ".join(f"{x},{y}" for x, y in PLOT.exterior.coords)
    path = tmp_path / "a.kml"
    pin = f"<Placemark><name>P</name>{inside}</Placemark>" if inside else ""
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2" '
        'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><Placemark><name>A</name><Polygon>'
        f"<outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates></LinearRing>"
        f"</outerBoundaryIs></Polygon></Placemark><Placemark><name>T</name>{TRACK}</Placemark>{pin}"
        "</Document></kml>",
        "utf-8",
    )
    for code, err in ask_commands(run, path, commands=("import", "check", "diff")).values():
        assert code == 0
        assert "Feature 2 was left out: “T”: it is a Track, not a polygon." in err
    assert list_faults(check(run, path)[1]) == []
    assert run("measure", path, "-o", tmp_path / "out.csv")[0] == 0
    assert {s for s, _ in ask_services(client, path, services=SERVICES).values()} == {200}


@pytest.mark.parametrize("text", ["12,000 m²", "about 5", "5 ha", "120~130"])
def test_an_area_with_words_is_kept_as_another_field(run, client, tmp_path, text):
    path, out = tmp_path / "a.geojson", tmp_path / "zone.geojson"
    write_features(path, (PLOT, {"name": "a", "area_m2": text}), (OTHER, {"area_m2": "8000"}))
    code, _, err = run("import", path, "-o", out)
    assert code == 0
    assert "column area_m2 is not taken as the published area" in err
    parts = read_zone(out).parts
    assert parts["published_area_km2"].isna().all()
    assert [each.get("area_m2") for each in parts["other"]] == [text, "8000"]
    assert {code for code, _ in ask_commands(run, path, commands=COMMANDS).values()} == {0}
    assert {s for s, _ in ask_services(client, path, services=SERVICES).values()} == {200}
    fix = ("--field", "published_area_km2=area_m2")
    assert "Write the number alone" in run("import", path, "-o", out, *fix)[2] or text != "5 ha"


def test_another_column_of_areas_is_taken_where_one_has_words(run, tmp_path):
    path, out = tmp_path / "a.geojson", tmp_path / "zone.geojson"
    write_features(path, (PLOT, {"area_m2": "about 5", "面积（公顷）": "108.1"}))
    assert run("import", path, "-o", out)[0] == 0
    assert read_zone(out).parts["published_area_km2"].tolist() == [1.081]
