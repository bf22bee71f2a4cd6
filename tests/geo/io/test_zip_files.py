"""Archives depend on what is in them, and on no clock."""

import io
import zipfile

from geo.io.zip_files import remove_zip_dates, zip_files

FILES = {"b.txt": b"second" * 100, "a.txt": b"first", "empty": b""}


def read(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: (archive.read(info), info.date_time) for info in archive.infolist()}


def test_files_come_back_in_their_order_without_dates():
    found = read(zip_files(FILES))
    assert list(found) == list(FILES)
    assert {name: data for name, (data, _date) in found.items()} == FILES
    assert {date for _data, date in found.values()} == {(1980, 1, 1, 0, 0, 0)}


def test_equal_files_give_equal_bytes():
    assert zip_files(FILES) == zip_files(dict(FILES))
    assert zip_files(FILES) != zip_files(dict(reversed(FILES.items())))


def test_dates_of_another_archive_are_taken_out():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in FILES.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), data)
    assert remove_zip_dates(out.getvalue()) == zip_files(FILES)
