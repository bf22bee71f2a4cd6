"""A zone is indexed before it is asked for; what can't be read is left to the command."""

import pytest

from geo.batch import indexed_zone
from geo.measured import measure_once
from geo.zone import read_zone


def test_a_zone_is_found_indexed(made_path):
    indexed_zone.index_beforehand(str(made_path))
    assert "_index" in vars(measure_once(read_zone(made_path)))


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff", b'{"features": [1]}'])
def test_a_zone_that_cannot_be_read_is_told_elsewhere(tmp_path, content):
    path = tmp_path / "zone.geojson"
    if content is not None:
        path.write_bytes(content)
    indexed_zone.index_beforehand(str(path))
    indexed_zone.index_beforehand(str(tmp_path))


def test_a_fault_of_the_program_is_not_hidden(monkeypatch):
    def fail(path):
        raise RuntimeError(path)

    monkeypatch.setattr(indexed_zone, "read_zone", fail)
    with pytest.raises(RuntimeError):
        indexed_zone.index_beforehand("")
