"""Where the disk for temporary files is full, an upload is refused, and keeps no room."""

import sqlite3
import tempfile
from pathlib import Path

import pytest

from geo.io.temporary import find_full_disk

FULL = Path("/dev/full")
SAID = "The disk for temporary files is full. Send less at a time, or try again once there is room."
HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.geojson"\r\n\r\n'
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")


@pytest.fixture
def opened(monkeypatch):
    """The temporary files of large uploads, each on a disk without room."""
    files = []

    def open_full(**_):
        files.append(FULL.open("r+b"))
        return files[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", open_full)
    return files


@pytest.mark.parametrize(
    "address", ["/api/measure", "/api/locate", "/quality", "/api/inspect", "/api/inspect/zone"]
)
def test_an_upload_is_refused_and_its_file_closed(app, address, opened):
    answer = app.test_client().post(
        f"{address}?lang=en",
        data=HEAD + b" " * 600_000 + b"\r\n--x--\r\n",  # smaller ones are kept in memory
        content_type="multipart/form-data; boundary=x",
        headers={"Accept": "application/json"},
    )
    assert (answer.status_code, answer.get_json(force=True)["detail"]) == (503, SAID)
    assert [file.closed for file in opened] == [True]


@pytest.mark.parametrize(
    "words", ["database or disk is full", "[Errno 28] No space left on device"]
)
def test_libraries_say_it_in_words_of_their_own(words):
    outer = ValueError("the file could not be written")
    outer.__cause__ = sqlite3.OperationalError(words)
    assert str(find_full_disk(outer)) == SAID
    assert find_full_disk(ValueError("the file could not be written")) is None
