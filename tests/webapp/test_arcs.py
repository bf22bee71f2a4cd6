"""Arcs through the commands: what is told of them, and what is kept of those that aren't used."""

import csv
import json

import pytest

# An arc, in a curve without an area; north before east.
GML = """<?xml version="1.0" encoding="UTF-8"?>
<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:a="http://a.example/a">
<gml:featureMember><a:Plot><a:name>A</a:name><a:geom>
<gml:Polygon gml:id="s" srsName="urn:ogc:def:crs:EPSG::4544"><gml:exterior><gml:LinearRing>
<gml:posList>3193456 540023 3193556 540123 3193456 540223 3193456 540023</gml:posList>
</gml:LinearRing></gml:exterior></gml:Polygon></a:geom></a:Plot></gml:featureMember>
<gml:featureMember><a:Plot><a:name>B</a:name><a:geom>
<gml:Curve gml:id="c" srsName="urn:ogc:def:crs:EPSG::4544"><gml:segments><gml:Arc>
<gml:posList>3193456 540023 3193556 540123 3193456 540223</gml:posList>
</gml:Arc></gml:segments></gml:Curve></a:geom></a:Plot></gml:featureMember>
</gml:FeatureCollection>
"""


def draw_circle(east, north, radius):
    points = [(east - radius, north), (east + radius, north), (east - radius, north)]
    return f"CURVEPOLYGON(CIRCULARSTRING({', '.join(f'{x!r} {y!r}' for x, y in points)}))"


@pytest.mark.parametrize(("crs", "unit_m"), [("EPSG:4544", 1), ("EPSG:4544,km", 1000)])
def test_what_is_told_is_in_millimetres(run, tmp_path, crs, unit_m):
    path = tmp_path / "round.csv"
    circle = draw_circle(540_123 / unit_m, 3_193_456 / unit_m, 200.0 / unit_m)
    path.write_text(f'name,wkt\na,"{circle}"\n', "utf-8")
    for command in ("import", "measure"):
        suffix = "geojson" if command == "import" else "csv"
        code, _, err = run(command, path, "-o", tmp_path / f"o.{suffix}", "--crs", crs)
        assert code == 0, err
        assert "deviate by at most 0.14 mm" in err


def read_rejects(out):
    with out.with_name(f"{out.name}.rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        return [json.loads(row["record"])["geometry"] for row in csv.DictReader(file)]


def test_an_arc_of_gml_that_is_kept_aside_is_still_one(run, tmp_path):
    path, out = tmp_path / "arc.gml", tmp_path / "o.csv"
    path.write_text(GML, "utf-8")
    code, _, err = run("measure", path, "-o", out)
    assert code == 0, err
    (held,) = read_rejects(out)
    # CIRCULARSTRING of three points, as WKB
    assert held.startswith("010800000003000000")
    assert len(held) == 2 * (9 + 3 * 16)


def test_an_arc_of_esri_json_that_is_kept_aside_is_still_one(run, tmp_path):
    ring = [[105.4, 28.85], {"c": [[105.41, 28.86], [105.41, 28.85]]}, [105.4, 28.86]]
    crossed = [[105.4, 28.85], {"c": [[105.41, 28.86], [105.41, 28.85]]}, [105.41, 28.85]]
    crossed += [[105.4, 28.86], [105.4, 28.85]]
    features = [{"attributes": {}, "geometry": {"curveRings": [each]}} for each in (ring, crossed)]
    found = {"geometryType": "esriGeometryPolygon", "spatialReference": {"wkid": 4326}}
    path, out = tmp_path / "arc.json", tmp_path / "o.csv"
    path.write_text(json.dumps({**found, "features": features}), "utf-8")
    code, _, err = run("measure", path, "-o", out)
    assert code == 0, err
    assert [json.loads(held) for held in read_rejects(out)] == [{"curveRings": [crossed]}]
