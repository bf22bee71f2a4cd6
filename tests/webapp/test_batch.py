"""`zonemap locate` and `zonemap measure` as a person calls them."""

import pytest
from click.testing import CliRunner

from webapp.cli.batch import spreadsheet_text
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


def test_locate_says_what_it_guessed_and_counts(call, tmp_path):
    result = call("locate", "sites.csv", "-o", "out.csv")
    assert result.exit_code == 0
    assert "longitude 'lon', latitude 'lat'" in result.stderr
    assert "3 rows read, 2 written, 1 kept aside (see out.csv.rejected.csv)" in result.stderr
    assert result.stdout == ""
    assert "'=1+1" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_measure_takes_wkt(call, tmp_path):
    result = call("measure", "parcels.csv", "--output", "out.geojson")
    assert "2 rows read, 1 written, 1 kept aside" in result.stderr
    assert '"part": "west"' in (tmp_path / "out.geojson").read_text("utf-8")


@pytest.mark.parametrize("out", ["out.pdf", "missing/out.csv"])
def test_what_cannot_be_written_is_said_before_any_work(call, out):
    result = call("locate", "sites.csv", "-o", out)
    assert result.exit_code != 0
    assert str(result.exception).count("\n") == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [("-5.2", "-5.2"), ("+1e5", "+1e5"), ("-1+2", "'-1+2"), ("=A1", "'=A1"), ("a", "a")],
)
def test_numbers_stay_and_formulas_do_not_run(text, shown):
    assert spreadsheet_text(text) == shown


def test_columns_that_a_geopackage_renames_are_named(call, tmp_path):
    (tmp_path / "fid.csv").write_text("lon,lat,fid\n105.43,28.93,a\n")
    result = call("locate", "fid.csv", "-o", "out.gpkg")
    assert result.exit_code == 0
    assert "columns under another name: 'fid' is 'input_fid'" in result.stderr
