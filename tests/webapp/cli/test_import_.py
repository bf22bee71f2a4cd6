"""`zonemap import`."""

import pytest

from geo.zone import read_zone
from webapp import create_app


def test_import_writes_and_tells(run, zone, tmp_path):
    zone.parts[["name", "name_zh", "geometry"]].reset_index(drop=True).to_file(
        tmp_path / "a.gpkg", driver="GPKG"
    )
    out = tmp_path / "out.geojson"
    code, _, err = run("import", tmp_path / "a.gpkg", "-o", out, "--placement", "digitised")
    assert code == 0
    assert "Read 8 features from a.gpkg (GeoPackage)." in err
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


def test_defaults_are_told_and_options_set_them(run, zone, tmp_path):
    zone.parts[["name", "geometry"]].reset_index(drop=True).assign(权属="甲").to_file(
        tmp_path / "plots.gpkg", driver="GPKG"
    )
    out = tmp_path / "out.geojson"
    code, _, err = run("import", tmp_path / "plots.gpkg", "-o", out)
    assert code == 0
    assert "placement: digitised (set another with --placement)\n" in err
    assert "kind: parcel, because of the name plots (set another with --kind)\n" in err
    assert "columns kept as other fields: 权属\n" in err
    parts = read_zone(out).parts
    assert parts["other"].tolist() == [{"权属": "甲"}] * 8
    assert parts["position_uncertainty_m"].isna().all()
    options = ("--kind", "park", "--uncertainty", "0.05", "--placement", "surveyed")
    code, _, err = run("import", tmp_path / "plots.gpkg", "-o", out, *options)
    assert code == 0
    assert "position_uncertainty_m: 0.05 m, as set with --uncertainty\n" in err
    assert set(read_zone(out).parts["position_uncertainty_m"]) == {0.05}


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "5 m"])
def test_an_uncertainty_that_is_no_length_is_refused(run, made_path, tmp_path, value):
    out = tmp_path / "out.geojson"
    code, _, err = run("import", made_path, "-o", out, "--uncertainty", value)
    assert code == 2
    assert "Traceback" not in err
    assert not out.exists()


@pytest.mark.parametrize(
    "command",
    [
        ("import", "own.geojson", "-o", "own.geojson"),
        ("check", "own.geojson", "--repair", "-o", "./own.geojson"),
        ("export", "--data", "own.geojson", "own.geojson"),
        ("measure", "own.geojson", "-o", "own.geojson"),
    ],
)
def test_no_command_writes_over_what_it_reads(run, made_path, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    data = made_path.read_bytes()
    (tmp_path / "own.geojson").write_bytes(data)
    code, _, err = run(*command)
    assert code == 2
    assert "would overwrite the input. Choose another output." in err
    assert (tmp_path / "own.geojson").read_bytes() == data


def test_the_exact_name_is_preferred(run, tmp_path):
    source = tmp_path / "a.geojson"
    source.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"right",'
        '"NAME":"wrong"},"geometry":{"type":"Polygon","coordinates":[[[105.4,28.9],[105.45,28.9],'
        "[105.45,28.95],[105.4,28.9]]]}}]}",
        "utf-8",
    )
    code, _, _ = run("import", source, "-o", tmp_path / "out.geojson")
    assert code == 0
    parts = read_zone(tmp_path / "out.geojson").parts
    assert parts["name"].tolist() == ["right"]
    assert parts["other"].tolist() == [{"NAME": "wrong"}]


def test_corners_alone_are_told_without_columns_and_with_a_command_in_the_language(run, tmp_path):
    """Their text has no columns: those of boundary points were told, and are empty."""
    (tmp_path / "j.txt").write_text(
        "J1 3198265.47 35542914.55\nJ2 3198323.07 35543499.54\n"
        "J3 3197824.49 35543550.19\nJ4 3197766.52 35542867.63\n"
    )
    out = tmp_path / "out.geojson"
    code, _, told = run("import", tmp_path / "j.txt", "-o", out, "--lang", "zh")
    assert code == 0
    assert "取自列" not in told
    assert f"`zonemap check {out} --lang zh`" in told
    assert f"`zonemap check {out}`" in run("import", tmp_path / "j.txt", "-o", out)[2]
