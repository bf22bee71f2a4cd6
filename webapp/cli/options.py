"""Options that several subcommands share."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from geo.zone import DEFAULT_PATH
from webapp.serialize import BOM, FORMATS

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=DEFAULT_PATH,
    envvar="ZONEMAP_DATA",
    help="The zone's boundary file; also the environment variable ZONEMAP_DATA.",
)
format_option = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True
)


def output_option(*, required: bool, help_text: str) -> Callable[[Any], Any]:
    """Return `-o/--output`, which every command that writes one file names so."""
    path = click.Path(path_type=Path)
    return click.option("-o", "--output", type=path, required=required, help=help_text)


def echo_data(text: str) -> None:
    """Write data to standard output as UTF-8, the byte order mark only into a file or pipe."""
    if sys.stdout.isatty():
        text = text.removeprefix(BOM)
    click.echo(text.encode("utf-8"), nl=False)
