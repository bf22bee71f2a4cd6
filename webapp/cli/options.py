"""Options that several subcommands share, so that each is called and explained alike."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from geo.errors import InputError
from geo.geodesy.datum import DATUMS
from geo.measured import Measured
from geo.reading.layer import ReadOptions
from geo.zone import DEFAULT_PATH, read_zone
from webapp.cli.command_language import keep_language
from webapp.cli.data_file import keep_data
from webapp.serialize import FORMATS

Decorator = Callable[[Any], Any]

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=DEFAULT_PATH,
    envvar="ZONEMAP_DATA",
    callback=keep_data,
    help="The zone's boundary file; also set by ZONEMAP_DATA.  [default: the shipped zone]",
)
datum_option = click.option(
    "--datum",
    type=click.Choice(DATUMS),
    default="wgs84",
    show_default=True,
    help="Coordinate system of SOURCE: gcj02 if traced on Amap or Tencent maps, bd09 on Baidu.",
)
size_option = click.option(
    "--size",
    default="a4",
    show_default=True,
    help="Size of the page: a0 to a5, 16:9, 4:3, WIDTHxHEIGHT in mm, or as 1600x900px.",
)
dpi_option = click.option(
    "--dpi", default="200", show_default=True, help="Resolution of a PNG, in dots per inch."
)
_READING_OPTIONS: tuple[Decorator, ...] = (
    click.option("--layer", help="Layer, or file of a zip, to read, if there are several."),
    click.option(
        "--crs",
        help="CRS of the file, such as EPSG:4523 or 'CGCS2000 3-degree zone 35', if the file "
        "doesn't name it. After a comma: swapped (north first), km, mm, dms (105.2435 is "
        "105° 24′ 35″), or anywhere (also outside its area of use).",
    ),
    click.option("--encoding", help="Encoding of the file's text, such as gb18030."),
    datum_option,
    click.option(
        "--skip-unusable",
        is_flag=True,
        help="Leave out features that can't be used, and list them.",
    ),
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of reading a file, alike in every command, as the argument `reading`."""

    @wraps(command)
    def run(*args: Any, **values: Any) -> Any:
        names = ("layer", "crs", "encoding", "datum", "skip_unusable")
        source = click.get_current_context().get_parameter_source("datum")
        reading = ReadOptions(
            **{name: values.pop(name) for name in names},
            is_datum_said=source not in {None, ParameterSource.DEFAULT},
        )
        return command(*args, reading=reading, **values)

    found: Callable[..., Any] = run
    for option in reversed(_READING_OPTIONS):
        found = option(found)
    return found


def expect_near(reading: ReadOptions, data: Path) -> ReadOptions:
    """Return the options with the zone's extent, by which a CRS is proposed.

    A zone that can't be read says nothing: an import may be about to make it.
    """
    try:
        return replace(reading, near=Measured(read_zone(data)).extent)
    except InputError:
        return reading


def format_option(*more: str) -> Decorator:
    """Return `--format`: table, csv, json, and the forms that only this command has."""
    choices = click.Choice((*FORMATS, *more))
    return click.option(
        "--format", "form", type=choices, default="table", show_default=True,
        help="Format of the output.",
    )  # fmt: skip


def lang_option(languages: Iterable[str]) -> Decorator:
    """Return `--lang`; the languages are given, since loading them takes time that few need."""
    return click.option(
        "--lang", type=click.Choice(tuple(languages)), default="en", show_default=True,
        callback=keep_language, help="Language of the output.",
    )  # fmt: skip


def output_option(*, required: bool, help_text: str) -> Decorator:
    """Return `-o/--output`, the name of it in every command that writes one file."""
    path = click.Path(path_type=Path)
    return click.option("-o", "--output", type=path, required=required, help=help_text)
