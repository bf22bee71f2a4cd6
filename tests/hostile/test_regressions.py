"""What once broke a reader, and a short fuzz of each."""

from contextlib import suppress
from pathlib import Path

import pytest
from fuzz import REGRESSIONS, fuzz
from readers import READERS

from geo.errors import ZoneError

pytestmark = pytest.mark.slow

FILES = sorted(path for path in REGRESSIONS.iterdir() if path.is_file() and path.suffix != ".md")


@pytest.mark.filterwarnings("ignore")  # a reader of others' formats may warn
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_once_broke_a_reader_is_read_or_refused(path, tmp_path):
    name = path.name.rsplit("-", 1)[0]
    copy = tmp_path / Path(path.name).name
    copy.write_bytes(path.read_bytes())
    with suppress(ZoneError):
        READERS[name][1](copy)


@pytest.mark.filterwarnings("ignore")
def test_a_short_fuzz_finds_nothing():
    trial = fuzz(3, seed=1)
    assert trial.tried.total() > 100
    assert trial.found == []
