"""Imported by the process that others are copied from (`geo.batch.fork_server`): indexes a zone.

A copy that is sent the same zone finds it measured (`geo.measured.measure_once`), so that its index
is made once, while the command still opens the input, and not in each process after that.
"""

import os
import warnings
from contextlib import suppress

import numpy as np

from geo.batch.fork_server import ZONE_VARIABLE
from geo.errors import ZoneError
from geo.lookup.locate import locate_points
from geo.measured import measure_once
from geo.zone import DEFAULT_PATH, read_zone


def index_beforehand(path: str) -> None:
    """Read and index the zone at a path, the shipped one if empty.

    A zone that can't be read is told of by the command, which reads it too. Once a point is
    looked up, all parts of the index are there.
    """
    with suppress(ZoneError, OSError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        zone = read_zone(path or DEFAULT_PATH)
        west, south, _, _ = (measured := measure_once(zone)).extent
        locate_points(measured.index, np.array([west]), np.array([south]))


if ZONE_VARIABLE in os.environ:
    index_beforehand(os.environ.pop(ZONE_VARIABLE))
