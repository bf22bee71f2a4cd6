"""What `zonemap locate` and `zonemap measure` share: options, progress bar and summary."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import click
import pyarrow as pa

from geo.batch.chunks import ChunkSource
from geo.batch.dask_pool import cluster_mapper
from geo.batch.headings import Cell, Wording, keep_columns
from geo.batch.job_keys import job_key
from geo.batch.parts_folder import rejects_path
from geo.batch.pieces import MakeSheets
from geo.batch.process_pool import map_in_processes
from geo.batch.runner import BatchCounts, Mapper, Work, map_in_process, run_batch
from geo.batch.sinks import check_sink
from geo.errors import N_, Phrase, file_label, quote_value
from geo.fields.units import M2_PER_HA, M2_PER_MU
from geo.io.spreadsheet import escape_formula
from geo.io.zone_files import list_zone_files
from geo.lookup.part_names import SEPARATOR
from geo.zone import Zone
from webapp.cli.command_language import keep_language
from webapp.cli.options import Decorator, output_option
from webapp.cli.output import check_output, say, tell

_READ = N_(
    "%(read)s rows read, %(written)s written, %(rejected)s rejected, %(resumed)s kept from an "
    "earlier run"
)
_READ_AND_REJECTED = N_(
    "%(read)s rows read, %(written)s written, %(rejected)s rejected (see %(name)s), %(resumed)s "
    "kept from an earlier run"
)
_OPTIONS: tuple[Decorator, ...] = (
    click.argument("source", type=click.Path(path_type=Path)),
    output_option(
        required=True,
        help_text="File to write: .csv, .xlsx, .geojson, .gpkg, .parquet, or .dxf of areas.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1, 256),
        default=1,
        show_default=True,
        help="Number of processes that compute.",
    ),
    click.option(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="Address of a running Dask scheduler, tcp://host:port; needs Dask.",
    ),
    click.option(
        "--chunk-rows",
        type=click.IntRange(1, 10_000_000),
        default=50_000,
        show_default=True,
        help="Rows that each process reads at a time.",
    ),
    click.option(
        "--lang",
        metavar="en|zh",
        default="en",
        show_default=True,
        callback=keep_language,
        help="Language of the output.",
    ),
)


def batch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the file to read, --output, --workers, --scheduler, --chunk-rows and --lang."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check_outputs(output: Path, source: Path, data: Path, *more: Path | None) -> None:
    """Refuse an output, before anything is read: see `webapp.cli.output.check_output`.

    What holds for it also holds for the file of rejected rows beside it.
    """
    check_sink(output)
    for path in (output, rejects_path(output)):
        check_output(path, [source, *list_zone_files(data), *more], is_whole=True)


def prepare_process() -> None:
    """Keep the garbage collector off what was imported, and Ctrl-C for Python alone.

    Millions of values come and go here; and Arrow, as it reads a table of text, would lose one
    interrupt in four.
    """
    gc.freeze()
    pa.enable_signal_handlers(False)


def run_command(
    source: Path,
    output: Path,
    intake: ChunkSource,
    work: Work,
    *,
    zone: Zone,
    settings: tuple[str, ...],
    workers: int,
    scheduler: str,
    lang: str,
    has_areas: bool = False,
    make_sheets: MakeSheets | None = None,
) -> BatchCounts:
    """Run a job over a file with a progress bar on a terminal, and print the counts.

    `make_sheets` makes further sheets of XLSX.
    """
    check_sink(output, rows=intake.total, has_areas=has_areas)
    wording = choose_wording(output, zone, lang, is_of_plots=has_areas)
    for guess in intake.guesses:
        tell(guess, lang, about=source.name)
    with ExitStack() as stack:
        mapper: Mapper = map_in_process
        if scheduler:
            mapper = stack.enter_context(cluster_mapper(scheduler))
        elif workers > 1:
            mapper = partial(map_in_processes, workers=workers)
        bar = stack.enter_context(
            click.progressbar(
                length=intake.total,
                file=sys.stderr,
                hidden=not sys.stderr.isatty(),
                label=source.name,
            )
        )
        counts = run_batch(
            intake,
            work,
            output,
            key=job_key(source, *settings, lang),
            escape=escape_formula,
            mapper=mapper,
            is_local=not scheduler,
            progress=bar.update,
            wording=wording,
            make_sheets=make_sheets,
            say=partial(say, lang=lang),
        )
    for said in intake.describe_rows():
        tell(said, lang, about=source.name)
    for phrase in _describe_counts(counts, output):
        tell(phrase, lang, about=str(output))
    return counts


def choose_exit_code(counts: BatchCounts) -> int:
    """Return 1 where there were rows and none could be used, else 0."""
    return int(counts.read > 0 and not counts.written)


def _describe_counts(counts: BatchCounts, output: Path) -> Iterator[Phrase]:
    """Yield what became of a file, as sentences."""
    values = {"read": counts.read, "written": counts.written, "resumed": counts.resumed}
    values |= {"rejected": counts.rejected}
    if counts.rejected:
        yield Phrase(_READ_AND_REJECTED, {**values, "name": file_label(rejects_path(output).name)})
    else:
        yield Phrase(_READ, values)
    if counts.renamed:
        renamed = tuple(
            Phrase(N_("%(old)s to %(new)s"), {"old": quote_value(old), "new": quote_value(new)})
            for old, new in counts.renamed.items()
        )
        yield Phrase(N_("renamed columns: %(columns)s"), {"columns": renamed})


def choose_wording(output: Path, zone: Zone, lang: str, *, is_of_plots: bool) -> Wording:
    """Return what words the computed columns.

    XLSX and drawings have names and words of the language; CSV and Shapefiles keep the names of
    columns, and have words for codes in other languages than English. Beside plots, which have
    boundaries of their own, the part's are said to be the part's.

    Raises
    ------
    InputError
        When there is no such language.
    """
    is_workbook = output.suffix.casefold() == ".xlsx"
    if not is_workbook and lang == "en":
        return keep_columns
    # The translations take time that few runs need.
    from maps.content.headings import OF_PART  # noqa: PLC0415
    from maps.content.wording import make_code_wording, make_wording  # noqa: PLC0415
    from maps.i18n import get_language  # noqa: PLC0415

    code = get_language(lang).code
    make = partial(make_wording, zone, code, titles=OF_PART if is_of_plots else {})
    if is_workbook:
        return partial(_word_measures, make())
    is_drawing = output.suffix.casefold() == ".dxf"
    return make() if is_drawing else make_code_wording(zone, code)


def _word_measures(wording: Wording, name: str) -> Sequence[Cell]:
    """Return a column of a workbook: areas also in hectares and mu, shares in percent."""
    (first, *others) = wording(name)
    if name == "area_m2":
        units = (("area_ha", M2_PER_HA, 6), ("area_mu", M2_PER_MU, 4))
        return [first, *(_convert_area(wording, *unit) for unit in units)]
    if name in {"overlap_share", "outside_share"}:
        return [first._replace(number_format="0.0%")]
    if name == "overlap_shares":
        return [first._replace(tell=_write_percents)]
    return [first, *others]


def _convert_area(wording: Wording, name: str, unit_m2: float, decimals: int) -> Cell:
    (cell, *_) = wording(name)
    return cell._replace(
        tell=lambda area_m2: None if area_m2 is None else round(area_m2 / unit_m2, decimals)
    )


def _write_percents(text: str | None) -> str | None:
    """Return shares from 0 to 1 in percent, in their order."""
    shares = (text or "").split(SEPARATOR)
    return SEPARATOR.join(f"{100 * float(each):.1f}%" for each in shares) if text else text


def job_settings(command: str, zone: Zone, *options: object) -> tuple[str, ...]:
    """Return all that a result depends on besides the file."""
    return (command, zone.digest, *map(str, options))


def is_for_readers(output: Path) -> bool:
    """Return whether people read a file as it is, who want names beside ids."""
    return output.suffix.casefold() == ".csv"
