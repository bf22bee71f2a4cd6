"""`zonemap sources`."""

import pytest

from geo.zone import DEFAULT_PATH


@pytest.mark.parametrize("form", ["table", "csv", "json", "datapackage", "dcat"])
def test_sources_in_every_form(run, zone, form):
    code, out, err = run("sources", "--format", form)
    assert code == 0
    assert "chinadaily" in out
    assert zone.sha256 in err


def test_default_file_is_the_shipped_one(run):
    assert DEFAULT_PATH.name in run("sources")[2]
