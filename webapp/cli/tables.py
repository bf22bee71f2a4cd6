"""`zonemap areas` and `zonemap distances`: the two tables on standard output."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import pandas as pd

from geo.errors import N_, InputError, file_label
from geo.geodesy.tables import make_area_table, make_distance_table
from geo.metadata import make_source_rows
from geo.roads.model import INPUTS
from geo.roads.rows import COLUMNS, make_road_rows
from geo.zone import Zone, read_zone
from maps.content.roads.numbers import round_minutes
from webapp.cli.options import data_option, format_option
from webapp.cli.output import SCHEMATIC_WARNING, echo_data, warn_schematic
from webapp.serialize import Row, format_rows, table_rows, to_json, to_named_csv

METHODS = {
    "areas": "measured on the drawn outlines, geodesic on the WGS 84 ellipsoid (Karney 2013)",
    "distances": "straight-line, geodesic on the WGS 84 ellipsoid (Karney 2013), "
    "not road or rail distances; distance_m from the nearest edge, centre_distance_m and "
    "bearing_deg from the centroid",
}
_ROAD_COLUMNS = (
    *("id", "place", "direction", "vehicle", "status", "road_distance_m", "road_distance_most_m"),
    *("road_time_min", "road_time_most_min", "road_ratio", "points_answered", "points_asked"),
    *("toll", "ferry", "gap_m"),
)
_SHOWN_DECIMALS = {
    "area_m2": 0,
    "perimeter_m": 0,
    "compactness": 3,
    "difference_percent": 2,
    "distance_m": 0,
    "centre_distance_m": 0,
    "bearing_deg": 1,
    "bearing_uncertainty_deg": 1,
}
_WHOLE_FROM = 10_000.0  # metres and square metres without decimals
_TIMES = ("road_time_min", "road_time_most_min")
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
@click.option(
    "--by-road",
    is_flag=True,
    help="Print the figures by road alone; a table has both, apart.",
)
def distances(data: Path, form: str, provenance: bool, by_road: bool) -> None:
    """Print each part's straight-line distance and bearing to each place, and the way by road.

    The way by road is printed where `zonemap roads` has written it beside the boundaries.
    """
    zone = read_zone(data)
    _warn_stale_roads(zone)
    if by_road:
        _print_roads_alone(zone, form, provenance)
        return
    table = make_distance_table(zone.parts, zone.places)
    _print_table("distances", zone, data.name, table, table.columns, form, provenance)
    if form == "table":
        _print_road_table(zone)


def _print_roads_alone(zone: Zone, form: str, provenance: bool) -> None:
    if provenance:
        raise click.UsageError(
            "--provenance can't be used with --by-road, whose rows have a basis."
        )
    rows = make_road_rows(zone.roads)
    if not rows:
        raise InputError(
            N_("The zone has no figures by road of its present state. Run `zonemap roads`.")
        )
    if form == "table":
        _print_road_table(zone)
    elif form == "csv":
        echo_data(to_named_csv(rows, COLUMNS, zone))
    else:
        echo_data(format_rows(rows, COLUMNS, form))
    warn_schematic(zone)


def _print_road_table(zone: Zone) -> None:
    """Print the figures by road, each as a range over points, and what they rest on."""
    rows = [_round_times(row) for row in make_road_rows(zone.roads)]
    if rows:
        click.echo("\nBy road:\n")
        echo_data(format_rows(rows, _ROAD_COLUMNS, "table"))
        click.echo(f"\n{rows[0]['basis']}; ranges are over points_answered of points_asked points")


def _round_times(row: Row) -> Row:
    """Return a row with its minutes as people are told them, to 5 from 30 on."""
    known = {name: row[name] for name in _TIMES if row[name] is not None}
    return {**row, **{name: round_minutes(60 * minutes) for name, minutes in known.items()}}


def _warn_stale_roads(zone: Zone) -> None:
    if zone.roads is not None and not zone.roads.is_current:
        changed = ", ".join(INPUTS[each] for each in zone.roads.changed)
        click.echo(
            f"The figures by road are not printed, since these changed afterwards: {changed}. "
            "Run `zonemap roads` again.",
            err=True,
        )


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
        rows = make_road_rows(zone.roads) if kind == "distances" else []
        more = {"roads": rows} if rows else {}
        echo_data(to_json({"provenance": build_provenance(kind, zone), kind: items, **more}))
    elif form == "csv":
        echo_data(to_named_csv(items, columns, zone))
    else:
        shown = [_round_for_people(row) for row in items] if form == "table" else items
        echo_data(format_rows(shown, columns, form))
    origin = _origin_line(kind, zone, name)
    click.echo(f"\n{origin}" if form == "table" else origin, err=form != "table")
    warn_schematic(zone)


def _round_for_people(row: Row) -> Row:
    """Return a row with as many digits as people read; those of CSV and JSON are not cut."""
    return {name: _round_value(name, value) for name, value in row.items()}


def _round_value(name: str, value: Any) -> Any:
    decimals = _SHOWN_DECIMALS.get(name)
    if decimals is None or not isinstance(value, float):
        return value
    if name.endswith(("_m", "_m2")) and abs(value) < _WHOLE_FROM:
        decimals = 2
    return round(value, decimals) if decimals else round(value)


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
