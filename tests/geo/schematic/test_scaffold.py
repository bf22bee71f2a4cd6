"""Another zone: made up, on the southern hemisphere, beside the antimeridian."""

import json
from datetime import date

import pytest
import shapely

from geo.errors import InputError
from geo.geodesy.area import area_m2
from geo.quality import check_file
from geo.schematic.part_rows import read_parts
from geo.schematic.scaffold import (
    make_evidence,
    make_square_host,
    read_hosts,
    write_folder,
)
from geo.zone import read_zone

ROWS = """id,name,name_zh,kind,parent,county,lon,lat,published_area_km2,drawn_area_km2
bay,Bay district,湾片区,district,,,179.90,-17.50,40,
port,Port park,港园区,park,bay,,179.90,-17.50,,5
hill,Hill district,山片区,district,,,179.72,-17.50,,20
"""


@pytest.fixture
def parts_csv(tmp_path):
    (tmp_path / "parts.csv").write_text(ROWS, "utf-8")
    return tmp_path / "parts.csv"


@pytest.fixture
def folder(parts_csv, tmp_path):
    hosts = make_square_host(179.9, -17.5, area_km2=200)
    evidence = make_evidence(read_parts(parts_csv), hosts, name="Bay zone", name_zh="湾区")
    write_folder(tmp_path / "bay", evidence, hosts)
    return tmp_path / "bay"


def test_folder_is_complete_and_read(folder):
    assert {path.name for path in folder.iterdir()} == {
        *("README.md", "evidence.json", "raw", "boundaries.geojson", "context.geojson"),
        "places.geojson",
    }
    zone = read_zone(folder / "boundaries.geojson")
    assert list(zone.parts.index) == ["bay", "port", "hill"]
    assert zone.facts["name_zh"] == "湾区"
    assert list(zone.context["county"]) == ["host"]
    assert "# Data of Bay zone\n" in (folder / "README.md").read_text("utf-8")


def test_areas_come_out_as_given(folder):
    zone = read_zone(folder / "boundaries.geojson")
    drawn = area_m2(zone.parts.geometry) / 1e6
    assert drawn.to_dict() == pytest.approx({"bay": 40, "port": 5, "hill": 20}, rel=1e-4)
    assert zone.parts["published_area_km2"]["bay"] == 40


def test_nothing_crosses_the_antimeridian(folder):
    zone = read_zone(folder / "boundaries.geojson")
    west, south, east, north = zone.parts.total_bounds
    assert 179 < west < east <= 180
    assert -18 < south < north < -17


def test_only_what_has_to_be_filled_in_is_missing(folder):
    found = check_file(folder / "boundaries.geojson", today=date(2026, 11, 24))
    assert {finding.rule for finding in found} == {"schematic", "missing-as-of"}


def test_same_zone_gives_same_bytes(folder, tmp_path):
    evidence = json.loads((folder / "evidence.json").read_text("utf-8"))
    write_folder(tmp_path / "again", evidence, make_square_host(179.9, -17.5, area_km2=200))
    for path in folder.rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(folder)).read_bytes()


def test_full_folder_is_left_alone(folder):
    before = (folder / "evidence.json").read_bytes()
    with pytest.raises(InputError, match="is not empty"):
        write_folder(folder, json.loads(before), {})
    assert (folder / "evidence.json").read_bytes() == before


def test_what_does_not_fit_leaves_nothing(tmp_path, parts_csv):
    hosts = {"host": shapely.box(179.7, -17.6, 179.95, -17.49)}
    evidence = make_evidence(read_parts(parts_csv), hosts, name="Tight")
    evidence["parts"][0]["drawn_area_km2"] = 4000
    with pytest.raises(InputError):
        write_folder(tmp_path / "tight", evidence, hosts)
    assert [path.name for path in tmp_path.iterdir()] == ["parts.csv"]


def test_host_is_cut_at_the_antimeridian():
    box = make_square_host(179.97, -17.5, area_km2=30)["host"]
    assert box.bounds[2] == 180


def test_hosts_from_a_file(zone, tmp_path):
    table = zone.context[zone.context["kind"] == "county"][["county", "geometry"]]
    table.reset_index(drop=True).to_file(tmp_path / "hosts.gpkg", driver="GPKG")
    hosts = read_hosts(tmp_path / "hosts.gpkg")
    assert set(hosts) == set(table["county"])
    evidence = make_evidence([{"lon": 105.44, "lat": 28.87}], hosts, name="A")
    assert evidence["parts"][0]["county"] == "510502"


def test_hosts_layer_and_crs_are_as_told(zone, tmp_path):
    table = zone.context[zone.context["kind"] == "county"][["county", "geometry"]]
    table = table.reset_index(drop=True)
    for layer in ("one", "two"):
        table.to_file(tmp_path / "hosts.gpkg", layer=layer, driver="GPKG")
    with pytest.raises(InputError, match="Choose one with --layer: one, two"):
        read_hosts(tmp_path / "hosts.gpkg")
    assert set(read_hosts(tmp_path / "hosts.gpkg", layer="one")) == set(table["county"])
    table.to_wkt().to_csv(tmp_path / "hosts.csv", index=False)
    assert set(read_hosts(tmp_path / "hosts.csv", crs="EPSG:4490")) == set(table["county"])


def test_seed_outside_every_host_is_refused():
    with pytest.raises(InputError, match="lies outside all hosts"):
        make_evidence([{"lon": 0, "lat": 0}], make_square_host(1, 50, area_km2=1), name="A")


def test_two_parts_of_one_id_are_refused():
    rows = [{"lon": 1, "lat": 50, "id": "a"}] * 2
    with pytest.raises(InputError, match="2 parts have the id “a”"):
        make_evidence(rows, make_square_host(1, 50, area_km2=1), name="A")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("a,,28,,", "no `lon` and `lat`"),
        ("a,x,28,,", "lon is “x”, not a number"),
        ("a,nan,28,,", "lon is “nan”. Use a longitude"),
        ("a,500,28,,", "lon is “500”. Use a longitude"),
        ("a,105,95,,", "lat is “95”. Use a latitude"),
        ("a,105,28,-5,", "published_area_km2 is “-5”. Use km² above 0"),
        ("a,105,28,nan,", "published_area_km2 is “nan”. Use km² above 0"),
        ("a,105,28,inf,", "published_area_km2 is “inf”"),
        ("a,105,28,,town", "`kind` is “town”. Use one of core, district, park"),
    ],
)
def test_bad_rows_are_refused(tmp_path, row, sentence):
    head = "id,lon,lat,published_area_km2,kind"
    (tmp_path / "parts.csv").write_text(f"{head}\n{row}\n", "utf-8")
    with pytest.raises(InputError, match=f"Row 2.*{sentence}"):
        read_parts(tmp_path / "parts.csv")


def test_a_head_alone_is_refused(tmp_path):
    (tmp_path / "parts.csv").write_text("id,lon,lat\n", "utf-8")
    with pytest.raises(InputError, match=r"parts\.csv has no rows"):
        read_parts(tmp_path / "parts.csv")


def test_what_could_not_be_shown_is_not_written(tmp_path, parts_csv):
    hosts = make_square_host(179.9, -17.5, area_km2=200)
    evidence = make_evidence(read_parts(parts_csv), hosts, name="Bay zone")
    evidence["parts"][2]["kind"] = "town"
    with pytest.raises(InputError, match="kind is “town”"):
        write_folder(tmp_path / "bay", evidence, hosts)
    assert [path.name for path in tmp_path.iterdir()] == ["parts.csv"]
