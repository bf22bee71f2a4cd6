"""`zonemap areas` and `zonemap distances`: the two tables on standard output."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import pandas as pd

from geo.batch.headings import Wording, keep_columns
from geo.errors import N_, InputError, Phrase, file_label
from geo.geodesy.tables import make_area_table, make_distance_table
from geo.metadata import make_source_rows
from geo.roads.model import INPUTS
from geo.roads.rows import COLUMNS, make_road_rows
from geo.zone import Zone, read_zone
from maps.content.roads.numbers import round_minutes
from maps.i18n import LANGUAGES
from webapp.cli.options import data_option, format_option, lang_option
from webapp.cli.output import SCHEMATIC_WARNING, echo_data, say, tell, warn_schematic
from webapp.serialize import Row, format_rows, table_rows, to_json, to_named_csv

METHODS = {
    "areas": N_("measured on the drawn outlines, geodesic on the WGS 84 ellipsoid (%(cited)s)"),
    "distances": N_(
        "straight-line, geodesic on the WGS 84 ellipsoid (%(cited)s), "
        "not road or rail distances; %(edge)s from the nearest edge, %(centre)s and "
        "%(bearing)s from the centroid"
    ),
}
_NAMED = {
    "cited": "Karney 2013",
    "edge": "distance_m",
    "centre": "centre_distance_m",
    "bearing": "bearing_deg",
}
_ORIGIN = N_(
    "Source: %(name)s, data as of %(date)s (see `zonemap sources`) · %(method)s · "
    "data SHA-256 %(sha256)s"
)
_STALE_ROADS = N_(
    "The figures by road are not printed, since these changed afterwards: %(changed)s. "
    "Run `zonemap roads` again."
)
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
@lang_option(LANGUAGES)
@provenance_option
def areas(*, data: Path, form: str, lang: str, provenance: bool) -> None:
    """Print each part's geodesic area and perimeter beside the published area."""
    zone = read_zone(data)
    table = make_area_table(zone.parts)
    _check_provenance(form, provenance=provenance)
    _print_table(
        "areas", zone, table, ["id", *table.columns], form, lang=lang, provenance=provenance
    )
    _print_origin("areas", zone, data.name, form, lang)


@click.command()
@data_option
@format_option()
@lang_option(LANGUAGES)
@provenance_option
@click.option(
    "--by-road",
    is_flag=True,
    help="Print the figures by road alone; a table has both, apart.",
)
def distances(*, data: Path, form: str, lang: str, provenance: bool, by_road: bool) -> None:
    """Print each part's straight-line distance and bearing to each place, and the way by road.

    The way by road is printed where `zonemap roads` has written it beside the boundaries.
    """
    zone = read_zone(data)
    _warn_stale_roads(zone, lang)
    if by_road:
        _print_roads_alone(zone, form, lang, provenance=provenance)
        return
    table = make_distance_table(zone.parts, zone.places)
    _check_provenance(form, provenance=provenance)
    _print_table("distances", zone, table, table.columns, form, lang=lang, provenance=provenance)
    _print_origin("distances", zone, data.name, form, lang)
    if form == "table":
        _print_road_table(zone, lang)


def _print_roads_alone(zone: Zone, form: str, lang: str, *, provenance: bool) -> None:
    if provenance:
        raise click.UsageError(
            N_(
                "The rows of --by-road state their basis, so that --provenance can't be used. "
                "Leave one out."
            )
        )
    rows = make_road_rows(zone.roads)
    if not rows:
        raise InputError(
            N_("The zone has no figures by road of its present state. Run `zonemap roads`.")
        )
    if form == "table":
        _print_road_table(zone, lang)
    elif form == "csv":
        echo_data(to_named_csv(rows, COLUMNS, zone, _word_codes(zone, lang)))
    else:
        echo_data(format_rows(rows, COLUMNS, form))
    warn_schematic(zone, lang)


def _print_road_table(zone: Zone, lang: str) -> None:
    """Print the figures by road, each as a range over points, and what they rest on."""
    if lang != "en":
        from webapp.cli.table_words import write_road_table  # noqa: PLC0415

        echo_data(write_road_table(zone, lang))
        return
    rows = [_round_times(row) for row in make_road_rows(zone.roads)]
    if rows:
        click.echo("\nBy road:\n")
        echo_data(format_rows(rows, _ROAD_COLUMNS, "table"))
        click.echo(f"\n{rows[0]['basis']}; ranges are over points_answered of points_asked points")


def _round_times(row: Row) -> Row:
    """Return a row with its minutes as people are told them, to 5 from 30 on."""
    known = {name: row[name] for name in _TIMES if row[name] is not None}
    return {**row, **{name: round_minutes(60 * minutes) for name, minutes in known.items()}}


def _warn_stale_roads(zone: Zone, lang: str) -> None:
    if zone.roads is not None and not zone.roads.is_current:
        changed = tuple(Phrase(INPUTS[each], {}) for each in zone.roads.changed)
        tell(Phrase(_STALE_ROADS, {"changed": changed}), lang)


def _check_provenance(form: str, *, provenance: bool) -> None:
    if provenance and form != "json":
        raise click.UsageError(N_("The option --provenance is for JSON. Add --format json."))


def _print_table(
    kind: str,
    zone: Zone,
    table: pd.DataFrame,
    columns: Iterable[str],
    form: str,
    *,
    lang: str,
    provenance: bool,
) -> None:
    """Print the rows: JSON as data; CSV with words for codes; a table for people in a language."""
    items = table_rows(table)
    if provenance:
        rows = make_road_rows(zone.roads) if kind == "distances" else []
        more = {"roads": rows} if rows else {}
        echo_data(to_json({"provenance": build_provenance(kind, zone, lang), kind: items, **more}))
    elif form == "csv":
        echo_data(to_named_csv(items, columns, zone, _word_codes(zone, lang)))
    elif form == "table" and lang != "en":  # the English one is read by scripts as well
        from webapp.cli.table_words import write_table  # noqa: PLC0415

        echo_data(write_table(kind, zone, items, lang))
    else:
        shown = [_round_for_people(row) for row in items] if form == "table" else items
        echo_data(format_rows(shown, columns, form))


def _word_codes(zone: Zone, lang: str) -> Wording:
    if lang == "en":
        return keep_columns
    from maps.content.wording import make_code_wording  # noqa: PLC0415

    return make_code_wording(zone, lang)


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


def build_provenance(kind: str, zone: Zone, lang: str = "en") -> dict[str, Any]:
    """Return the data, method and sources that a table is made from."""
    return {
        "method": say(describe_method(kind), lang),
        "sha256": zone.sha256,
        "digest": zone.digest,
        **{key: zone.facts[key] for key in ("as_of", "licence", "map_review_number")},
        "notice": say(Phrase(SCHEMATIC_WARNING, {}), lang) if zone.is_schematic else None,
        "sources": make_source_rows(zone, zone.data_sources),
    }


def describe_method(kind: str) -> Phrase:
    """Return how the numbers of a table are measured."""
    return Phrase(METHODS[kind], _NAMED)


def _print_origin(kind: str, zone: Zone, name: str, form: str, lang: str) -> None:
    """Print where the rows come from: below a table, else on standard error."""
    stated = zone.facts["as_of"]
    values = {
        "name": file_label(name),
        "date": file_label(stated) if stated else Phrase(N_("not stated"), {}),
        "method": describe_method(kind),
        "sha256": zone.sha256,
    }
    said = say(Phrase(_ORIGIN, values), lang)
    click.echo(f"\n{said}" if form == "table" else said, err=form != "table")
    warn_schematic(zone, lang)
