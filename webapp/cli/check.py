"""`zonemap check`: what is wrong with a boundary file, where, and the way out."""

from datetime import UTC, datetime
from pathlib import Path

import click

from geo import quality
from geo.errors import InputError
from geo.io.atomic import write_atomically
from geo.io.geojson import serialize_collection
from geo.quality.repair import repair_dataset
from maps.documents.review import make_quality_rows, render_quality_html
from maps.i18n import LANGUAGES
from webapp.cli.options import data_option, echo_data, output_option
from webapp.serialize import FORMATS, format_rows


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@data_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, "text", "html"]),
    default="table",
    show_default=True,
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--repair", "mends", is_flag=True, help="Mend what is safe, into --output.")
@output_option(required=False, help_text="The mended file.")
def check(  # noqa: PLR0917 (click passes by name)
    file: Path | None, data: Path, form: str, lang: str, mends: bool, output: Path | None
) -> int:
    """Check FILE (or the zone's file): exit code 0 clean, 1 errors found, 2 unreadable.

    With --repair the file is mended as far as that is safe, each change is told on standard
    error, and what is left is reported.
    """
    if mends != (output is not None):
        raise InputError("--repair and --output belong together; give both")
    subject = quality.read_dataset_with_context(file or data, today=datetime.now(tz=UTC).date())
    if output is not None:
        subject = _repair_file(subject, output)
    problems = quality.run_checks(subject)
    if form == "html":
        echo_data(render_quality_html(problems, subject, lang))
    else:
        rows = make_quality_rows(problems, lang)
        echo_data(format_rows(rows, quality.COLUMNS, "table" if form == "text" else form))
    return int(quality.has_errors(problems))


def _repair_file(subject: quality.Dataset, output: Path) -> quality.Dataset:
    collection, changes = repair_dataset(subject)
    write_atomically(output, serialize_collection(collection).encode("utf-8"))
    for change in changes:
        click.echo(change.sentence, err=True)
    click.echo(f"wrote {output}: {len(changes)} changes", err=True)
    return quality.read_dataset_with_context(output, today=subject.today)
