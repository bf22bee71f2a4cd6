"""A folder with small files to run commands on."""

import pytest
from click.testing import CliRunner

from webapp.cli.main import zonemap


@pytest.fixture
def call(made_path, tmp_path, monkeypatch):
    """Run a command in a folder with three sites and two parcels, on the made zone."""
    monkeypatch.chdir(tmp_path)
    sites = "name,lon,lat\na,105.43,28.93\nb,abc,28.93\n=1+1,105.65,28.95\n"
    (tmp_path / "sites.csv").write_text(sites)
    box = "POLYGON((105.41 28.91,105.415 28.91,105.415 28.915,105.41 28.91))"
    (tmp_path / "parcels.csv").write_text(f'name,wkt\na,"{box}"\nb,"POINT(1 1)"\n')

    def call(*arguments):
        return CliRunner().invoke(zonemap, [*arguments, "--data", str(made_path)])

    return call
