"""A file of sites, and a job that runs over it."""

from functools import partial

import pandas as pd
import pytest
from made_sites import ROWS

from geo.batch.job_keys import job_key
from geo.batch.jobs import locate_chunk
from geo.batch.runner import run_batch
from geo.batch.sources import open_source
from geo.measured import Measured


@pytest.fixture
def sites(tmp_path):
    """A CSV of 25 sites from west to east."""
    path = tmp_path / "sites.csv"
    frame = pd.DataFrame(ROWS, columns=["name", "经度", "lat", "part"])
    frame.to_csv(path, index=False)
    return path


@pytest.fixture
def run(made_zone):
    """Locate (or measure) a file in chunks of four rows."""

    def run(source, out, *, work=None, rows=4, **options):
        work = work or partial(locate_chunk, measured=Measured(made_zone), datum="wgs84")
        options = {"key": job_key(source), "escape": str, **options}
        return run_batch(open_source(source, rows=rows), work, out, **options)

    return run
