"""`zonemap locate`: for each site its part, county, nearest edge, and way to every place."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from geo.batch.jobs import AREA_FOR_POINT, locate_chunk
from geo.batch.sources import open_source
from geo.errors import N_
from geo.measured import Measured
from geo.reading.layer import ReadOptions
from geo.roads.build import find_build
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
from webapp.cli.output import warn_schematic

_OTHER = N_("Areas among the rejected rows: %(count)s. Measure them with `%(command)s`.")


@click.command()
@data_option
@batch_options
@reading_options
@click.option("--lon", help="The longitude column; found by its name if not given.")
@click.option("--lat", help="The latitude column; found by its name if not given.")
@click.option(
    "--roads",
    is_flag=False,
    flag_value="zonemap-roads",
    type=click.Path(path_type=Path),
    metavar="[DIR]",
    help="Add how far the places are by road, with the tiles that `zonemap roads --work` left.",
)
def locate(
    *,
    data: Path,
    source: Path,
    output: Path,
    reading: ReadOptions,
    lon: str | None,
    lat: str | None,
    chunk_rows: int,
    roads: Path | None,
    **where: Any,
) -> int:
    """Find where each point of SOURCE lies; SOURCE may be of any supported format.

    Distances are straight-line (geodesic); with --roads also by road, in columns apart. Rows that
    can't be used are written to a separate file with the reason; the exit code is 1 if none can be
    used. An interrupted run resumes where it stopped.
    """
    check_outputs(output, source, data, roads)
    if roads is not None:
        find_build(roads)
    prepare_process()
    zone = read_zone(data)
    measured = Measured(zone)
    near = replace(reading, near=measured.extent)
    path, reading = take_lines(source, near, where["lang"])
    # The datum is undone point by point, by the same function as everywhere.
    options = replace(reading, lon=lon, lat=lat, datum="wgs84", seeks_sites=True)
    intake = open_source(path, rows=chunk_rows, options=options)
    work = partial(
        locate_chunk,
        measured=measured,
        datum=reading.datum,
        has_names=is_for_readers(output),
        roads=roads,
    )
    settings = job_settings("locate", zone, reading, lon, lat, chunk_rows, roads)
    counts = run_command(source, output, intake, work, zone=zone, settings=settings, **where)
    warn_schematic(zone, where["lang"])
    tell_other_command(counts, AREA_FOR_POINT, _OTHER, "measure", where["lang"])
    return choose_exit_code(counts)
