import json
import sqlite3
from contextlib import closing

import pytest

from geo.errors import InputError
from geo.roads.engine import Engine
from geo.roads.extracts import read_extract
from geo.roads.tiles import STAGES, build_tiles
from geo.roads.vehicles import CAR

pytestmark = pytest.mark.slow


def test_each_stage_is_reported(built):
    assert built.steps[-1] == f"{STAGES[-1]} ({len(STAGES)}/{len(STAGES)})"
    assert [step.split()[0] for step in built.steps if "/" in step] == list(STAGES)


def test_an_interrupted_build_resumes(built, monkeypatch):
    (folder,) = built.work.glob("build-*")
    for stage in STAGES[-2:]:
        (folder / f"{stage}.done").unlink()
    steps = []
    options = {"country": ("CN", "China"), "report": steps.append}
    build_tiles(built.extracts, built.read, built.work, **options)
    assert [step.split()[0] for step in steps if "/" in step] == list(STAGES[-2:])
    steps.clear()
    config = build_tiles(built.extracts, built.read, built.work, **options)
    assert steps == []
    assert Engine(config).snap(built.at(0, 0), CAR)


def test_traffic_drives_by_the_rules_of_the_country(built):
    (database,) = built.work.glob("build-*/admins.sqlite")
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT iso_code, drive_on_right FROM admins").fetchall()
    assert rows == [("CN", 1)]


def test_two_extracts_give_the_ways_of_one(built, tmp_path):
    one = read_extract(built.whole, tmp_path)
    config = build_tiles(
        [built.whole], [one], tmp_path, country=("CN", "China"), report=lambda step: None
    )
    whole, halves = Engine(config), built.network.engine
    for start, end in (
        ((0, -0.167), (25, -0.167)),
        ((25, -0.167), (7.4, -0.167)),
        ((9.3, -1.3), (14, -1.3)),
    ):
        found = []
        for engine in (whole, halves):
            snaps = [engine.snap(built.at(*point), CAR) for point in (start, end)]
            route = engine.route(snaps[0].at, snaps[1].at, CAR)
            found.append((route.distance_m, round(route.time_s)))
        assert found[0] == found[1]


def test_a_failure_of_the_builder_is_one_sentence(built, tmp_path, monkeypatch):
    monkeypatch.setattr("geo.roads.tiles.STAGES", ("no-such-stage",))
    with pytest.raises(InputError, match=r"valhalla_build_tiles failed with code \d+"):
        build_tiles([built.whole], [read_extract(built.whole, tmp_path)], tmp_path,
                    country=("CN", "China"), report=lambda step: None)  # fmt: skip


def test_the_configuration_names_no_service(built):
    (config,) = built.work.glob("build-*/valhalla.json")
    own = json.loads(config.read_bytes())["mjolnir"]
    assert "tile_url" not in own
    assert own["traffic_extract"] == ""
