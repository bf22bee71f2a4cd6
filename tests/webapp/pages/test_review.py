"""The pages of quality and of changes, on the zone's file and on one that is sent."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import lxml.html
import pytest
import shapely

from geo.metadata import make_dcat
from geo.zone import DEFAULT_PATH
from webapp import create_app

FILES = Path(__file__).parents[2] / "geo/reading/files"


def sent(client, path, data, name="mine.geojson", **fields):
    return client.post(path, data={"file": (io.BytesIO(data), name), **fields})


@pytest.fixture
def moved():
    """The shipped file with one part gone and one renamed."""
    collection = json.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    collection["features"].pop()
    collection["features"][0]["properties"]["name"] = "Another core"
    return json.dumps(collection).encode()


@pytest.mark.parametrize(("lang", "said"), [("en", "Boundary quality"), ("zh", "边界数据质量")])
def test_the_shipped_file_is_schematic_and_nothing_else(client, lang, said):
    assert said in client.get(f"/quality?lang={lang}").text
    rows = client.get("/quality?f=json").json
    assert {(row["rule"], row["severity"]) for row in rows} == {("schematic", "info")}
    assert len(rows) == 8


def test_a_file_that_is_sent_is_checked(client):
    broken = json.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    broken["features"][1]["properties"]["id"] = "longmatan-core"
    rows = sent(client, "/quality?f=json", json.dumps(broken).encode()).json
    assert any(row["severity"] == "error" for row in rows)


def test_changes_against_a_file_that_is_sent(client, moved):
    rows = sent(client, "/changes?f=json", moved).json
    status = {row["id"]: row["status"] for row in rows}
    assert status["big-data-park"] == "removed"
    assert status["longmatan-core"] == "renamed"
    assert "removed" in sent(client, "/changes?lang=en", moved).text


def test_an_earlier_version_can_be_set(moved, tmp_path):
    path = tmp_path / "earlier.geojson"
    path.write_bytes(moved)
    rows = create_app({"PREVIOUS": path}).test_client().get("/changes?f=json").json
    assert {row["id"]: row["status"] for row in rows}["big-data-park"] == "added"


@pytest.fixture
def replaced(made_path, collection):
    """An application whose files have been replaced by broken ones after it read them."""
    previous = made_path.with_name("earlier.geojson")
    previous.write_bytes(made_path.read_bytes())
    app = create_app({"DATA": made_path, "PREVIOUS": previous, "RELOAD_SECONDS": 0})
    made_path.write_text("{", "utf-8")
    previous.unlink()
    return app.test_client(), made_path.parent


@pytest.mark.parametrize("form", ["html", "json", "csv"])
def test_what_is_checked_and_compared_is_what_is_served(replaced, form):
    client, folder = replaced
    for path in ("/quality", "/changes"):
        answer = client.get(path, query_string={"f": form})
        assert answer.status_code == 200
        assert str(folder) not in answer.text


def test_findings_that_rest_on_the_date_change_with_it(made_path, collection, monkeypatch):
    collection["features"][0]["properties"]["as_of"] = "2031-05-05"
    made_path.write_text(json.dumps(collection), "utf-8")
    client = create_app({"DATA": made_path}).test_client()
    found = []
    for today in (datetime(2033, 5, 4, tzinfo=UTC), datetime(2033, 5, 5, tzinfo=UTC)):
        clock = type("Clock", (datetime,), {"now": classmethod(lambda *_, day=today, **__: day)})
        monkeypatch.setattr("webapp.state.datetime", clock)
        monkeypatch.setattr("webapp.pages.review.datetime", clock)
        rows = [client.get("/quality?f=json").json for _ in range(2)]
        assert rows[0] == rows[1]
        found.append([row["rule"] for row in rows[0]].count("stale-as-of"))
    assert found[1] == found[0] + 1  # 730 days have passed


@pytest.mark.parametrize("path", ["/quality", "/changes"])
@pytest.mark.parametrize("data", [b"", b"{", b"[[" * 50_000, b'{"type": "Point"}'])
def test_what_is_no_zone_file_is_refused_in_a_sentence(client, path, data):
    answer = sent(client, path, data)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_the_parts_of_a_shapefile_are_one_file(client, tmp_path):
    plot = [shapely.box(105.4, 28.87, 105.41, 28.88)]
    table = gpd.GeoDataFrame({"name": ["A"]}, geometry=plot, crs="EPSG:4326")
    table.to_file(tmp_path / "plots.shp")
    parts = [(io.BytesIO(each.read_bytes()), each.name) for each in tmp_path.glob("plots.*")]
    assert len(parts) > 3
    rows = client.post("/changes?f=json", data={"file": parts}).json
    assert [row["name"] for row in rows if row["status"] == "added"] == ["A"]
    several = [(io.BytesIO(b"{}"), name) for name in ("a.geojson", "b.geojson")]
    answer = client.post("/quality?f=json", data={"file": several})
    assert (answer.status_code, "one layer" in answer.text) == (400, True)


def test_a_form_without_a_file_is_refused(client):
    assert client.post("/quality", data={}).status_code == 400


def test_findings_as_data_are_in_the_language_asked_for(client):
    rows = {lang: client.get(f"/quality?f=json&lang={lang}").json for lang in ("en", "zh")}
    assert "schematic" in rows["en"][0]["sentence"]
    assert "示意" in rows["zh"][0]["sentence"]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_no_earlier_version_is_said_to_who_wants_data(client, form):
    answer = client.get(f"/changes?f={form}")
    assert answer.status_code == 404
    assert "no earlier version" in answer.json["detail"]
    assert client.get("/changes?lang=en").status_code == 200


@pytest.mark.parametrize("path", ["/quality?lang=en", "/changes?lang=en"])
def test_damaged_file_of_another_format_is_refused_by_its_name(client, path):
    answer = sent(client, path, b"PK\x03\x04...", "C:\\maps\\园区.kmz")
    assert answer.status_code == 400
    assert "园区.kmz is a damaged or truncated zip" in answer.text


@pytest.mark.parametrize("path", ["/quality?lang=en", "/changes?lang=en"])
def test_other_formats_are_read_and_told(client, path):
    answer = sent(client, path, (FILES / "two.kmz").read_bytes(), "two.kmz")
    assert answer.status_code == 200
    assert "Read 1 features from two.kmz (KML: doc.kml)." in answer.text


def test_form_says_how_to_read_the_file(client):
    data = (FILES / "layers.gpkg").read_bytes()
    refused = sent(client, "/quality?lang=en", data, "layers.gpkg")
    assert refused.status_code == 400
    assert "Choose one with “Layer”: b_parcels, a_other." in refused.text
    answer = sent(client, "/quality?lang=en", data, "layers.gpkg", layer="a_other")
    assert answer.status_code == 200
    assert "layers.gpkg (GeoPackage: a_other)" in answer.text


def test_page_names_the_file_that_was_sent(client):
    html = sent(client, "/quality?lang=en", DEFAULT_PATH.read_bytes(), "../mine<1>.geojson").text
    assert "mine&lt;1&gt;.geojson" in html


@pytest.mark.parametrize("name", ["..", "context.geojson", "Places.GeoJSON", "x" * 5000])
def test_odd_names_do_no_harm(client, name):
    assert sent(client, "/quality?f=json", DEFAULT_PATH.read_bytes(), name).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/areas?f=json",
        "/areas?f=csv",
        "/distances?f=json",
        "/compare?f=json&part=longmatan-core&part=luxian-district",
        "/locate?f=json&lon=105.44&lat=28.87",
        "/quality?f=csv",
        "/dcat.json",
    ],
)
def test_every_answer_of_data_leads_to_its_sources(client, zone, path):
    answer = client.get(path)
    assert answer.status_code == 200
    (target,) = [link for link in answer.headers.getlist("Link") if "describedby" in link]
    package = client.get(target.partition(">")[0].lstrip("<")).json
    assert package["resources"][0]["hash"] == f"sha256:{zone.sha256}"
    assert len(package["sources"]) == len(zone.data_sources)


def test_catalogue_is_the_commands(client, zone):
    found = client.get("/dcat.json")
    assert found.content_type.startswith("application/ld+json")
    assert found.json == make_dcat(zone, path=DEFAULT_PATH.name)


@pytest.mark.parametrize("path", ["/quality", "/changes"])
@pytest.mark.parametrize(("lang", "said"), [("en", "Choose one with “Layer”"), ("zh", "“图层”")])
def test_refusal_is_on_the_page_above_the_form_as_it_was_sent(client, path, lang, said):
    data = (FILES / "layers.gpkg").read_bytes()
    sent_options = {"crs": "EPSG:4490,<swapped>", "datum": "gcj02", "skip_unusable": "on"}
    answer = sent(client, f"{path}?lang={lang}", data, "layers.gpkg", **sent_options)
    assert answer.status_code == 400
    alert, form = answer.text.split('role="alert"')[1].split("<form", 1)
    assert said in alert.split("</p>")[0]
    assert "<details open>" in form
    assert 'name="crs" value="EPSG:4490,&lt;swapped&gt;"' in form
    assert '<option value="gcj02" selected>' in form
    assert 'name="skip_unusable" checked' in form


HALF = "POLYGON((105.4 28.9,105.41 28.9,105.41 28.91,105.4 28.9))"


@pytest.mark.parametrize("path", ["/quality", "/changes"])
@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "with “Leave out unusable features”"), ("zh", "用“略去无法使用的要素”略去")],
)
def test_refusal_names_the_box_that_leaves_features_out(client, path, lang, said):
    data = f'name,wkt\nA,"{HALF}"\nB,"POLYGON((105 28"\n'.encode()
    answer = sent(client, f"{path}?lang={lang}", data, "a.csv", crs="EPSG:4326")
    if path == "/changes":
        alert, form = answer.text.split('role="alert"')[1].split("<form", 1)
        assert said in alert
        assert "<details open>" in form
    assert "skip_unusable=" not in answer.text
    answer = sent(client, f"{path}?f=json&lang={lang}", data, "a.csv", crs="EPSG:4326")
    assert path == "/quality" or "skip_unusable=1" in answer.text


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (lambda ring: ring[::-1], "choose “Use as boundaries”, which repairs it."),
        (
            lambda ring: [[y, x] for x, y in ring],
            "zonemap check &#39;my plan.geojson&#39; --repair -o &#39;repaired-my plan.geojson&#39;",
        ),
    ],
    ids=["direction", "axes"],
)
def test_repair_of_a_sent_file_is_the_page_s_own_or_names_it(client, turn, said):
    collection = json.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    geometry = collection["features"][0]["geometry"]
    geometry["coordinates"] = [turn(ring) for ring in geometry["coordinates"]]
    html = sent(client, "/quality?lang=en", json.dumps(collection).encode(), "my plan.geojson").text
    assert said in html
    assert "SOURCE" not in html


def test_refusal_is_a_problem_to_who_wants_data(client):
    answer = sent(client, "/quality?f=json", b"{")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("path", ["/quality?lang=en", "/changes?lang=en"])
def test_steps_of_one_kind_are_told_once_and_the_others_can_be_unfolded(client, path):
    ids = [f"JY-{n}" for n in range(5)]
    squares = [f"{x} 28,{x + 0.5} 28,{x + 0.5} 29,{x} 29,{x} 28" for x in range(100, 105)]
    lines = [f'{each},"POLYGON(({ring}))"' for each, ring in zip(ids, squares, strict=True)]
    data = "\n".join(["编号,wkt", *lines]).encode()
    html = sent(client, path, data, "plots.csv", crs="EPSG:4490").text
    steps = html.split('<ul class="quiet steps">')[1].split("trust")[0]
    assert "4 more of this kind" in steps
    assert [each in steps for each in ids] == [True] * 5
    assert steps.split("<details>")[0].count("this id was made from") == 1


def test_code_in_a_finding_is_set_as_code_and_the_spot_is_labelled_once(client):
    collection = json.loads(DEFAULT_PATH.read_text("utf-8"))
    collection["features"][0]["properties"] |= {"sources": [], "name_zh": ""}
    html = sent(client, "/quality?lang=en", json.dumps(collection).encode()).text
    assert "Name its source in <code>sources</code>." in html
    assert html.count('class="spot-label"') == 1
    assert "Data SHA-256: <code></code>" not in html


@pytest.mark.parametrize("path", ["/", "/areas", "/healthz", "/quality", "/changes", "/api/areas"])
def test_pages_need_no_folder_for_temporary_files(client, monkeypatch, path):
    monkeypatch.setattr("tempfile.mkdtemp", lambda *_, **__: pytest.fail("on a read-only disk"))
    assert client.get(path).status_code == 200


@pytest.fixture
def unplaced(tmp_path):
    """A Shapefile of a plot near the zone, in metres, without its .prj."""
    plot = gpd.GeoDataFrame(geometry=[shapely.box(105.43, 28.86, 105.4336, 28.8632)], crs=4326)
    plot.to_crs(4544).to_file(tmp_path / "plots.shp")
    return [tmp_path / f"plots.{each}" for each in ("shp", "shx", "dbf")]


def send_all(client, path, files, **fields):
    listed = [(io.BytesIO(each.read_bytes()), each.name) for each in files]
    return client.post(path, data={"file": listed, **fields})


@pytest.mark.parametrize("path", ["/quality", "/changes"])
@pytest.mark.parametrize(
    ("lang", "asked"), [("en", "Which coordinate"), ("zh", "采用哪个坐标参照系")]
)
def test_a_file_without_its_crs_is_asked_about_with_buttons(client, unplaced, path, lang, asked):
    answer = send_all(client, f"{path}?lang={lang}", unplaced)
    assert answer.status_code == 400
    page = lxml.html.fromstring(answer.text)
    (question,) = page.cssselect(".upload .crs-question")
    assert asked in question.text_content()
    offered = question.cssselect("button[name=crs_offered]")
    assert [each.get("value") for each in offered] == ["EPSG:4544", "EPSG:32648"]
    assert "CGCS2000" in offered[0].text_content()
    assert [each.get("name") for each in page.cssselect(".upload [name=crs]")] == ["crs"]
    assert "--crs" not in page.cssselect("[role=alert]")[0].text_content()


def test_the_question_is_answered_by_a_button_or_a_typed_code(client, unplaced):
    for fields in ({"crs_offered": "EPSG:4544", "crs": ""}, {"crs": "4544"}, {"crs": "EPSG:4544"}):
        assert send_all(client, "/quality", unplaced, **fields).status_code == 200
    unknown = send_all(client, "/quality?lang=en", unplaced, crs="999999")
    assert "is unknown. Use a code such as EPSG:4490" in unknown.text
