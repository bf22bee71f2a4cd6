"""Mutants of zone files are taken or refused in a sentence, by everything that takes a file."""

import json
import random

import pytest
from fuzz_mutants import FOUND, USES_BY_SLUG, Trial
from mutant_uses import ALWAYS, OF_READABLE, Specimen, choose_uses, expect_sentence
from mutants import Mutant, make_mutant
from odd_zones import SEEDS

from geo.zone import read_zone
from webapp import create_app

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

KEPT = sorted(path for path in FOUND.iterdir() if path.is_dir())
SHARE, BATCHES = 25, 8


@pytest.mark.parametrize("first", range(0, SHARE * BATCHES, SHARE))
def test_a_share_of_the_mutants(first):
    trial = Trial()
    for seed in range(first, first + SHARE):
        trial.run(seed, most=1)
    assert trial.found == {}
    assert trial.readable > SHARE / 10


@pytest.mark.parametrize("folder", KEPT, ids=lambda folder: folder.name)
def test_what_once_failed(folder, tmp_path):
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    changed = next((name for name in files if name != "boundaries.geojson"), "boundaries.geojson")
    with expect_sentence():
        USES_BY_SLUG[folder.name.rpartition("@")[0]](Specimen(Mutant(files, changed), tmp_path))


@pytest.mark.parametrize("name", SEEDS)
def test_what_mutants_are_made_from_can_be_read(name, tmp_path):
    path = tmp_path / "zone.geojson"
    path.write_bytes(make_zone_bytes(SEEDS[name]()))
    assert len(read_zone(path).parts)


def make_zone_bytes(tree):
    return json.dumps(tree).encode("utf-8", "surrogatepass")


def test_the_same_number_is_the_same_mutant():
    assert [make_mutant(n).files for n in range(5)] == [make_mutant(n).files for n in range(5)]
    assert len({str(make_mutant(n).files) for n in range(50)}) > 45


def test_every_use_is_drawn(tmp_path):
    shipped = Specimen(
        Mutant({"boundaries.geojson": make_zone_bytes(SEEDS["shipped"]())}, "boundaries.geojson"),
        tmp_path,
    )
    assert set(choose_uses(shipped, random.Random(1), 5000)) == {*ALWAYS, *OF_READABLE}


def test_every_page_is_among_the_uses():
    uses = " ".join((*ALWAYS, *OF_READABLE))
    for rule in create_app({"RELOAD_SECONDS": 0}).url_map.iter_rules():
        if not rule.arguments and rule.rule not in OTHERS:
            assert f" {rule.rule}" in uses, rule.rule


OTHERS = {"/assets/", "/favicon.ico", "/metrics", "/api/conformance"}  # without data of the zone
