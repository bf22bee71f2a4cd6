"""A disk that fills up while a result is written: one sentence, no half file, and on again."""

import resource
from contextlib import contextmanager
from functools import partial

import numpy as np
import pyarrow as pa
import pyogrio
import pytest
import shapely

from geo.batch.jobs import locate_chunk
from geo.batch.runner import run_batch
from geo.batch.sinks import write_tables
from geo.batch.sources import open_source
from geo.errors import InputError
from geo.measured import Measured


@contextmanager
def room(size_kib):
    """Let no file of this process grow beyond a size, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_kib * 1024, before[1]))
    try:
        with pytest.MonkeyPatch.context() as patch:  # compiled modules would be cut, and stay
            patch.setattr("sys.dont_write_bytecode", True)
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def locate_sites(made_zone, tmp_path):
    """Locate four sites, in two chunks, into a file of the name."""
    source = tmp_path / "sites.csv"
    source.write_text("lon,lat\n" + "105.41,28.93\n" * 4)
    work = partial(locate_chunk, measured=Measured(made_zone), datum="wgs84")

    def run(name):
        return run_batch(open_source(source, rows=2), work, tmp_path / name, key="", escape=str)

    return run


def test_a_half_geopackage_is_never_left(locate_sites, tmp_path):
    with room(40), pytest.raises(InputError, match=r"out\.gpkg can't be written"):
        locate_sites("out.gpkg")
    assert not [*tmp_path.rglob("out.gpkg"), *tmp_path.rglob("whole")]
    assert locate_sites("out.gpkg").resumed == 4
    assert pyogrio.read_info(tmp_path / "out.gpkg")["features"] == 4


@pytest.mark.parametrize("size_kib", [40, 250, 700])
def test_no_room_is_said_at_every_stage(tmp_path, size_kib):
    """The tables, the rows, and the index, whose want GDAL doesn't report."""
    shapes = shapely.to_wkb(shapely.points(np.linspace(0, 9, 10_000), 1))
    table = pa.table({"row": np.arange(10_000), "geometry": pa.array(shapes, pa.binary())})
    with (
        room(size_kib),
        pytest.raises(InputError, match=r"can't be written|could not be written completely"),
    ):
        write_tables([table], table.schema, tmp_path / "out.gpkg", escape=str)
