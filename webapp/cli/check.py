"""`zonemap check`: what is wrong with a boundary file, where, and the way out."""

from datetime import UTC, datetime
from pathlib import Path

import click

from geo import quality
from geo.errors import InputError
from geo.io.atomic import write_whole
from geo.io.geojson import text
from geo.quality.repair import repair
from maps.documents.review import quality_html, quality_rows
from maps.i18n import LANGUAGES
from webapp.cli.options import data_option, echo_data, output_option
from webapp.serialize import FORMATS, formatted


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
    subject = quality.read_surrounded(file or data, today=datetime.now(tz=UTC).date())
    if output is not None:
        subject = _mended(subject, output)
    problems = quality.find_problems(subject)
    if form == "html":
        echo_data(quality_html(problems, subject, lang))
    else:
        rows = quality_rows(problems, lang)
        echo_data(formatted(rows, quality.COLUMNS, "table" if form == "text" else form))
    return int(quality.has_errors(problems))


def _mended(subject: quality.Subject, output: Path) -> quality.Subject:
    collection, changes = repair(subject)
    write_whole(output, text(collection).encode("utf-8"))
    for change in changes:
        click.echo(change.sentence, err=True)
    click.echo(f"wrote {output}: {len(changes)} changes", err=True)
    return quality.read_surrounded(output, today=subject.today)
