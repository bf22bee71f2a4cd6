"""Files in and out: every suffix, nothing lost, stopped and gone on, equal bytes."""

import csv
import json
import os
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.batch.dask_pool import cluster_mapper
from geo.batch.jobs import locate_chunk, measure_chunk
from geo.batch.runner import job_key, run_batch
from geo.batch.sources import open_source
from geo.errors import InputError
from geo.measured import Measured

ROWS = [(f"站{n}", 105.41 + n / 100, 28.93, "=1+1") for n in range(25)]


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
        options = {"key": job_key(source), "guard": str, **options}
        return run_batch(open_source(source, rows=rows), work, out, **options)

    return run


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_all_rows_come_out_with_what_they_had(run, sites):
    out = sites.with_name("out.csv")
    counts = run(sites, out)
    rows = read_csv(out)
    assert (counts.read, counts.written, counts.rejected, counts.resumed) == (25, 25, 0, 0)
    assert [(r["name"], float(r["经度"]), float(r["lat"]), r["input_part"]) for r in rows] == ROWS
    assert [row["row"] for row in rows] == [str(n) for n in range(1, 26)]
    assert [row["part"] for row in rows[:4]] == ["west", "inner", "inner", "inner"]
    assert not list(out.parent.glob("*.parts"))


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet", ".csv"])
def test_each_form_is_written_and_read_again(run, sites, suffix):
    first, again = sites.with_name(f"out{suffix}"), sites.with_name("again.csv")
    run(sites, first)
    run(first, again)
    kept = [(row["name"], row["part"], row["distance_m"]) for row in read_csv(again)]
    run(sites, again)
    assert kept == [(row["name"], row["part"], row["distance_m"]) for row in read_csv(again)]


def test_geoparquet_and_geopackage_are_what_geopandas_reads(run, sites):
    for suffix, read in ((".parquet", gpd.read_parquet), (".gpkg", gpd.read_file)):
        out = sites.with_name(f"out{suffix}")
        run(sites, out)
        frame = read(out)
        assert frame.crs.equals("EPSG:4326") or frame.crs.equals("OGC:CRS84")
        assert frame.geometry.x.tolist() == pytest.approx([row[1] for row in ROWS], abs=0)


def test_bad_rows_are_kept_aside_with_number_and_reason(run, sites):
    lines = sites.read_text("utf-8").splitlines()
    lines[3:3] = ["short,105.4", "word,abc,28.9,", "swapped,28.9,105.4,", 'a,"b', ""]
    sites.write_text("\n".join(lines[:6] + lines[8:]) + "\n", "utf-8")
    counts = run(sites, sites.with_name("out.csv"))
    rejects = read_csv(sites.with_name("out.csv.rejected.csv"))
    assert [row["row"] for row in rejects] == ["3", "4", "5"]
    assert "2 fields" in rejects[0]["reason"]
    assert "numbers" in rejects[1]["reason"]
    assert "swapped" in rejects[2]["reason"]
    assert json.loads(rejects[1]["record"])["经度"] == "abc"
    assert (counts.read, counts.written, counts.rejected) == (28, 25, 3)


def test_an_open_quote_swallows_no_rows(run, sites):
    with sites.open("a", encoding="utf-8") as file:
        file.write('last,"105.5,28.9,\nmore,105.5,28.9,\n')
    with pytest.raises(InputError, match=r"row 26 \(line 27\) opens a quote"):
        run(sites, sites.with_name("out.csv"))
    assert not sites.with_name("out.csv").exists()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_encodings_of_office_programs(run, sites, encoding):
    sites.write_bytes(sites.read_text("utf-8").replace(",", ";").encode(encoding))
    run(sites, sites.with_name("out.csv"))
    assert [row["name"] for row in read_csv(sites.with_name("out.csv"))] == [r[0] for r in ROWS]


def test_a_stopped_run_goes_on_and_writes_the_same_bytes(run, sites, made_zone):
    whole, stopped = sites.with_name("whole.parquet"), sites.with_name("stopped.parquet")
    run(sites, whole)

    def fail_at_four(chunk):
        if chunk.number == 4:
            raise KeyboardInterrupt
        return locate_chunk(chunk, measured=Measured(made_zone), datum="wgs84")

    with pytest.raises(KeyboardInterrupt):
        run(sites, stopped, work=fail_at_four)
    assert not stopped.exists()
    assert run(sites, stopped).resumed == 16
    assert stopped.read_bytes() == whole.read_bytes()


def test_parts_of_another_job_are_not_taken_over(run, sites):
    out = sites.with_name("out.csv")
    with pytest.raises(ZeroDivisionError):
        run(sites, out, progress=lambda rows: 1 // 0)
    assert out.with_name("out.csv.parts").is_dir()
    assert run(sites, out, key="another").resumed == 0


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
    with pytest.raises(InputError, match="replace the file that is read"):
        run(source, sites.with_name("x.csv"))
    assert source.exists()


def test_rejects_of_another_form_are_left_alone(run, sites):
    sites.write_text("lon,lat\nabc,28.9\n")
    for name in ("out.csv", "out.geojson"):
        run(sites, sites.with_name(name))
    names = {path.name for path in sites.parent.glob("*.rejected.csv")}
    assert names == {"out.csv.rejected.csv", "out.geojson.rejected.csv"}


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".parquet"])
def test_parcels_in_any_crs(run, made_zone, tmp_path, suffix):
    source, out = tmp_path / f"parcels{suffix}", tmp_path / "out.csv"
    boxes = [shapely.box(105.41, 28.91, 105.42, 28.92), None, shapely.box(105, 28, 105.1, 28.1)]
    frame = gpd.GeoDataFrame({"k": ["a", "b", "c"]}, geometry=boxes, crs="OGC:CRS84")
    frame = frame if suffix == ".geojson" else frame.to_crs(32648)
    frame.to_parquet(source) if suffix == ".parquet" else frame.to_file(source)
    counts = run(source, out, work=partial(measure_chunk, measured=Measured(made_zone)))
    rows = read_csv(out)
    assert (counts.written, counts.rejected) == (2, 1)
    assert [(row["k"], row["part"]) for row in rows] == [("a", "west"), ("c", "")]
    assert float(rows[0]["area_m2"]) == pytest.approx(1_080_000, rel=0.01)


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("none.csv", None, "does not exist"),
        ("a.csv", "name,where\nx,y\n", "--lon"),
        ("a.csv", "", "no columns"),
        ("a.parquet", "no parquet", "not a Parquet"),
        ("a.gpkg", "no layer", "can't be read"),
        ("a.geojson", "{", "can't be read"),
        ("a.shp", "x", "use .csv"),
    ],
)
def test_unusable_files_are_refused_in_a_sentence(tmp_path, name, text, word):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=word):
        open_source(tmp_path / name)


def test_a_file_of_a_header_alone_gives_a_header_alone(run, sites):
    sites.write_text("name,lon,lat\n")
    counts = run(sites, sites.with_name("out.csv"))
    assert counts.read == 0
    assert sites.with_name("out.csv").read_text("utf-8-sig").startswith("row,name,lon,lat,")


@pytest.mark.filterwarnings("ignore")
def test_two_dask_workers_write_the_same_bytes(run, sites):
    pytest.importorskip("distributed")
    here, there = sites.with_name("here.parquet"), sites.with_name("there.parquet")
    run(sites, here)
    with cluster_mapper(workers=2) as mapper:
        run(sites, there, mapper=mapper)
    assert there.read_bytes() == here.read_bytes()


def die_once(chunk, *, measured, marker):
    """Kill the worker's own process at the third chunk, the first time."""
    if chunk.number == 2 and not marker.exists():
        marker.touch()
        os._exit(1)
    return locate_chunk(chunk, measured=measured, datum="wgs84")


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_costs_nothing_but_time(run, sites, made_zone):
    pytest.importorskip("distributed")
    here, there = sites.with_name("here.parquet"), sites.with_name("there.parquet")
    marker = sites.with_name("died")
    run(sites, here)
    with cluster_mapper(workers=2) as mapper:
        run(
            sites,
            there,
            work=partial(die_once, measured=Measured(made_zone), marker=marker),
            mapper=mapper,
        )
    assert marker.exists()
    assert there.read_bytes() == here.read_bytes()


def test_without_dask_the_sentence_names_the_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with (
        pytest.raises(InputError, match=r"luzhou-zone-map\[dask\]"),
        cluster_mapper(workers=2),
    ):
        pass


def test_numbers_survive_the_round(run, sites):
    out = sites.with_name("out.parquet")
    run(sites, out)
    assert np.isfinite(gpd.read_parquet(out)["distance_m"]).all()
