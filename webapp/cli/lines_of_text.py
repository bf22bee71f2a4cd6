"""Text files of coordinates a line, read by the commands as the page reads pasted text."""

from dataclasses import replace
from pathlib import Path

import click

from geo.errors import InputError
from geo.geodesy.datum import DATUMS
from geo.io.temporary import temporary_folder
from geo.lookup.coordinate_text import LatLon
from geo.reading.layer import ReadOptions
from geo.reading.sniff import sniff_format
from geo.reading.text_bytes import choose_text_encoding
from webapp.cli.output import tell

_MAX_BYTES = 2**20  # of text that people wrote or copied
_SUFFIX = ".txt"


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
    text = _read_text(source, reading)
    if text is None:
        return source, reading
    # The readers of pasted text take time that few runs need.
    from webapp.plots.pasted import read_pasted_text  # noqa: PLC0415
    from webapp.plots.pasted_order import CornerOrderError  # noqa: PLC0415

    datum = reading.datum if reading.datum in DATUMS else DATUMS[0]
    try:
        found = read_pasted_text(text, _find_middle(reading), datum)
    except CornerOrderError:
        raise
    except InputError:
        return source, reading  # whose reader says what is wrong with a table
    if _list_lines(found.text) == _list_lines(text):
        return source, reading
    for step in found.told:
        tell(step, lang)
    folder = click.get_current_context().with_resource(temporary_folder())
    plain = Path(folder) / source.name
    plain.write_text(found.text, "utf-8", newline="")
    own = replace(reading, encoding=None, datum="wgs84" if found.is_placed else reading.datum)
    return plain, own


def _read_text(source: Path, reading: ReadOptions) -> str | None:
    """Return the text of a small file of lines; None for one of another kind."""
    is_small = source.suffix.lower() == _SUFFIX and source.is_file()
    if not is_small or not 0 < source.stat().st_size <= _MAX_BYTES:
        return None
    if sniff_format(source) != "CSV":
        return None
    encoding = choose_text_encoding(source, given=reading.encoding)
    return source.read_text(encoding.name)


def _find_middle(reading: ReadOptions) -> LatLon:
    west, south, east, north = reading.near or (0.0, 0.0, 0.0, 0.0)
    lon = west + (east - west) % 360 / 2  # across the meridian 180 too
    return (south + north) / 2, lon - 360 if lon > 180 else lon


def _list_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
