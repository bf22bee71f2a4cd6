"""New data are loaded beside, checked, and swapped whole."""

import json
import os
import shutil
from threading import Event

import pytest
from kept_roads import copy_zone, move_place
from web_client import rename_first_part

from geo.errors import InputError
from geo.zone import DEFAULT_PATH
from webapp.http.logs import set_up_log
from webapp.reload import Reloader, strip_folder
from webapp.settings.config import Settings
from webapp.state import State


def first_name(reloader):
    return reloader.state.measured.zone.parts["name"].iloc[0]


def test_changed_data_are_swapped(reloader, made_path, collection):
    rename_first_part(made_path, collection, "New")
    reloader.reload_if_changed()
    assert (first_name(reloader), reloader.state.reload_error) == ("New", None)


def test_equal_data_are_not_swapped(reloader, made_path):
    before = reloader.state.measured
    os.utime(made_path, (1, 1))
    reloader.reload_if_changed()
    assert reloader.state.measured is before


@pytest.mark.parametrize("length", [0, 1, 200, -2])
def test_half_written_data_are_refused(reloader, made_path, length):
    made_path.write_bytes(made_path.read_bytes()[:length])
    reloader.reload_if_changed()
    assert first_name(reloader) == "West"
    assert "made.geojson is not valid JSON" in reloader.state.reload_error


@pytest.mark.parametrize("name", ["made.geojson", "places.geojson"])
def test_a_pipe_in_the_datas_place_is_refused_and_what_follows_is_served(
    reloader, made_path, collection, name
):
    path = made_path.with_name(name)
    content = path.read_bytes() if path.exists() else None
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    reloader.reload_if_changed()
    assert f"{name} is a pipe or a device" in reloader.state.reload_error
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    rename_first_part(made_path, collection, "New")
    reloader.reload_if_changed()
    assert (first_name(reloader), reloader.state.reload_error) == ("New", None)


def test_the_earlier_version_is_watched_like_the_rest(made_path, collection):
    previous = made_path.with_name("earlier.geojson")
    previous.write_bytes(made_path.read_bytes())
    settings = Settings.gather({"DATA": made_path, "PREVIOUS": previous})
    reloader = Reloader(State.load(settings))
    rename_first_part(previous, collection, "Earlier")
    reloader.reload_if_changed()
    assert reloader.state.edition.previous.parts["name"].iloc[0] == "Earlier"
    previous.write_text("{", "utf-8")
    reloader.reload_if_changed()
    assert reloader.state.edition.previous.parts["name"].iloc[0] == "Earlier"
    assert reloader.state.reload_error.startswith("earlier.geojson is not valid JSON")


def test_an_earlier_version_that_cannot_be_used_is_refused_at_the_start(made_path):
    settings = Settings.gather({"DATA": made_path, "PREVIOUS": made_path.with_name("none.geojson")})
    with pytest.raises(InputError, match=r"none\.geojson does not exist"):
        State.load(settings)


def test_a_change_within_the_clocks_tick_is_last_stamp(reloader, made_path, collection):
    reloader.reload_if_changed()
    before = made_path.stat()
    rename_first_part(made_path, collection, "Wast")
    os.utime(made_path, ns=(before.st_atime_ns, before.st_mtime_ns))
    reloader.reload_if_changed()
    assert first_name(reloader) == "Wast"


def test_settled_data_are_not_read_again(reloader, made_path, monkeypatch):
    for path in (made_path, made_path.with_name("places.geojson")):
        os.utime(path, (1, 1))
    reloader.reload_if_changed()
    read = []
    monkeypatch.setattr("webapp.state.read_zone", read.append)  # of others' threads too
    reloader.reload_if_changed()
    assert made_path not in read


def test_an_unforeseen_failure_is_one_line_and_the_old_data_stay(
    reloader, made_path, collection, capsys
):
    set_up_log("json")
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("webapp.state.read_zone", lambda _path: {}["secret"])
        for _ in range(3):
            reloader.reload_or_log()
    (line,) = capsys.readouterr().err.splitlines()
    assert "looking for new data failed" in line
    assert "KeyError: 'secret'" in line
    assert json.loads(line)["level"] == "error"
    assert "the log says why" in reloader.state.reload_error
    assert first_name(reloader) == "West"
    rename_first_part(made_path, collection, "New")
    reloader.reload_or_log()
    assert (first_name(reloader), reloader.state.reload_error) == ("New", None)


def test_the_watch_goes_on_after_an_unforeseen_failure(made_path, monkeypatch):
    settings = Settings.gather({"DATA": made_path, "RELOAD_SECONDS": 0.001})
    reloader, again = Reloader(State.load(settings)), Event()

    def fail():
        if reloader.state.reload_error:
            again.set()
            Event().wait()  # the thread ends with the process
        raise MemoryError

    monkeypatch.setattr(reloader, "reload_if_changed", fail)
    reloader.ensure_running()
    assert again.wait(20)


@pytest.mark.parametrize("name", ["places.geojson", "context.geojson", "stations.geojson"])
def test_a_file_beside_that_is_removed_leaves_the_old_data(reloader, made_path, name):
    path = made_path.with_name(name)
    text = path.read_text() if path.exists() else '{"type": "FeatureCollection", "features": []}\n'
    path.write_text(text)
    reloader.reload_if_changed()
    before = reloader.state.measured
    path.unlink()
    for _ in range(2):
        reloader.reload_if_changed()
        assert reloader.state.measured is before
        assert f"{name} was removed" in reloader.state.reload_error
    path.write_text(text)
    reloader.reload_if_changed()
    assert reloader.state.reload_error is None


def test_a_file_beside_that_stays_away_is_served_no_more(reloader, made_path):
    made_path.with_name("places.geojson").unlink()
    reloader.reload_if_changed()
    assert len(reloader.state.measured.zone.places)
    reloader.patience_s = 0
    reloader.reload_if_changed()
    anew = State.load(reloader.state.settings)
    assert (reloader.state.reload_error, reloader.state.edition.files) == (None, anew.edition.files)
    assert reloader.state.measured.zone.digest == anew.measured.zone.digest
    before = reloader.state.edition
    reloader.reload_if_changed()
    assert reloader.state.edition is before


def test_a_file_beside_that_says_what_the_shipped_one_says_may_go(tmp_path):
    for name in ("boundaries.geojson", "places.geojson"):
        shutil.copy(DEFAULT_PATH.with_name(name), tmp_path)
    reloader = Reloader(State.load(Settings.gather({"DATA": tmp_path / "boundaries.geojson"})))
    reloader.patience_s = 0
    (tmp_path / "places.geojson").unlink()
    for _ in range(2):
        reloader.reload_if_changed()
        assert reloader.state.reload_error is None
    assert reloader.state.edition.files[1] is None


@pytest.mark.parametrize("name", ["a.geojson", "odd\n.geojson"])
def test_the_folder_is_not_told(tmp_path, refusal, name):
    path = tmp_path / name
    sentence = refusal(path)
    assert str(tmp_path) in sentence
    assert str(tmp_path) not in strip_folder(sentence, Settings(data=path))


def test_figures_by_road_are_picked_up_and_so_are_places_that_make_them_stale(tmp_path):
    path = copy_zone(tmp_path)
    roads = path.with_name("roads.geojson")
    text = roads.read_text("utf-8")
    roads.unlink()
    reloader = Reloader(State.load(Settings.gather({"DATA": path})))
    assert reloader.state.measured.zone.roads is None
    roads.write_text(text, "utf-8")
    reloader.reload_if_changed()
    assert reloader.state.measured.zone.roads.is_current
    move_place(path)
    reloader.reload_if_changed()
    assert reloader.state.measured.zone.roads.changed == ("places",)
