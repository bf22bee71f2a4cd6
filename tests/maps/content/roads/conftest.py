import pytest
from kept_roads import copy_zone

from geo.measured import Measured
from geo.zone import read_zone


@pytest.fixture
def kept_path(tmp_path):
    return copy_zone(tmp_path)


@pytest.fixture
def measured(kept_path):
    return Measured(read_zone(kept_path))
