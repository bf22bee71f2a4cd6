"""`zonemap check`: the faults of a boundary file, where they are, and how to fix them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from geo import quality
from geo.errors import N_, InputError, Phrase, file_label
from geo.importing import read_any_dataset
from geo.io.atomic import write_atomically
from geo.io.exact_json import find_losses
from geo.io.geojson import encode_collection
from geo.io.shell_words import quote_path
from geo.io.zone_files import list_zone_files
from geo.quality.repair import repair_dataset
from geo.reading.layer import ReadOptions
from maps.documents.review import (
    make_quality_rows,
    make_quality_table,
    map_item_names,
    render_quality_html,
)
from maps.i18n import LANGUAGES
from webapp.cli.lines_of_text import take_lines
from webapp.cli.options import (
    data_option,
    expect_near,
    format_option,
    lang_option,
    output_option,
    reading_options,
)
from webapp.cli.other_command import write_command
from webapp.cli.output import check_output, check_suffix, echo_data, tell
from webapp.serialize import format_rows, to_text

_COMMAND = "zonemap check SOURCE --repair -o FILE"  # as rules have it, which know no file
_NO_BBOX = N_("The file's member bbox was left out, as it may no longer fit.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@data_option
@reading_options
@format_option("text", "html")
@lang_option(LANGUAGES)
@click.option(
    "--repair", "is_repair", is_flag=True, help="Fix what can be fixed safely; needs --output."
)
@output_option(required=False, help_text="The repaired file.")
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
    """Check FILE, of any supported format, or the zone's file by default.

    The exit code is 0 for no errors, 1 for errors found, 2 for a file that can't be used.

    With --repair, what can be fixed safely is fixed and written to --output. Each change is
    listed on standard error; the remaining findings follow.
    """
    if is_repair != (output is not None):
        raise InputError(N_("The options --repair and --output belong together. Use both."))
    if output is not None:
        check_suffix(output)
        reads = [*list_zone_files(file or data), *list_zone_files(data)]
        check_output(output, reads, is_whole=True)  # it is read again, for the findings
    today = datetime.now(tz=UTC).date()
    path, options = file or data, reading
    if file:
        path, options = take_lines(file, expect_near(reading, data), lang)
    dataset, steps = read_any_dataset(path, options, today=today)
    for step in steps:
        tell(step, lang)
    if output is not None:
        dataset = _repair_file(dataset, file or data, output, lang)
    findings = quality.run_checks(dataset)
    if form == "html":
        echo_data(render_quality_html(findings, dataset, lang))
    elif form in {"text", "table"}:
        rows, headings = make_quality_table(findings, dataset, lang)
        filled = rows if output else [_fill_commands(row, file or data) for row in rows]
        echo_data(to_text(filled, headings))
    else:
        rows, named = make_quality_rows(findings, lang), {"part": map_item_names(dataset, lang)}
        echo_data(format_rows(rows, quality.COLUMNS, form, named=named))
    return int(quality.has_errors(findings))


def _fill_commands(row: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return a row of the table with the file and the options of this call in its commands."""
    context = click.get_current_context()
    sources = map(context.get_parameter_source, ("file", "data"))
    line = write_command(context, "check")
    if ParameterSource.COMMANDLINE not in sources:
        line = f"{line} {quote_path(path)}"
    names = (f"{path.stem}-repaired{n}.geojson" for n in ("", *map(str, range(2, 100))))
    output = next((each for each in names if not Path(each).exists()), f"{path.stem}.new.geojson")
    command = f"{line} --repair -o {quote_path(output)}"
    return {
        name: value.replace(_COMMAND, command) if isinstance(value, str) else value
        for name, value in row.items()
    }


def _repair_file(
    dataset: quality.Dataset, source: Path, output: Path, lang: str
) -> quality.Dataset:
    """Write a file repaired, tell what was changed and lost, and return what was written."""
    losses = find_losses(source) if dataset.sha256 else []
    collection, changes = repair_dataset(dataset)
    write_atomically(output, encode_collection(collection))
    for loss in losses:
        tell(loss, lang)
    if "bbox" in dataset.collection and "bbox" not in collection:
        tell(Phrase(_NO_BBOX, {}), lang)
    for change in changes:
        tell(change.phrase, lang)
    values = {"path": file_label(output), "count": len(changes)}
    tell(Phrase(N_("Wrote %(path)s: %(count)s changes."), values), lang)
    repaired = quality.read_dataset_with_context(output, today=dataset.today)
    return replace(repaired, near=dataset.near)
