"""`zonemap measure`."""


def test_measure_takes_wkt(call, tmp_path):
    result = call("measure", "parcels.csv", "--output", "out.geojson")
    assert "2 rows read, 1 written, 1 rejected" in result.stderr
    assert '"part": "west"' in (tmp_path / "out.geojson").read_text("utf-8")
