import pytest
from tiled_zone import write_tiled_zone

from geo.zone import read_zone


@pytest.fixture(scope="session")
def tiled(tmp_path_factory):
    """The shipped zone with tiles of an invented extract."""
    return read_zone(write_tiled_zone(tmp_path_factory.mktemp("tiled")))
