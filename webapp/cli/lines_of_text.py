"""Text files of coordinates a line, read by the commands as the page reads pasted text."""

from pathlib import Path

import click

from geo.reading.layer import ReadOptions
from webapp.cli.output import tell
from webapp.plots.line_file import open_line_file


def take_lines(source: Path, reading: ReadOptions, lang: str) -> tuple[Path, ReadOptions]:
    """Return a file of lines as one with columns or boundary points, and how to read it.

    Tables with headings and files of other formats are returned as they are. What is written
    lasts as long as the command; what was decided is told on standard error.

    Parameters
    ----------
    source : Path
        Of the file that the command is called with.
    reading : ReadOptions
        As the command has them, with the zone's extent, by whose middle the order of two
        coordinates is told; where the lines name their system, WGS 84 is returned.
    lang : str
        The language's code.

    Raises
    ------
    InputError
        When numbered corners cross as they are written, and do not in the order of their numbers.
    """
    found = click.get_current_context().with_resource(open_line_file(source, reading))
    for step in found.told:
        tell(step, lang)
    return found.path, found.options
