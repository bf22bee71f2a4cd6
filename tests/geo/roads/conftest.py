"""The made network, built once; without the engine its tests are skipped, and that is said."""

import importlib.util
import os
from types import SimpleNamespace

import pytest
from kept_roads import change_roads as change_kept
from kept_roads import copy_zone

from geo.io import file_bytes
from geo.zone import read_zone


def need(package):
    if importlib.util.find_spec(package) is None:
        said = f"NO {package} HERE: how far by road is not tested (make test-roads)"
        if os.environ.get("ZONEMAP_REQUIRE_ROADS"):
            pytest.fail(said)
        pytest.skip(said)


@pytest.fixture(scope="session")
def network_files(tmp_path_factory):
    """The network in two extracts and in one, and the zone's files."""
    need("osmium")
    import road_network

    folder = tmp_path_factory.mktemp("network")
    extracts = road_network.write_extracts(folder)
    whole = folder / "whole.osm.pbf"
    road_network.make_network().write(whole)
    path = road_network.write_zone_files(folder)
    return SimpleNamespace(folder=folder, extracts=extracts, whole=whole, path=path,
                           at=road_network.at)  # fmt: skip


@pytest.fixture(scope="session")
def built(network_files):
    """The network's tiles, its engine, and what was reported."""
    need("valhalla")
    from geo.roads.build import compute_roads, open_network
    from geo.roads.gates import read_gates

    work, steps = network_files.folder / "work", []
    network, extracts = open_network(
        network_files.extracts, work, country=("CN", "China"), report=steps.append
    )
    zone = read_zone(network_files.path)
    gates = read_gates(network_files.path, zone.parts, max_bytes=file_bytes.MAX_BYTES)
    content = compute_roads(zone, gates, network, extracts, report=lambda count: None)
    return SimpleNamespace(**vars(network_files), work=work, steps=steps, network=network, zone=zone,
                           gates=gates, read=extracts, content=content)  # fmt: skip


@pytest.fixture
def kept_path(tmp_path):
    """The boundary file of a zone with road figures, which the engine wrote once."""
    return copy_zone(tmp_path)


@pytest.fixture
def change_roads(kept_path):
    """Change the zone's road figures, and return the path of the boundary file."""

    def change(edit):
        change_kept(kept_path, edit)
        return kept_path

    return change
