"""`zonemap sources`: where every number comes from, for people and for catalogues."""

from pathlib import Path

import click

from geo.metadata import COLUMNS, make_data_package, make_dcat, make_source_rows
from geo.zone import read_zone
from webapp.cli.options import data_option, format_option
from webapp.cli.output import echo_data
from webapp.serialize import format_rows, to_json


@click.command()
@data_option
@format_option("datapackage", "dcat")
def sources(data: Path, form: str) -> None:
    """List the sources, or describe the data as Frictionless `datapackage.json` or DCAT."""
    zone = read_zone(data)
    if form == "datapackage":
        echo_data(to_json(make_data_package(zone, path=data.name)))
    elif form == "dcat":
        echo_data(to_json(make_dcat(zone, path=data.name)))
    else:
        echo_data(format_rows(make_source_rows(zone, zone.sources), COLUMNS, form))
    click.echo(f"{data.name}: sha256 {zone.sha256}", err=True)
