"""Editions of the data, and the dates that they bear."""

import os

from web_client import rename_first_part

from webapp.settings.config import Settings
from webapp.state import State, read_stamp


def test_a_missing_file_has_a_stamp_too(tmp_path):
    assert {*read_stamp(Settings(data=tmp_path / "none.geojson"))} == {None}


def test_later_data_never_bear_an_earlier_date(reloader, made_path, collection):
    dates = [reloader.state.edition.modified]
    for name in ("New", "Newer", "Newest"):
        rename_first_part(made_path, collection, name)
        os.utime(made_path, (1, 1))
        reloader.reload_if_changed()
        dates.append(reloader.state.edition.modified)
    assert dates == sorted(set(dates))


def test_the_date_is_that_of_the_newest_file(reloader, made_path):
    os.utime(made_path, (1, 1))
    path = made_path.with_name("places.geojson")
    os.utime(path, (2, 2))
    edition = State.load(reloader.state.settings).edition
    assert edition.written_at.timestamp() == 2
    assert edition.modified.timestamp() == int(path.stat().st_ctime)
