"""`zonemap check`: the faults of a boundary file, where they are, and how to fix them."""

from datetime import UTC, datetime
from pathlib import Path

import click

from geo import quality
from geo.errors import InputError
from geo.importing import read_any_dataset
from geo.io.atomic import write_atomically
from geo.io.geojson import serialize_collection
from geo.quality.repair import repair_dataset
from geo.reading import ReadOptions
from maps.documents.review import make_quality_rows, render_quality_html
from maps.i18n import LANGUAGES
from webapp.cli.options import (
    data_option,
    format_option,
    lang_option,
    output_option,
    reading_options,
)
from webapp.cli.output import echo_data
from webapp.serialize import format_rows


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@data_option
@reading_options
@format_option("text", "html")
@lang_option(LANGUAGES)
@click.option("--repair", "is_repair", is_flag=True, help="Repair what is safe, into --output.")
@output_option(required=False, help_text="File to write: the repaired zone.")
def check(
    *,
    file: Path | None,
    data: Path,
    reading: ReadOptions,
    form: str,
    lang: str,
    is_repair: bool,
    output: Path | None,
) -> int:
    """Check FILE, of any format that is read, or else the zone's file.

    Exit code: 0 no errors, 1 errors found, 2 unreadable.

    With --repair a copy is repaired as far as that is safe: each change is printed on standard
    error, and the findings that are left are reported.
    """
    if is_repair != (output is not None):
        raise InputError("--repair and --output belong together; give both")
    today = datetime.now(tz=UTC).date()
    dataset, steps = read_any_dataset(file or data, reading, today=today)
    for step in steps:
        click.echo(str(step), err=True)
    if output is not None:
        dataset = _repair_file(dataset, output)
    findings = quality.run_checks(dataset)
    if form == "html":
        echo_data(render_quality_html(findings, dataset, lang))
    else:
        rows = make_quality_rows(findings, lang)
        echo_data(format_rows(rows, quality.COLUMNS, "table" if form == "text" else form))
    return int(quality.has_errors(findings))


def _repair_file(dataset: quality.Dataset, output: Path) -> quality.Dataset:
    collection, changes = repair_dataset(dataset)
    write_atomically(output, serialize_collection(collection).encode("utf-8"))
    for change in changes:
        click.echo(change.sentence, err=True)
    click.echo(f"wrote {output}: {len(changes)} changes", err=True)
    return quality.read_dataset_with_context(output, today=dataset.today)
