"""`/api/inspect/zone`: what people brought, as the complete boundaries of a zone."""

import io
import json

import pytest
import shapely

from geo.importing import importer
from geo.zone import read_zone, to_geojson
from webapp import create_app

PLOTS = [shapely.box(105.4 + n / 50, 28.87, 105.41 + n / 50, 28.88) for n in range(3)]


@pytest.fixture
def make(client):
    """Send files; return the answer's JSON."""

    def post(*paths, status=200, **options):
        files = [(io.BytesIO(path.read_bytes()), path.name) for path in paths]
        answer = client.post(
            "/api/inspect/zone", data={"file": files}, query_string={"lang": "en", **options}
        )
        assert answer.status_code == status, answer.get_data(as_text=True)
        assert status != 200 or answer.headers["Cache-Control"] == "no-store"
        return answer.get_json()

    return post


def test_the_file_is_that_of_the_command_and_can_be_served(make, run, write, tmp_path):
    rows = [{"地块编号": f"A-{n}", "面积亩": 1621.9} for n in range(3)]
    path, out = write(PLOTS, rows), tmp_path / "boundaries.geojson"
    found = make(path, placement="surveyed", uncertainty_m="0.05", kind="parcel")
    run("import", path, "-o", out, "--placement", "surveyed", "--uncertainty", "0.05",
        "--kind", "parcel")  # fmt: skip
    assert found["boundaries"] == json.loads(out.read_text("utf-8"))
    assert len(read_zone(out).parts) == 3
    assert found["fields"]["columns"] == ["地块编号", "面积亩"]
    assert found["fields"]["by_field"] == {"id": "地块编号", "published_area_km2": "面积亩"}
    assert found["fields"]["named_after"] == {"name": "地块编号"}
    assert "zonemap serve --data boundaries.geojson" in found["placing"]


def test_answers_change_the_columns(make, write):
    path = write(PLOTS, [{"a": f"N{n}", "b": f"{n}"} for n in range(3)])
    found = make(path, field=["name=a", "id=b"], source="Survey of 2026", as_of="2026-11")
    first = found["boundaries"]["features"][0]["properties"]
    assert (first["name"], first["sources"]) == ("N0", ["given"])
    assert found["boundaries"]["sources"] == {"given": {"title": "Survey of 2026"}}
    assert first["as_of"] == "2026-11"
    assert not {"missing-source", "missing-as-of"} & {each["rule"] for each in found["findings"]}


def test_a_field_can_be_left_without_a_column(make, write):
    path = write(PLOTS, [{"id": f"N{n}", "name": f"Plot {n}"} for n in range(3)])
    found = make(path, field=["name="])
    assert found["fields"]["by_field"] == {"id": "id"}
    assert not found["boundaries"]["features"][0]["properties"].get("name")


def test_repairs_that_show_have_the_outline_before(make, write):
    corners = [(105.4, 28.87), (105.41, 28.87), (105.41, 28.88), (105.4, 28.88)]
    crossed = shapely.Polygon([*corners, (105.40001, 28.869999)])  # beyond the first edge
    found = make(write([crossed, PLOTS[1]]))
    assert [each["part"] for each in found["repairs"]] == [
        found["boundaries"]["features"][0]["properties"]["id"]
    ]
    [repair] = found["repairs"]
    assert shapely.from_geojson(json.dumps(repair["outline_before"])).equals(crossed.boundary)
    assert repair["sentence"] in found["steps"]


def test_the_file_sent_back_with_other_values_is_checked_again(make, write, tmp_path):
    made = make(write(PLOTS))["boundaries"]
    made["features"][1]["properties"] |= {"name": "Hill", "published_area_km2": 9}
    path = tmp_path / "boundaries.geojson"
    path.write_text(json.dumps(made), "utf-8")
    found = make(path)
    assert found["boundaries"]["features"] == made["features"]
    assert [each["rule"] for each in found["findings"] if "area" in each["rule"]]
    assert {each["label"] for each in found["changes"]} == {"added", "removed"}


def test_findings_are_at_their_places(make, write):
    overlapping = [PLOTS[0], shapely.box(105.405, 28.87, 105.415, 28.88)]
    (finding,) = [
        each for each in make(write(overlapping))["findings"] if each["rule"] == "overlap"
    ]
    assert 105.405 <= finding["lon"] <= 105.41
    assert 28.87 <= finding["lat"] <= 28.88


def test_findings_call_plots_by_their_names(make, write):
    found = make(write(PLOTS[:1], [{"地块编号": "甲-01"}]), lang="zh")["findings"]
    named = {(each["part"], each["part_name"]) for each in found if each["part"]}
    assert named == {("jia-01", "甲-01")}
    assert {each["part_name"] for each in found if not each["part"]} <= {""}


def test_changes_are_against_what_is_served(make, tmp_path):
    served = read_zone()
    path = tmp_path / "zone.geojson"
    path.write_text(json.dumps(to_geojson(served)), "utf-8")
    found = make(path)
    assert {each["status"] for each in found["changes"]} == {"unchanged"}
    assert found["changed_ground"]["features"] == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"field": "x"}, "The parameter field “x”"),
        ({"kind": "city"}, "kind is “city”"),
        ({"placement": "guessed"}, "placement is “guessed”"),
        ({"uncertainty_m": "-1"}, "uncertainty_m is “-1”"),
        ({"colour": "red"}, "Unknown parameter"),
    ],
)
def test_what_cannot_be_used_is_refused(make, write, options, sentence):
    assert sentence in make(write(PLOTS), status=400, **options)["detail"]


def test_two_layers_are_refused(make, write):
    one, other = write(PLOTS), write(PLOTS, name="other.geojson")
    assert "one layer" in make(one, other, status=400)["detail"]


@pytest.mark.parametrize("config", [{"INSPECT_FEATURES": "2"}, {"INSPECT_VERTICES": "9"}])
def test_what_is_too_much_is_refused_before_it_is_repaired(write, made_path, monkeypatch, config):
    monkeypatch.setattr(importer, "clean_shape", None)  # no outline is looked at
    client = create_app({"DATA": made_path, **config}).test_client()
    path = write(PLOTS, [{"id": f"N{n}"} for n in range(3)])
    file = (io.BytesIO(path.read_bytes()), path.name)
    answer = client.post("/api/inspect/zone", data={"file": [file]}, query_string={"lang": "en"})
    assert answer.status_code == 400
    assert f"has more than {next(iter(config.values()))} " in answer.get_json()["detail"]
