"""File names as words of a command that people copy into a shell."""

import shlex
from pathlib import Path

from geo.errors import file_label


def quote_path(path: Path | str) -> str:
    """Return a path as one word of a command; a name with signs that can't be shown is described.

    >>> quote_path("my zone.geojson"), quote_path("-x.geojson")
    ("'my zone.geojson'", './-x.geojson')
    """
    text = str(path)
    if file_label(text) != text:
        return file_label(text)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)
