"""`zonemap locate`: for each site its part, county, nearest edge, and way to every place."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from geo.batch.jobs import locate_chunk
from geo.batch.sources import open_source
from geo.measured import Measured
from geo.zone import read_zone
from webapp.cli.batch import batch_options, job_settings, run_command
from webapp.cli.options import data_option, datum_option
from webapp.cli.output import warn_schematic


@click.command()
@data_option
@batch_options
@datum_option
@click.option("--lon", help="The longitude column; found by its name if not given.")
@click.option("--lat", help="The latitude column; found by its name if not given.")
def locate(
    *,
    data: Path,
    source: Path,
    output: Path,
    datum: str,
    lon: str | None,
    lat: str | None,
    chunk_rows: int,
    **where: Any,
) -> None:
    """Find where each point of SOURCE lies; SOURCE is CSV, GeoJSON, GeoPackage or GeoParquet.

    Distances are straight-line (geodesic). Rows that can't be used are written to a separate
    file with the reason. An interrupted run resumes where it stopped.
    """
    zone = read_zone(data)
    intake = open_source(source, rows=chunk_rows, lon=lon, lat=lat)
    work = partial(locate_chunk, measured=Measured(zone), datum=datum)
    settings = job_settings("locate", zone, datum, lon, lat, chunk_rows)
    run_command(source, output, intake, work, settings=settings, **where)
    warn_schematic(zone)
