"""What commands print: data on standard output, notices on standard error."""

import sys

import click

from geo.zone import Zone
from webapp.serialize import BOM

SCHEMATIC_WARNING = (
    "Schematic outlines: no machine-readable official boundary was found. Areas are measured on "
    "the drawn polygons, distances are straight-line; see position_uncertainty_m."
)


def echo_data(text: str) -> None:
    """Write data to standard output as UTF-8, the byte order mark only into a file or pipe."""
    if sys.stdout.isatty():
        text = text.removeprefix(BOM)
    click.echo(text.encode("utf-8"), nl=False)


def warn_schematic(zone: Zone) -> None:
    """Warn on standard error that the outlines are schematic, when they are."""
    if zone.is_schematic:
        click.echo(SCHEMATIC_WARNING, err=True)
