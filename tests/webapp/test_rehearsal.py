"""Data that can't be shown are not swapped in, and what is served from the start is tried."""

import json
import os
import sys
import time
from contextlib import ExitStack
from dataclasses import replace

import pytest
from web_client import rename_first_part

from geo.errors import InputError, StorageError
from geo.zone import DEFAULT_PATH
from webapp.app import make_app
from webapp.rehearsal import rehearse_pages
from webapp.reload import Reloader
from webapp.settings.config import Settings
from webapp.state import State

pytestmark = pytest.mark.slow


def rehearse(settings):
    edition = State.load(settings).edition
    beside = (edition.previous, edition.files, edition.modified)
    rehearse_pages(edition.measured, *beside, settings=settings, make_app=make_app)


@pytest.fixture
def broken_figures(monkeypatch):
    """A fault in drawing that no reader of the data could foresee."""
    monkeypatch.setattr("maps.figure.render.render_svg", lambda *_: {}["secret"])


def test_the_shipped_data_are_shown():
    rehearse(Settings(data=DEFAULT_PATH))


def test_what_cannot_be_drawn_is_refused_with_the_address(made_path, broken_figures):
    with pytest.raises(InputError, match=r"made\.geojson can't be shown at /export/figure\.svg"):
        rehearse(Settings(data=made_path))


@pytest.mark.parametrize("part_id", ["a?b", "a#b", "江阳 & 片区", "100%25"])
def test_a_part_is_shown_whatever_its_id(made_path, collection, monkeypatch, part_id):
    collection["features"] = collection["features"][:1]
    collection["features"][0]["properties"].update(id=part_id, parent=None)
    made_path.write_text(json.dumps(collection), encoding="utf-8")
    monkeypatch.setattr("webapp.pages.map.localize_part_name", lambda *_: {}["secret"])
    with pytest.raises(InputError, match="can't be shown at /parts/"):
        rehearse(Settings(data=made_path))


@pytest.fixture
def reloader(made_path, monkeypatch):
    """A reloader whose rehearsals run here, as they would in a process of their own."""
    state = State.load(Settings.gather({"DATA": made_path}))
    state.settings = replace(state.settings, work_processes=1)
    return Reloader(state, make_app)


def test_data_that_cannot_be_drawn_are_not_swapped_in(
    reloader, made_path, collection, broken_figures
):
    rename_first_part(made_path, collection, "New")
    reloader.reload_if_changed()
    assert reloader.state.measured.zone.parts["name"].iloc[0] == "West"
    assert "can't be shown at /export/figure.svg" in reloader.state.reload_error


def test_data_that_can_are_swapped_in(reloader, made_path, collection):
    rename_first_part(made_path, collection, "New")
    reloader.reload_if_changed()
    assert reloader.state.measured.zone.parts["name"].iloc[0] == "New"
    assert reloader.state.reload_error is None


AGAIN_S = 0.0123  # as no other thread of the server waits


@pytest.fixture
def crowd(reloader, monkeypatch):
    """Requests that take all processes, and let nobody wait, until they are told to leave."""
    monkeypatch.setattr("webapp.reload.AGAIN_S", AGAIN_S)
    work = reloader.state.work
    work.limits = replace(work.limits, most_waiting=0)
    with ExitStack() as places:
        for _ in range(work.limits.most_running):
            places.enter_context(work.hold_place())
        yield places


def when_it_waits(monkeypatch, act):
    """Do something while new data wait for their turn; what other threads wait for stays."""
    sleep = time.sleep
    monkeypatch.setattr(
        "webapp.reload.time.sleep",
        lambda seconds: act() if seconds == AGAIN_S else sleep(seconds),
    )


@pytest.fixture
def renamed(reloader, made_path, collection):
    """New data on the disk, while the old ones are served."""
    rename_first_part(made_path, collection, "New")
    return reloader


@pytest.mark.usefixtures("renamed")
def test_new_data_wait_for_their_turn_beside_a_crowd(reloader, crowd, monkeypatch, caplog):
    turns = []

    def leave_after_three():
        turns.append(1)
        if len(turns) == 3:
            crowd.close()

    when_it_waits(monkeypatch, leave_after_three)
    shown = []
    monkeypatch.setattr("webapp.reload.rehearse_pages", lambda *_, **__: shown.append(1))
    reloader.reload_if_changed()
    assert len(turns) == 3
    assert shown == [1]
    assert reloader.state.measured.zone.parts["name"].iloc[0] == "New"
    assert "trial" not in caplog.text


@pytest.mark.usefixtures("crowd", "renamed")
def test_data_that_never_get_their_turn_are_served_and_the_log_says_so(reloader, caplog):
    reloader.turn_s = 0.05
    reloader.reload_if_changed()
    assert reloader.state.measured.zone.parts["name"].iloc[0] == "New"
    assert reloader.state.reload_error is None
    told = "served without a trial of their pages: requests took all processes for 0.05 s"
    assert told in caplog.text


@pytest.mark.usefixtures("broken_figures", "renamed")
def test_a_fault_found_after_the_crowd_is_still_refused(reloader, crowd, monkeypatch):
    when_it_waits(monkeypatch, crowd.close)
    reloader.reload_if_changed()
    assert "can't be shown" in reloader.state.reload_error


def test_the_first_data_stay_served_and_the_fault_is_told(reloader, broken_figures):
    reloader.rehearse_first()
    reloader.reload_or_log()  # which finds the same data
    assert "can't be shown" in reloader.state.reload_error
    assert reloader.state.measured.zone.parts["name"].iloc[0] == "West"


def test_data_that_can_be_shown_end_the_fault_of_the_first(
    reloader, made_path, collection, monkeypatch
):
    with monkeypatch.context() as broken:
        broken.setattr("maps.figure.render.render_svg", lambda *_: {}["secret"])
        reloader.rehearse_first()
    assert reloader.state.reload_error
    rename_first_part(made_path, collection, "New")
    reloader.reload_or_log()
    assert reloader.state.reload_error is None


def test_a_missing_folder_is_no_fault_of_the_first_data(reloader, monkeypatch, caplog):
    def refuse(*_, **__):
        raise StorageError("There is no folder for temporary files.")

    monkeypatch.setattr(reloader.state.work, "run", refuse)
    reloader.rehearse_first()
    assert reloader.state.reload_error is None
    assert "could not be tried: There is no folder" in caplog.text
    assert "faulty" not in caplog.text


def test_a_rehearsal_runs_in_a_process_of_its_own(made_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    state = State.load(Settings.gather({"DATA": made_path, "WORK_PROCESSES": 1}))
    Reloader(state, make_app).rehearse_first()
    assert state.reload_error is None
    state.work.close()
