"""What is measured of a zone is measured once."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pytest
import shapely

from geo.batch.chunks import Chunk
from geo.batch.jobs import locate_chunk, measure_chunk
from geo.errors import UnknownIdError
from geo.lookup.index import index_zone
from geo.measured import Measured


@pytest.fixture
def builds(monkeypatch):
    """The zones whose index was built."""
    built = []

    def counted(zone):
        built.append(zone)
        return index_zone(zone)

    monkeypatch.setattr("geo.measured.index_zone", counted)
    return built


def chunk(number, shape):
    return Chunk(number, np.array([number]), pa.table({"n": [number]}), np.array([shape]), [])


def test_one_index_serves_all_chunks(made_zone, builds):
    measured = Measured(made_zone)
    for number in range(5):
        locate_chunk(chunk(number, shapely.Point(105.45, 28.95)), measured=measured, datum="wgs84")
        measure_chunk(chunk(number, shapely.box(105.41, 28.91, 105.42, 28.92)), measured=measured)
    assert len(builds) == 1


def test_threads_that_ask_at_once_get_the_same_index(made_zone, builds):
    measured = Measured(made_zone)
    with ThreadPoolExecutor(8) as pool:
        found = set(map(id, pool.map(lambda _: measured.index, range(32))))
    assert len(found) == len(builds) == 1


def test_copies_sent_to_a_process_share_one_index_there(made_zone, builds):
    sent = pickle.dumps(Measured(made_zone))
    copies = [pickle.loads(sent) for _ in range(3)]
    assert len({id(copy.index) for copy in copies}) == len(builds) == 1


@pytest.mark.slow
def test_few_parts_are_measured_as_each_is_alone(zone, monkeypatch):
    together = {part_id: Measured(zone).of_part(part_id) for part_id in zone.parts.index}
    monkeypatch.setattr("geo.measured.FEW", 0)
    for part_id, measured in together.items():
        alone = Measured(zone).of_part(part_id)
        assert repr(measured) == repr(alone)  # NaN too
    with pytest.raises(UnknownIdError):
        Measured(zone).of_part("gone")


def test_a_gap_is_as_uncertain_as_both_ends_together(made_zone):
    parts = made_zone.parts.assign(position_uncertainty_m=[5.0, 600.0, np.nan])
    measured = Measured(replace(made_zone, parts=parts))
    (east,) = measured.of_part("west").neighbours
    assert (east.id, east.uncertainty_m) == ("east", 605)
    parts["position_uncertainty_m"] = [np.nan, 600.0, 1.0]
    (east,) = Measured(replace(made_zone, parts=parts)).of_part("west").neighbours
    assert np.isnan(east.uncertainty_m)


def test_computed_beforehand_is_all_but_the_single_parts(made_zone):
    measured = Measured(made_zone)
    measured.compute_tables()
    kept = {name for name, value in vars(Measured).items() if isinstance(value, cached_property)}
    assert {"station_distances", "sizes", "_index"} <= kept
    assert kept - set(vars(measured)) == {"_of_parts"}
