"""Where no temporary file can be written, what needs one says so; the rest is served."""

import tempfile

import pytest

from webapp import create_app

SAID = "There is no folder for temporary files. Set `TMPDIR` to one that can be written to."
PLOT = 'name,wkt\na,"POLYGON ((105.4 28.9, 105.41 28.9, 105.41 28.91, 105.4 28.9))"\n'


@pytest.fixture
def no_folder(monkeypatch, tmp_path):  # after what needs a folder itself
    def refuse():
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp', '/']")

    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_get_default_tempdir", refuse)


@pytest.mark.usefixtures("no_folder")
@pytest.mark.parametrize(
    "address",
    ["/api/measure", "/api/locate", "/quality", "/changes", "/api/inspect", "/api/brief"],
)
def test_an_upload_is_refused_with_what_to_do(app, address, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(PLOT)
    with path.open("rb") as file:
        headers = {"Accept": "application/json"}
        answer = app.test_client().post(
            f"{address}?lang=en", data={"file": (file, path.name)}, headers=headers
        )
    assert (answer.status_code, answer.get_json(force=True)["detail"]) == (503, SAID)


@pytest.mark.usefixtures("no_folder")
def test_pages_and_tables_are_served_and_exports_are_refused(app):
    client = app.test_client()
    for address in (
        "/",
        "/areas",
        "/healthz",
        "/export/boundaries.geojson",
        "/api/brief?part=big-data-park&f=json",
    ):
        assert client.get(address).status_code == 200
    refused = client.get("/export/boundaries.gpkg?lang=en", headers={"Accept": "application/json"})
    assert (refused.status_code, refused.get_json(force=True)["detail"]) == (503, SAID)


def test_a_job_in_a_process_of_its_own_is_refused_too(request):
    client = create_app({"WORK_PROCESSES": 1}).test_client()
    request.getfixturevalue("no_folder")
    for address in ("/export/boundaries.gpkg", "/export/figure.svg"):
        answer = client.get(f"{address}?lang=zh", headers={"Accept": "application/json"})
        assert answer.status_code == 503
        assert "没有存放临时文件的文件夹" in answer.get_json(force=True)["detail"]


def test_a_command_says_the_same(request, run, tmp_path, monkeypatch):
    path, out = tmp_path / "a.zip", tmp_path / "out.csv"
    path.write_bytes(b"PK\x05\x06" + bytes(18))
    request.getfixturevalue("no_folder")
    code, _, err = run("measure", path, "-o", out)
    monkeypatch.undo()  # pytest needs a folder too
    assert (code, SAID in err, out.exists()) == (2, True, False)
