"""`zonemap init`."""

import json

import pytest

from webapp import create_app
from webapp.cli import init

pytestmark = pytest.mark.slow


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
    [((), "--at LON LAT"), (("--at", 28, 105), "Put longitude first")],
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


def test_init_of_many_parts_tells_how_far_it_is(run, tmp_path, monkeypatch):
    assert init.MANY_PARTS == 100
    monkeypatch.setattr(init, "MANY_PARTS", 22)  # a part takes a tenth of a second to draw
    rows = [
        f"p{n},Plot {n},park,{105.2 + 0.02 * (n % 11):.2f},{28.6 + 0.02 * (n // 11):.2f},1"
        for n in range(22)
    ]
    (tmp_path / "parts.csv").write_text(
        "\n".join(["id,name,kind,lon,lat,drawn_area_km2", *rows]), "utf-8"
    )
    square = '{"type": "Polygon", "coordinates": [[[105, 28.4], [105.6, 28.4], [105.6, 29], [105, 29], [105, 28.4]]]}'
    (tmp_path / "host.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
        f'{{"county": "510500", "name": "Host"}}, "geometry": {square}}}]}}'
    )
    told = ("--parts", tmp_path / "parts.csv", "--hosts", tmp_path / "host.geojson")
    code, out, err = run("init", tmp_path / "new", *told)
    assert code == 0, err
    assert out == ""
    steps = [line for line in err.splitlines() if line.endswith("parts drawn")]
    assert steps == [f"{n} of 22 parts drawn" for n in (3, 5, 7, 9, 11, 14, 16, 18, 20, 22)]
