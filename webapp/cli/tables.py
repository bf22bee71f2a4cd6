"""`zonemap areas` and `zonemap distances`: the two tables on standard output."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import pandas as pd

from geo.errors import file_label
from geo.geodesy.tables import make_area_table, make_distance_table
from geo.metadata import make_source_rows
from geo.zone import Zone, read_zone
from webapp.cli.options import data_option, format_option
from webapp.cli.output import SCHEMATIC_WARNING, echo_data, warn_schematic
from webapp.serialize import format_rows, table_rows, to_json, to_named_csv

METHODS = {
    "areas": "measured on the drawn outlines, geodesic on the WGS 84 ellipsoid (Karney 2013)",
    "distances": "straight-line, geodesic on the WGS 84 ellipsoid (Karney 2013), "
    "not road or rail distances",
}
provenance_option = click.option(
    "--provenance",
    is_flag=True,
    help="With --format json: add method, sources and SHA-256.",
)


@click.command()
@data_option
@format_option()
@provenance_option
def areas(data: Path, form: str, provenance: bool) -> None:
    """Print each part's geodesic area and perimeter beside the published area."""
    zone = read_zone(data)
    table = make_area_table(zone.parts)
    _print_table("areas", zone, data.name, table, ["id", *table.columns], form, provenance)


@click.command()
@data_option
@format_option()
@provenance_option
def distances(data: Path, form: str, provenance: bool) -> None:
    """Print each part's straight-line distance and bearing to each place."""
    zone = read_zone(data)
    table = make_distance_table(zone.parts, zone.places)
    _print_table("distances", zone, data.name, table, table.columns, form, provenance)


def _print_table(  # noqa: PLR0917
    kind: str,
    zone: Zone,
    name: str,
    table: pd.DataFrame,
    columns: Iterable[str],
    form: str,
    provenance: bool,
) -> None:
    """Print the rows, and their origin: below a table, else on standard error."""
    if provenance and form != "json":
        raise click.UsageError("--provenance needs --format json.")
    items = table_rows(table)
    if provenance:
        echo_data(to_json({"provenance": build_provenance(kind, zone), kind: items}))
    elif form == "csv":
        echo_data(to_named_csv(items, columns, zone))
    else:
        echo_data(format_rows(items, columns, form))
    origin = _origin_line(kind, zone, name)
    click.echo(f"\n{origin}" if form == "table" else origin, err=form != "table")
    warn_schematic(zone)


def build_provenance(kind: str, zone: Zone) -> dict[str, Any]:
    """Return the data, method and sources that a table is made from."""
    return {
        "method": METHODS[kind],
        "sha256": zone.sha256,
        "digest": zone.digest,
        **{key: zone.facts[key] for key in ("as_of", "licence", "map_review_number")},
        "notice": SCHEMATIC_WARNING if zone.is_schematic else None,
        "sources": make_source_rows(zone, zone.data_sources),
    }


def _origin_line(kind: str, zone: Zone, name: str) -> str:
    date = file_label(zone.facts["as_of"] or "not stated")
    return (
        f"Source: {file_label(name)}, data as of {date} (see zonemap sources) · {METHODS[kind]} · "
        f"data sha256 {zone.sha256}"
    )
