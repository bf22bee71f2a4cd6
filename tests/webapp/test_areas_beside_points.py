"""A table of areas with the points of their centres: each entry takes what it can use."""

from shapely import box


def test_each_entry_takes_what_it_can_use(run, client, tmp_path):
    area = box(105.4, 28.8, 105.41, 28.81)
    path = tmp_path / "a.csv"
    path.write_text(f'name,wkt,lon,lat\na,"{area.wkt}",105.5,28.9\n', "utf-8")
    assert run("import", path, "-o", tmp_path / "a.geojson")[0] == 0
    assert run("measure", path, "-o", tmp_path / "m.csv")[0] == 0
    assert run("locate", path, "-o", tmp_path / "l.csv")[0] == 0
    for address in ("/api/measure", "/api/locate?f=json"):
        with path.open("rb") as file:
            answer = client.post(address, data={"file": (file, path.name)})
        assert answer.status_code == 200, answer.text


def test_what_is_no_feature_is_a_row_of_its_own_among_sites(client, tmp_path):
    site = '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[105.4,29]}}'
    text = f'{site}\n{{"type":"Feature"\n{site}'
    found = {}
    for skip in ("0", "1"):
        path = tmp_path / "a.geojsonl"
        path.write_text(text, "utf-8")
        with path.open("rb") as file:
            data = {"file": (file, path.name), "skip_unusable": skip}
            answer = client.post("/api/locate?lang=en", data=data)
        assert answer.status_code == 200, answer.text
        found[skip] = answer.get_json(force=True)["features"]
    assert [each["properties"]["location"].get("error") for each in found["0"]] == [
        None, "it is not a GeoJSON Feature", None
    ]  # fmt: skip
    assert len(found["1"]) == 2
