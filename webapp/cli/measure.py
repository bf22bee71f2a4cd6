"""`zonemap measure`: each parcel's geodesic area and perimeter, and its share in the parts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click
import pyarrow as pa

from geo.batch.chunks import ChunkSource
from geo.batch.jobs import measure_chunk
from geo.batch.sources import open_source
from geo.errors import N_, Phrase
from geo.lookup.overlap import POINT_FOR_POLYGON
from geo.measured import Measured
from geo.quality.stated_difference import find_difference
from geo.reading.layer import ReadOptions
from geo.zone import read_zone
from webapp.cli.batch import (
    batch_options,
    check_outputs,
    choose_exit_code,
    is_for_readers,
    job_settings,
    prepare_process,
    run_command,
)
from webapp.cli.lines_of_text import take_lines
from webapp.cli.options import data_option, reading_options
from webapp.cli.other_command import tell_other_command
from webapp.cli.output import say, tell, warn_schematic

_OTHER = N_("Points among the rejected rows: %(count)s. Locate them with `%(command)s`.")
_WITHIN = N_(
    "Overlaps were looked for within every %(rows)s rows. Use `--chunk-rows %(count)s` to find all."
)


@click.command()
@data_option
@batch_options
@reading_options
def measure(
    *,
    data: Path,
    source: Path,
    output: Path,
    reading: ReadOptions,
    chunk_rows: int,
    **where: Any,
) -> int:
    """Measure each polygon of SOURCE; SOURCE may be of any supported format.

    Areas and perimeters are geodesic (WGS 84). Rows that can't be used are written to a
    separate file with the reason; the exit code is 1 if none can be used. An interrupted run
    resumes where it stopped.
    """
    check_outputs(output, source, data)
    prepare_process()
    zone = read_zone(data)
    measured = Measured(zone)
    lang = where["lang"]
    path, options = take_lines(source, replace(reading, near=measured.extent), lang)
    intake = open_source(path, rows=chunk_rows, options=options)
    work = partial(
        measure_chunk,
        measured=measured,
        has_names=is_for_readers(output),
        say=partial(say, lang=lang),
        compare=partial(_compare, lang=lang),
    )
    settings = job_settings("measure", zone, reading, chunk_rows)
    counts = run_command(
        source,
        output,
        intake,
        work,
        zone=zone,
        settings=settings,
        has_areas=True,
        make_sheets=partial(_make_sheets, measured=measured, intake=intake, lang=lang),
        **where,
    )
    for notice in counts.notices:
        click.echo(notice, err=True)
    if counts.read > chunk_rows:
        tell(Phrase(_WITHIN, {"rows": chunk_rows, "count": counts.read}), lang)
    warn_schematic(zone, lang)
    tell_other_command(counts, POINT_FOR_POLYGON.text, _OTHER, "locate", lang)
    return choose_exit_code(counts)


def _make_sheets(
    tables: Iterable[pa.Table], *, measured: Measured, intake: ChunkSource, lang: str
) -> Sequence[Any]:
    """Return the further sheets of a workbook."""
    # The words take time that few runs need.
    from webapp.cli.measure_sheets import make_measure_sheets  # noqa: PLC0415

    steps = [say(each, lang) for each in intake.guesses]
    return make_measure_sheets(tables, measured=measured, steps=steps, lang=lang)


def _compare(said: str | None, measured_m2: float, stated_m2: float, lang: str) -> str | None:
    """Return a finding with how the measured area differs from the stated one, as on the page."""
    if find_difference(measured_m2, stated_m2) is None:
        return said
    # The words take time that few runs need.
    from webapp.plots.findings import add_stated_remark  # noqa: PLC0415

    return add_stated_remark(said, measured_m2, stated_m2, lang)
