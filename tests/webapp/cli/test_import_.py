"""`zonemap import`."""

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
