"""The ways by road on `/distances`, in the API, and on a part's page."""

import csv
import io

import pytest
from kept_roads import copy_zone, move_place
from workbooks import read_table

from webapp import create_app


@pytest.fixture
def path(tmp_path):
    return copy_zone(tmp_path)


@pytest.fixture
def client(path):
    return create_app({"DATA": str(path)}).test_client()


def read_text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("address", [
    "/distances", "/distances?place=east", "/distances?part=plot", "/parts/plot",
    "/compare?part=plot&part=sketch",
])  # fmt: skip
@pytest.mark.slow
def test_a_page_has_both_with_conditions_and_credit(client, address):
    text = read_text(client, address)
    assert "By road" in text
    assert "Free flow" in text
    assert "ODbL 1.0, 2026-05-01, newest object 2026-04-30, Valhalla 3." in text
    assert "https://www.openstreetmap.org/copyright" in text


def test_the_figures_are_data_too(client):
    rows = client.get("/distances?view=road&f=json").get_json()
    assert len(rows) == 60
    chosen = client.get("/distances?view=road&f=json&part=plot&place=mill").get_json()
    assert {(row["id"], row["place"]) for row in chosen} == {("plot", "mill")}
    text = client.get("/distances?view=road&f=csv").get_data().decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text)))
    assert [row["name"] for row in read[:1]] == ["Plot"]
    assert all("ODbL" in row["basis"] for row in read)
    assert len(read_table(client.get("/distances?view=road&f=xlsx").data)) >= 60


def test_the_api_has_them_beside_the_straight_lines(client):
    found = client.get("/api/distances?part=plot&place=east").get_json()
    assert found["distances"][0]["distance_m"] > 0
    assert len(found["roads"]["rows"]) == 4
    assert "ODbL" in found["roads"]["credit"]
    assert found["roads"]["vehicles"]["truck"]["weight"] == 49


@pytest.mark.parametrize("address", ["/distances", "/parts/plot", "/compare?part=plot&part=isle"])
def test_stale_figures_are_never_shown(path, address):
    move_place(path)
    client = create_app({"DATA": str(path)}).test_client()
    text = read_text(client, address)
    assert "The figures by road are not shown" in text
    assert "35.3" not in text
    assert client.get("/distances?view=road&f=json").get_json() == []
    assert "roads" not in client.get("/api/distances").get_json()


@pytest.mark.parametrize(
    "address", ["/parts/plot", "/compare?part=plot&part=isle", "/api/distances"]
)
def test_without_figures_nothing_is_said(path, address):
    path.with_name("roads.geojson").unlink()
    text = read_text(create_app({"DATA": str(path)}).test_client(), address)
    assert "By road" not in text
    assert '"roads"' not in text


COMPARED = "/compare?part=plot&part=sketch"


def test_files_of_a_comparison_have_the_ways_by_road_apart(client, path):
    rows = client.get(f"{COMPARED}&f=json").get_json()
    for row in rows:
        assert row["east_distance_m"] != row["east_road_distance_m"]
        assert row["east_road_distance_m"] <= row["east_road_distance_most_m"]
        assert "ODbL" in row["road_basis"]
    text = client.get(f"{COMPARED}&f=csv").get_data().decode("utf-8-sig")
    (first, *_) = csv.DictReader(io.StringIO(text))
    assert float(first["east_road_time_min"]) == rows[0]["east_road_time_min"]
    book = read_table(client.get(f"{COMPARED}&f=xlsx&lang=zh").data)
    assert any("小客车至" in str(cell) for cell in book[0])
    move_place(path)
    stale = create_app({"DATA": str(path)}).test_client().get(f"{COMPARED}&f=json").get_json()
    assert not any("road" in key for key in stale[0])


@pytest.mark.slow
def test_a_figure_with_the_way_by_road_is_chosen_on_the_report_page(client, path):
    text = read_text(client, "/report?part=plot&roads=east&lang=en")
    assert '<option value="east" selected>Route to East</option>' in text
    assert "Plot → East: 35.3 km · 28 min" in text  # the text alternative of the preview
    assert "--roads east" in text
    figure = client.get("/export/figure.svg?part=plot&roads=areas&lang=zh").get_data(as_text=True)
    assert "公路可达范围" in figure
    refused = client.get("/export/figure.svg?part=plot&roads=moon")
    assert refused.status_code == 400
    move_place(path)
    stale = create_app({"DATA": str(path)}).test_client()
    assert 'name="roads"' not in read_text(stale, "/report?part=plot")
    assert stale.get("/export/figure.svg?part=plot&roads=areas").status_code == 400
