"""The pages of quality and of changes, on the zone's file and on one that is sent."""

import io
import json

import pytest

from geo.zone import DEFAULT_PATH


def sent(client, path, data, name="mine.geojson"):
    return client.post(path, data={"file": (io.BytesIO(data), name)})


@pytest.fixture
def moved():
    """The shipped file with one part gone and one renamed."""
    collection = json.loads(DEFAULT_PATH.read_text(encoding="utf-8"))
    collection["features"].pop()
    collection["features"][0]["properties"]["name"] = "Another core"
    return json.dumps(collection).encode()


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Quality of the boundaries"), ("zh", "边界质量")]
)
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
    from webapp import create_app

    path = tmp_path / "earlier.geojson"
    path.write_bytes(moved)
    rows = create_app({"PREVIOUS": path}).test_client().get("/changes?f=json").json
    assert {row["id"]: row["status"] for row in rows}["big-data-park"] == "added"


@pytest.mark.parametrize("path", ["/quality", "/changes"])
@pytest.mark.parametrize("data", [b"", b"{", b"[[" * 50_000, b'{"type": "Point"}'])
def test_what_is_no_zone_file_is_refused_in_a_sentence(client, path, data):
    answer = sent(client, path, data)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_a_form_without_a_file_is_refused(client):
    assert client.post("/quality", data={}).status_code == 400
