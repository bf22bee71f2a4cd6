"""`zonemap locate`: for each site its part, county, nearest edge, and way to every place."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from geo.batch.jobs import locate_chunk
from geo.batch.sources import open_source
from geo.geodesy.datum import DATUMS
from geo.measured import Measured
from geo.zone import read_zone
from webapp.cli.batch import batch_options, job_settings, run_command
from webapp.cli.options import data_option
from webapp.cli.tables import warn_schematic


@click.command()
@data_option
@batch_options
@click.option("--datum", type=click.Choice(DATUMS), default="wgs84", show_default=True)
@click.option("--lon", help="The column of longitudes; guessed by its name otherwise.")
@click.option("--lat", help="The column of latitudes; guessed by its name otherwise.")
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

    Distances are straight-line (geodesic). Rows that can't be used are kept aside with the
    reason; a stopped run goes on where it was.
    """
    zone = read_zone(data)
    intake = open_source(source, rows=chunk_rows, lon=lon, lat=lat)
    work = partial(locate_chunk, measured=Measured(zone), datum=datum)
    settings = job_settings("locate", zone, datum, lon, lat, chunk_rows)
    run_command(source, output, intake, work, settings=settings, **where)
    warn_schematic(zone)
