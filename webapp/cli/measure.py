"""`zonemap measure`: each parcel's geodesic area and perimeter, and its share in the parts."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from geo.batch.jobs import measure_chunk
from geo.batch.sources import open_source
from geo.measured import Measured
from geo.zone import read_zone
from webapp.cli.batch import batch_options, job_settings, run_command
from webapp.cli.options import data_option
from webapp.cli.output import warn_schematic


@click.command()
@data_option
@batch_options
def measure(data: Path, source: Path, output: Path, chunk_rows: int, **where: Any) -> None:
    """Measure each polygon of SOURCE; SOURCE is GeoJSON, GeoPackage, GeoParquet or CSV of WKT.

    Areas and perimeters are geodesic (WGS 84). Rows that can't be used are written to a
    separate file with the reason. An interrupted run resumes where it stopped.
    """
    zone = read_zone(data)
    intake = open_source(source, rows=chunk_rows)
    work = partial(measure_chunk, measured=Measured(zone))
    settings = job_settings("measure", zone, chunk_rows)
    run_command(source, output, intake, work, settings=settings, **where)
    warn_schematic(zone)
