"""`zonemap areas` and `zonemap distances`: the two tables on standard output."""

from pathlib import Path

import click

from geo.measure import area_table
from geo.proximity import distance_table
from geo.zone import Zone, read_zone
from webapp.commands.options import data_option, echo_data, format_option
from webapp.tables import formatted, rows

WARNING = (
    "Schematic outlines: no official boundary has been published. Areas are measured on the "
    "drawn polygons, distances are straight-line; see position_uncertainty_m."
)


def warn_schematic(zone: Zone) -> None:
    """Say on standard error that the outlines are schematic, when they are."""
    if zone.is_schematic:
        click.echo(WARNING, err=True)


@click.command()
@data_option
@format_option
def areas(data: Path, form: str) -> None:
    """Print each part's geodesic area and perimeter beside the published area."""
    zone = read_zone(data)
    table = area_table(zone.parts)
    echo_data(formatted(rows(table), ["id", *table.columns], form))
    warn_schematic(zone)


@click.command()
@data_option
@format_option
def distances(data: Path, form: str) -> None:
    """Print each part's straight-line distance and bearing to each place."""
    zone = read_zone(data)
    table = distance_table(zone.parts, zone.places)
    echo_data(formatted(rows(table), table.columns, form))
    warn_schematic(zone)
