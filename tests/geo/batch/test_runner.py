"""Files in and out: every suffix, nothing lost, stopped and gone on, equal bytes."""

import json

import geopandas as gpd
import numpy as np
import pytest
from made_sites import ROWS, read_csv

from geo.batch.jobs import locate_chunk
from geo.measured import Measured

pytestmark = pytest.mark.slow


def test_all_rows_come_out_with_what_they_had(run, sites):
    out = sites.with_name("out.csv")
    counts = run(sites, out)
    rows = read_csv(out)
    assert (counts.read, counts.written, counts.rejected, counts.resumed) == (25, 25, 0, 0)
    assert [(r["name"], float(r["经度"]), float(r["lat"]), r["input_part"]) for r in rows] == ROWS
    assert [row["row"] for row in rows] == [str(n) for n in range(1, 26)]
    assert [row["part"] for row in rows[:4]] == ["west", "inner", "inner", "inner"]
    assert not list(out.parent.glob("*.parts"))


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


def test_numbers_survive_the_round(run, sites):
    out = sites.with_name("out.parquet")
    run(sites, out)
    assert np.isfinite(gpd.read_parquet(out)["distance_m"]).all()


@pytest.mark.parametrize("suffix", ["csv", "parquet", "geojson"])
def test_the_output_is_written_while_later_chunks_are_computed(run, sites, made_zone, suffix):
    out = sites.with_name(f"out.{suffix}")
    whole = out.with_name(f"{out.name}.parts") / "whole" / out.name
    seen = {}

    def look(chunk):
        seen[chunk.number] = whole.exists()
        return locate_chunk(chunk, measured=Measured(made_zone), datum="wgs84")

    run(sites, out, work=look)
    assert seen == {n: n > 0 for n in range(7)}


def test_a_result_from_elsewhere_is_stored_here(run, sites):
    here, sent = sites.with_name("here.csv"), sites.with_name("sent.csv")
    run(sites, here)
    run(sites, sent, is_local=False)
    assert sent.read_bytes() == here.read_bytes()
