"""`zonemap diff`: what changed between two versions of a zone."""

from dataclasses import replace
from pathlib import Path

import click

from geo.diff import COLUMNS, compare_zones, to_collection, to_rows
from geo.errors import N_, Phrase
from geo.importing import read_any_zone
from geo.io.geojson import serialize_collection
from geo.measured import Measured
from geo.reading.layer import ReadOptions
from geo.zone import Zone
from maps.documents.review import make_changes_table, render_changes_html
from maps.i18n import LANGUAGES
from webapp.cli.options import (
    data_option,
    expect_near,
    format_option,
    lang_option,
    reading_options,
)
from webapp.cli.output import echo_data, tell
from webapp.serialize import format_rows, map_names, to_text

METHOD_NOTE = N_(
    "Areas are geodesic. A shift is the largest distance from one outline to the other, each way."
)


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@data_option
@reading_options
@format_option("html", "geojson")
@lang_option(LANGUAGES)
def diff(*, old: Path, new: Path, data: Path, reading: ReadOptions, form: str, lang: str) -> None:
    """Compare two zone files: parts, area gained and lost, boundary shifts, changed fields.

    Either may be of any supported format; the options are for the one that is not a zone file.
    """
    before = _read_zone(old, expect_near(reading, data), lang)
    zones = before, _read_zone(new, replace(reading, near=Measured(before).extent), lang)
    changes = compare_zones(*zones)
    if form == "html":
        echo_data(render_changes_html(changes, *zones, lang))
    elif form == "geojson":
        echo_data(serialize_collection(to_collection(changes)))
    elif form == "table" and lang != "en":  # the English one is read by scripts as well
        echo_data(to_text(*make_changes_table(changes, lang)))
    else:
        named = {"old_id": map_names(before.parts)}
        echo_data(format_rows(to_rows(changes), COLUMNS, form, named=named))
    tell(Phrase(METHOD_NOTE, {}), lang)


def _read_zone(path: Path, reading: ReadOptions, lang: str) -> Zone:
    zone, steps = read_any_zone(path, reading)
    for step in steps:
        tell(step, lang, about=path.name)
    return zone
