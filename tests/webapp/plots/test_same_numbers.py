"""The numbers of `/api/inspect` and its exports are those of the commands, to the last digit."""

import csv
import io
import json

import numpy as np
import pytest
import shapely
from shapely import affinity

from geo.lookup.locate import locate_point
from geo.measured import Measured
from geo.zone import DEFAULT_PATH, read_zone


def read_rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def write_number(value):
    """A number as the commands' CSV has it."""
    return "" if value is None else repr(value)


def test_plots_measure_as_the_command_says(inspect, run, write, plots_at_edges, tmp_path):
    path, out = write(plots_at_edges), tmp_path / "measured.csv"
    assert run("measure", path, "-o", out)[0] == 0
    rows, expected = inspect(path)["rows"], read_rows(out)
    assert len(rows) == len(expected) == len(plots_at_edges)
    for row, told in zip(rows, expected, strict=True):
        assert str(row["number"]) == told["row"]
        assert write_number(row["area_m2"]) == told["area_m2"]
        assert write_number(row["perimeter_m"]) == told["perimeter_m"]
        assert (row["part"] or "") == told["part"]
        shares = dict(
            zip(told["parts"].split("; "), told["overlap_shares"].split("; "), strict=True)
        )
        for part in row["parts"]:
            assert part["overlap_share"] == pytest.approx(float(shares[part["id"]]), abs=5e-10)


def test_the_part_that_decides_is_that_of_the_command(inspect, run, write, tmp_path):
    """Plots across the outline of a park in a district: the part with most of each decides."""
    edge = read_zone(DEFAULT_PATH).parts.geometry["machinery-park"].exterior
    spot = edge.interpolate(0.1, normalized=True)
    moves = (-0.002, 0.002, 0.0025)
    plots = [shapely.box(spot.x - 0.003, spot.y - 0.003, spot.x + 0.003, spot.y + 0.003)] * 3
    plots = [affinity.translate(each, x) for each, x in zip(plots, moves, strict=True)]
    path, out = write(plots), tmp_path / "measured.csv"
    assert run("measure", path, "-o", out)[0] == 0
    rows, told = inspect(path)["rows"], read_rows(out)
    parts = ["jiangyang-district", "machinery-park", "machinery-park"]
    assert [each["part"] for each in told] == parts
    assert [row["part"] for row in rows] == parts
    for row, each in zip(rows, told, strict=True):
        named = next(part["name"] for part in row["parts"] if part["id"] == row["part"])
        assert named in row["reason"]
        uncertainty_m = float(each["position_uncertainty_m"])
        assert f"±{uncertainty_m / 1000:.0f} km" in row["reason"]


def test_sites_are_where_the_command_says(inspect, run, write, tmp_path):
    rng = np.random.default_rng(4)
    sites = shapely.points(rng.uniform((105.2, 28.7), (105.8, 29.3), (80, 2)))
    path, out = write(list(sites)), tmp_path / "located.csv"
    assert run("locate", path, "-o", out)[0] == 0
    for row, told in zip(inspect(path)["rows"], read_rows(out), strict=True):
        assert row["verdict"].replace("_", " ") == told["verdict"]
        assert [each["id"] for each in row["parts"]] == [told["part"]] * bool(told["part"])
        assert row["nearest"]["id"] == told["edge_part"]
        assert write_number(row["nearest"]["distance_m"]) == told["edge_distance_m"]
        assert row["county"] == (told["county_name"] or None)
        for way in row["distances"]:
            assert write_number(way["distance_m"]) == told[f"{way['place']}_distance_m"]
            assert write_number(way["bearing_deg"]) == told[f"{way['place']}_bearing_deg"]


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_a_datum_is_undone_as_the_commands_do(inspect, run, write, plots_at_edges, datum):
    path = write(plots_at_edges[:20])
    out = path.with_name("measured.csv")
    assert run("measure", path, "--datum", datum, "-o", out)[0] == 0
    rows = inspect(path, datum=datum)["rows"]
    for row, told in zip(rows, read_rows(out), strict=True):
        assert write_number(row["area_m2"]) == told["area_m2"]


def test_plots_in_metres_measure_as_the_command_says(inspect, run, tmp_path):
    path, out = tmp_path / "plots.csv", tmp_path / "measured.csv"
    path.write_text(
        'name,wkt\nA,"SRID=4544;POLYGON((540000 3193000, 540400 3193000, 540400 3193300, '
        '540000 3193000))"\n',
        "utf-8",
    )
    assert run("measure", path, "-o", out)[0] == 0
    (row,), (told,) = inspect(path)["rows"], read_rows(out)
    assert write_number(row["area_m2"]) == told["area_m2"]
    assert (row["plane_area_m2"], row["plane_crs"]) == (pytest.approx(60_000), "EPSG:4544")


def test_shares_and_outside_add_up(inspect, write, plots_at_edges):
    rows = inspect(write(plots_at_edges))["rows"]
    for row in rows:
        shares = [each["share"] for each in row["parts"]]
        assert sum(shares) + row["outside_share"] == pytest.approx(1, abs=1e-8)
        areas = sum(each["area_m2"] for each in row["parts"])
        assert areas == pytest.approx((1 - row["outside_share"]) * row["area_m2"], rel=1e-6)
    assert {len(row["parts"]) for row in rows} >= {0, 1, 2}


def test_an_export_has_the_numbers_of_the_table_and_the_command(
    client, inspect, run, write, plots_at_edges
):
    path = write(plots_at_edges, [{"面积亩": 10 + n} for n in range(len(plots_at_edges))])
    out = path.with_name("measured.csv")
    run("measure", path, "-o", out)
    layer = inspect(path)
    answer = client.post("/api/inspect/export?f=csv&lang=en", json={"features": layer["features"]})
    exported = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    shared = set(exported[0]) & set(read_rows(out)[0])
    assert shared >= {"row", "area_m2", "perimeter_m", "part", "parts", "overlap_shares"}
    assert shared >= {"verdict", "outside_share", "stated_area_m2", "stated_difference_m2"}
    for told, expected in zip(exported, read_rows(out), strict=True):
        assert {name: told[name] for name in shared} == {name: expected[name] for name in shared}
    for told, row in zip(exported, layer["rows"], strict=True):
        assert told["verdict"] == row["verdict"].replace("_", " ")
        assert told["reason"] == row["reason"]
        assert told["outside_share"] == write_number(row["outside_share"])
        assert told["edge_distance_m"] == write_number(row["nearest"]["distance_m"])
        assert told["luzhou_distance_m"] == write_number(
            next(each["distance_m"] for each in row["distances"] if each["place"] == "luzhou")
        )


def test_the_square_of_the_domain_has_both_its_areas(paste):
    """Ellipsoidal 68,506.75 m², plane (EPSG:4544) 68,509.88; Web Mercator's 89,655 never."""
    flat = 260.0  # metres, near enough to find the square of that size
    layer = paste(
        "POLYGON ((105.44 28.87, 105.4427 28.87, 105.4427 28.8724, 105.44 28.8724, 105.44 28.87))"
    )
    (row,) = layer["rows"]
    assert row["plane_crs"] == "EPSG:4544"
    assert 1.00003 < row["plane_area_m2"] / row["area_m2"] < 1.00006
    assert row["area_m2"] == pytest.approx(flat * flat, rel=0.05)


def test_web_mercator_has_the_plane_of_its_zone(inspect, tmp_path):
    path = tmp_path / "mercator.geojson"
    x, y = 11_737_500.0, 3_357_000.0
    ring = [[x, y], [x + 300, y], [x + 300, y + 300], [x, y + 300], [x, y]]
    path.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "crs": {"type": "name", "properties": {"name": "EPSG:3857"}},
                "features": [
                    {
                        "type": "Feature",
                        "properties": {},
                        "geometry": {"type": "Polygon", "coordinates": [ring]},
                    }
                ],
            }
        ),
        "utf-8",
    )
    (row,) = inspect(path)["rows"]
    assert row["plane_crs"] == "EPSG:4544"
    assert row["plane_area_m2"] == pytest.approx(row["area_m2"], rel=1e-3)
    assert row["area_m2"] < 75_000


def test_the_county_and_the_inside_point_are_those_of_locate(inspect, write, plots_at_edges):
    index = Measured(read_zone()).index
    for row, plot in zip(inspect(write(plots_at_edges[:30]))["rows"], plots_at_edges, strict=False):
        lon, lat = row["inside_point"]["wgs84"]
        assert plot.contains(shapely.Point(lon, lat))
        assert row["county"] == locate_point(index, lon, lat).county_name
        assert row["inside_point"]["cgcs2000"] == [lon, lat]
        assert row["inside_point"]["gcj02"] != [lon, lat]
