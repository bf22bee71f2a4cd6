"""Files by address: the same as the command makes, bounded, and harmless where they open."""

import sys
from contextlib import ExitStack

import pytest
from click.testing import CliRunner

from geo.zone import DEFAULT_PATH, read_zone
from maps.export.registry import FORMATS, ExportFormat, export_zone, file_names
from maps.figure.options import parse_options
from webapp.cli.main import zonemap
from webapp.site.links import download_links
from webapp.work import WorkLimits, WorkPool

pytestmark = pytest.mark.slow

STARTS = {
    "map.html": b"<!doctype html>",
    "figure.svg": b"<?xml",
    "figure.pdf": b"%PDF",
    "figure.png": b"\x89PNG",
    "factsheet.pdf": b"%PDF",
    "factsheet.docx": b"PK",
    "boundaries.geojson": b"{",
    "boundaries.gpkg": b"SQLite format 3",
    "boundaries.kml": b"<?xml",
    "boundaries-shapefile.zip": b"PK",
    "boundaries.parquet": b"PAR1",
    "boundaries.dxf": b"999\r\n",
    "tables.xlsx": b"PK",
    "boundaries.csv": b"\xef\xbb\xbf",
    "boundaries.txt": "[属性描述]\r\n".encode("gb18030"),
}


def test_every_file_is_tried_here():
    assert set(STARTS) == set(file_names()), "Add the first bytes of a new format to STARTS above."
    assert len(STARTS) == len(FORMATS)


@pytest.mark.parametrize("name", STARTS)
def test_every_file_is_what_it_says(client, name):
    answer = client.get(f"/export/{name}?size=160x110&dpi=60")
    assert answer.status_code == 200
    assert answer.data.startswith(STARTS[name])
    assert answer.mimetype == file_names()[name].media_type
    assert name in answer.headers["Content-Disposition"]
    if answer.mimetype.startswith("text/"):
        assert answer.data.decode(answer.mimetype_params["charset"])


def test_an_address_gives_the_bytes_of_the_command(client):
    options = parse_options(
        parts=("big-data-park",), lang="both", size="a5", dpi="90", title="A & B"
    )
    expected = export_zone(read_zone(DEFAULT_PATH), "png", options)
    query = {"part": "big-data-park", "lang": "both", "size": "a5", "dpi": "90", "title": "A & B"}
    assert client.get("/export/figure.png", query_string=query).data == expected


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("figure.gif", 404, "There is no export"),
        ("figure.png?dpi=600&size=a4", 400, "million pixels"),
        ("figure.png?dpi=1e9", 400, "dpi must be a whole number"),
        ("figure.svg?size=9x9", 400, "60 to 1200 mm"),
        ("figure.svg?part=atlantis", 404, "No part has the id"),
        ("figure.svg?lang=de", 400, "Use one of en, zh"),
        ("figure.svg?view=moon", 400, "Unknown value for view"),
        ("boundaries.geojson?crs=EPSG:4490", 400, "always in WGS 84 longitude and latitude"),
        ("boundaries.gpkg?crs=EPSG:3857", 400, "Data aren"),
        ("boundaries.gpkg?crs=nowhere", 400, "is unknown"),
    ],
)
def test_what_cannot_be_drawn_is_refused(client, address, status, said):
    answer = client.get(f"/export/{address}")
    assert answer.status_code == status
    assert said in answer.text


def test_a_file_that_opens_in_place_can_do_nothing_there(client):
    policy = client.get("/export/figure.svg?size=a5").headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy


def test_a_drawing_without_pixels_is_not_counted_in_them(client):
    assert client.get("/export/figure.svg?size=1200x1200&dpi=300").status_code == 200
    assert client.get("/report?format=figure.pdf&size=1200x1200&dpi=300").status_code == 200
    assert client.get("/report?format=figure.png&size=1200x1200&dpi=300").status_code == 400


def test_a_download_is_an_attachment(client):
    placed = client.get("/export/figure.svg?size=a5&download=1").headers["Content-Disposition"]
    assert placed == 'attachment; filename="figure.svg"'


def test_too_much_at_once_is_put_off(app, client, monkeypatch):
    pool = WorkPool(WorkLimits(most_waiting=0))
    monkeypatch.setattr(app.extensions["zonemap"], "work", pool)
    with ExitStack() as held:
        for _ in range(pool.limits.most_running):
            held.enter_context(pool.hold_place())
        answer = client.get("/export/figure.png")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert client.get("/export/figure.png").status_code == 200


TEXT = ExportFormat(
    "data", "boundaries.dat", "text/x-data", "Data, plain text", "Text",
    lambda zone, _options: "\n".join(zone.parts.index).encode(),
)  # fmt: skip


def test_a_format_that_is_added_in_one_place_is_everywhere(
    client, monkeypatch, made_path, tmp_path
):
    monkeypatch.setitem(FORMATS, "dat", TEXT)
    monkeypatch.delitem(sys.modules, "webapp.cli.export", raising=False)
    said = CliRunner().invoke(zonemap, ["export", "--help"]).output
    assert ".dat (Text)" in " ".join(said.split())  # it stands where lines may end
    CliRunner().invoke(zonemap, ["export", "--data", str(made_path), str(tmp_path / "a.dat")])
    assert (tmp_path / "a.dat").read_text() == "west\neast\ninner"
    assert client.get("/export/boundaries.dat").text.startswith("longmatan-core\n")
    assert ".dat" in client.get("/export/none.gif").text
    page = client.get("/report?format=boundaries.dat").text
    assert (
        '<option value="boundaries.dat" data-choices="part" selected>Data, plain text</option>'
        in page
    )
    assert "zonemap export boundaries.dat" in page
    with client.application.test_request_context("/"):
        assert ("Text", "/export/boundaries.dat") in download_links()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("ask=28.9,105.46", 200),
        ("ask=95,1", 400),
        ("selected=nowhere", 404),
        ("rings=10", 400),
        ("from=nowhere", 404),
        ("line=a", 400),
    ],
)
def test_a_figure_has_the_marks_of_its_address(client, query, status):
    answer = client.get(f"/export/figure.svg?lang=en&{query}")
    assert answer.status_code == status
    if status == 200:
        assert "Queried point: 28.900000, 105.460000" in answer.text
