"""`zonemap export`: maps, figures, documents and data as files, in the format of the suffix."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from geo.errors import N_, InputError, file_label, quote_value
from geo.io.atomic import write_atomically
from geo.io.reasons import describe_system_fault
from geo.io.zone_files import list_zone_files
from geo.zone import Zone, read_zone
from maps.export.registry import (
    FORMATS,
    ExportFormat,
    Group,
    data_formats,
    format_by_suffix,
    formats_of,
)
from maps.figure.kept_drawings import draw_once
from maps.figure.options import MAX_PARTS, TEXTS, VIEWS, FigureOptions, parse_options
from maps.figure.shape_names import shape_name
from maps.i18n import BOTH, LANGUAGES
from webapp.cli.command_language import keep_language
from webapp.cli.options import data_option, dpi_option, size_option
from webapp.cli.output import check_output, tell_size
from webapp.saved.export import export_with_tools


@dataclass(frozen=True)
class ExportJob:
    """A file to write: where, in which format, showing what."""

    path: Path
    form: ExportFormat
    options: FigureOptions


def _list_suffixes(group: Group) -> str:
    """Return a group's suffixes, each with what it needs or means where it doesn't say so."""
    suffixes = []
    for form in formats_of(group):
        first = format_by_suffix(form.suffix) is form
        is_plain = group != "data" or form.short_label.lower() == form.suffix[1:]
        suffixes.append(form.suffix + ("" if first else " with --factsheet"))
        suffixes[-1] += "" if is_plain else f" ({form.short_label})"
    return ", ".join(suffixes)


HELP = f"""Write the zone to each PATH, in the format given by its suffix.

Figures: {_list_suffixes("figure")}. Documents: {_list_suffixes("document")}. The interactive
map in one file: {_list_suffixes("map")}. Data: {_list_suffixes("data")}.
"""


@click.command(help=HELP)
@data_option
@click.option(
    "--part",
    "parts",
    multiple=True,
    metavar="ID",
    help="Part to show; may be repeated.  [default: all]",
)
@click.option("--view", type=click.Choice(VIEWS), default="zone", show_default=True,
              help="The zone alone, or with the region around it.")  # fmt: skip
@click.option(
    "--lang",
    type=click.Choice((*LANGUAGES, BOTH)),
    default=None,
    callback=keep_language,
    help="Language of the files.  [default: en; both with --all]",
)
@size_option
@dpi_option
@click.option(
    "--text",
    type=click.Choice(TEXTS),
    default=TEXTS[0],
    show_default=True,
    help="Words of an SVG: text, or outlines for programs without the fonts.",
)
@click.option(
    "--bounds",
    metavar="S,W,N,E",
    help="Area that figures show at least, in degrees: south, west, north, east.",
)
@click.option(
    "--roads",
    metavar="PLACE",
    help="What figures draw by road from the first part: the way to a place, or `areas`.",
)
@click.option("--title", help="Title in place of the zone's name; '' for none.")
@click.option(
    "--crs",
    help="CRS of data: EPSG:4490, EPSG:4523, or such as 'CGCS2000 3-degree zone 35'.  "
    "[default: EPSG:4326; for .dxf and .txt the 3-degree zone of the parts]",
)
@click.option(
    "--factsheet", is_flag=True, help="Write a .pdf as a factsheet (.docx always is one)."
)
@click.option("--all", "folder", type=click.Path(path_type=Path), metavar="DIRECTORY",
              help="Write every file of the zone into a directory.")  # fmt: skip
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
def export(
    data: Path, paths: Sequence[Path], folder: Path | None, factsheet: bool, **choice: Any
) -> None:
    """Write the zone to each path, and everything into the folder."""
    if not paths and folder is None:
        raise InputError(N_("There is no file to write. Name one, or use --all DIRECTORY."))
    lang = choice.pop("lang")
    options = parse_options(**choice, lang=lang or "en")
    jobs = [
        ExportJob(path, format_from_suffix(path, factsheet=factsheet), options) for path in paths
    ]
    for path in paths:
        check_output(path, list_zone_files(data))
    zone = read_zone(data)
    if folder is not None:
        langs = (lang,) if lang else tuple(LANGUAGES)
        drawn = replace(options, crs=None)
        jobs += [job for each in langs for job in list_jobs(folder, zone, drawn, each)]
        jobs += _list_data_jobs(folder, zone, options, langs)
        _make_folder(folder)
        for job in jobs:
            check_output(job.path, list_zone_files(data))
    write_jobs(zone, jobs, lang or "en")


def _list_data_jobs(
    folder: Path, zone: Zone, options: FigureOptions, langs: Sequence[str]
) -> list[ExportJob]:
    """Return the files of data; the CRS is of those that have a choice."""
    jobs = []
    for form in data_formats(zone):
        chosen = options if form.takes_crs else replace(options, crs=None)
        named = {f".{lang}": replace(chosen, lang=lang) for lang in langs}
        for mark, each in named.items() if form.has_language else {"": chosen}.items():
            jobs.append(ExportJob(folder / f"zone{mark}{form.suffix}", form, each))
    return jobs


def _make_folder(folder: Path) -> None:
    """Make a directory, if it is not there; raise InputError when that can't be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            N_("%(path)s can't be created: %(reason)s. Choose another output."),
            path=file_label(folder),
            reason=describe_system_fault(error),
        ) from None


def format_from_suffix(path: Path, *, factsheet: bool) -> ExportFormat:
    """Return the format that a path's suffix asks for.

    Raises
    ------
    InputError
        When there is no such format, or a factsheet is asked of one that has none.
    """
    found = format_by_suffix(path.suffix, factsheet=factsheet)
    if found is None and factsheet:
        known = ", ".join(each.suffix for each in formats_of("document"))
        raise InputError(
            N_("A factsheet can't be written as %(value)s. Use one of %(choices)s."),
            value=quote_value(path.suffix),
            choices=known,
        )
    if found is None:
        known = ", ".join(dict.fromkeys(each.suffix for each in FORMATS.values()))
        raise InputError(
            N_("Unknown file format: %(name)s. Use one of %(choices)s."),
            name=file_label(path.name or path),
            choices=known,
        )
    return found


def list_jobs(folder: Path, zone: Zone, options: FigureOptions, lang: str) -> list[ExportJob]:
    """Return every file in a language, or in both: map, figures, factsheets of zone and parts."""
    whole = replace(options, lang=lang)
    jobs = [
        ExportJob(folder / f"map.{lang}{each.suffix}", each, whole) for each in formats_of("map")
    ]
    for view in VIEWS:
        seen = replace(whole, view=view)
        figures = formats_of("figure")
        jobs += [ExportJob(folder / f"{view}.{lang}{each.suffix}", each, seen) for each in figures]
    sheets = {"factsheet": whole}
    if not options.parts:
        sheets |= {
            shape_name(key, 1): replace(whole, parts=(key,)) for key in zone.parts.index[:MAX_PARTS]
        }
    for name, wanted in sheets.items():
        documents = formats_of("document")
        jobs += [
            ExportJob(folder / f"{name}.{lang}{each.suffix}", each, wanted) for each in documents
        ]
    return jobs


def write_jobs(zone: Zone, jobs: Sequence[ExportJob], lang: str) -> None:
    """Render every file, then write them: when one can't be made, none is written."""
    with click.progressbar(
        jobs, file=sys.stderr, label="Exporting", hidden=not sys.stderr.isatty(),
        item_show_func=lambda job: job.path.name if job else "",
    ) as bar, draw_once():  # fmt: skip
        made = [(job, export_with_tools(job.form, zone, job.options)) for job in bar]
    for job, content in made:
        write_atomically(job.path, content)
        tell_size(job.path, len(content), lang)
