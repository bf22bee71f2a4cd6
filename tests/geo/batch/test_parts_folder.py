"""Finished chunks are found again, and no other file is ever removed or replaced."""

import pytest

from geo.errors import InputError


def test_parts_of_another_job_are_not_taken_over(run, sites):
    out = sites.with_name("out.csv")
    with pytest.raises(ZeroDivisionError):
        run(sites, out, progress=lambda rows: 1 // 0)
    assert out.with_name("out.csv.parts").is_dir()
    assert run(sites, out, key="another").resumed == 0


@pytest.mark.parametrize("suffix", ["csv", "geojson", "gpkg", "parquet", "xlsx"])
@pytest.mark.slow
def test_parts_of_an_older_version_are_not_taken_over(run, sites, suffix):
    out = sites.with_name(f"out.{suffix}")
    with pytest.raises(ZeroDivisionError):
        run(sites, out, key="job", progress=lambda rows: 1 // 0)
    folder = out.with_name(f"{out.name}.parts")
    (folder / "job.json").write_text("job")  # as versions before pieces wrote both
    (folder / "000000.json").write_text("[]")
    assert run(sites, out, key="job").resumed == 0


def test_other_peoples_files_are_never_removed(run, sites):
    out = sites.with_name("out.parquet")
    theirs = out.with_name("out.parquet.parts") / "theirs.parquet"
    theirs.parent.mkdir()
    theirs.write_text("precious")
    with pytest.raises(InputError, match="other files"):
        run(sites, out)
    assert theirs.read_text() == "precious"


@pytest.mark.parametrize("name", ["x.csv.rejected.csv", "x.csv"])
def test_what_is_read_is_never_replaced(run, sites, name):
    source = sites.rename(sites.with_name(name))
    with pytest.raises(InputError, match="overwrite the input"):
        run(source, sites.with_name("x.csv"))
    assert source.exists()


def test_rejects_of_another_form_are_left_alone(run, sites):
    sites.write_text("lon,lat\nabc,28.9\n")
    for name in ("out.csv", "out.geojson"):
        run(sites, sites.with_name(name))
    names = {path.name for path in sites.parent.glob("*.rejected.csv")}
    assert names == {"out.csv.rejected.csv", "out.geojson.rejected.csv"}
