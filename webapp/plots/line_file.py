"""Files of coordinates a line without a heading, read as the page reads pasted text."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from geo.errors import InputError, Phrase
from geo.geodesy.datum import DATUMS
from geo.io.temporary import temporary_folder
from geo.lookup.coordinate_text import LatLon
from geo.reading.coordinate_columns import parse_coordinates
from geo.reading.layer import ReadOptions
from geo.reading.named_datum import settle_datum
from geo.reading.sniff import sniff_format
from geo.reading.text_bytes import choose_text_encoding

_MAX_BYTES = 2**20  # of text that people wrote or copied
_LINES, _TABLES = (".txt",), (".csv", ".tsv")
_LEAST_NUMBERS = 2


@dataclass(frozen=True)
class LineFile:
    """A file as it is to be read, and what was decided.

    Attributes
    ----------
    path : Path
        Of a file with columns or boundary points, or the one that was given.
    options : ReadOptions
        How to read that; where the lines name their system, the datum is WGS 84, and where the
        headings of coordinates do, theirs.
    told : tuple of Phrase
    is_placed : bool
        Whether the lines name their coordinate system: the file is in WGS 84 now.
    is_sequence : bool
        Whether the points may as well be the corners of one plot.
    """

    path: Path
    options: ReadOptions
    told: tuple[Phrase, ...] = ()
    is_placed: bool = False
    is_sequence: bool = False


@contextmanager
def open_line_file(
    source: Path, options: ReadOptions, *, is_outline: bool = False
) -> Iterator[LineFile]:
    """Yield a file of lines as one with columns or boundary points, which is deleted afterwards.

    Tables with headings and files of other formats are yielded as they are.

    Parameters
    ----------
    source : Path
    options : ReadOptions
        With the zone's extent, by whose middle the order of two coordinates is told.
    is_outline : bool
        Whether points that may be the corners of one plot are.

    Raises
    ------
    InputError
        When numbered corners cross as they are written, and do not in the order of their numbers.
    """
    text = _read_text(source, options)
    if text is None:
        yield settle(LineFile(source, options))
        return
    with temporary_folder() as folder:
        found = _convert(text, source, options, Path(folder), is_outline=is_outline)
        yield found if found.is_placed else settle(found)


def settle(lines: LineFile) -> LineFile:
    """Return a file with the datum that its headings name."""
    options, told = settle_datum(lines.path, lines.options)
    return replace(lines, options=options, told=(*lines.told, *told))


def _convert(
    text: str, source: Path, options: ReadOptions, folder: Path, *, is_outline: bool
) -> LineFile:
    # The readers of pasted text take time that few runs need.
    from webapp.plots.pasted import read_pasted_text  # noqa: PLC0415
    from webapp.plots.pasted_order import CornerOrderError  # noqa: PLC0415

    datum = options.datum if options.datum in DATUMS else DATUMS[0]
    try:
        found = read_pasted_text(text, _find_middle(options), datum, is_outline=is_outline)
    except CornerOrderError:
        raise
    except InputError:
        return LineFile(source, options)  # whose reader says what is wrong with a table
    if _list_lines(found.text) == _list_lines(text):
        return LineFile(source, options)
    plain = folder / source.name
    plain.write_text(found.text, "utf-8", newline="")
    own = replace(options, encoding=None, datum="wgs84" if found.is_placed else options.datum)
    return LineFile(plain, own, found.told, found.is_placed, found.is_sequence)


def _read_text(source: Path, options: ReadOptions) -> str | None:
    """Return the text of a small file of lines; None for one of another kind."""
    suffix = source.suffix.lower()
    if suffix not in {*_LINES, *_TABLES} or not source.is_file():
        return None
    if not 0 < source.stat().st_size <= _MAX_BYTES:
        return None
    try:
        if sniff_format(source) != "CSV":
            return None
        encoding = choose_text_encoding(source, given=options.encoding)
    except InputError:
        return None  # the reader of the file says so, where it can be asked about
    text = source.read_text(encoding.name)
    return text if suffix in _LINES or _starts_with_values(text) else None


def _starts_with_values(text: str) -> bool:
    """Whether the first line of a table has coordinates in place of headings."""
    first = next(iter(_list_lines(text.lstrip("\ufeff"))), "")
    cells = [each.strip() for each in re.split(r"[\t,;]", first) if re.search("[.°]", each)]
    numbers = parse_coordinates(cells, decimal_comma=False)
    return int(np.isfinite(numbers).sum()) >= _LEAST_NUMBERS


def _find_middle(options: ReadOptions) -> LatLon:
    west, south, east, north = options.near or (0.0, 0.0, 0.0, 0.0)
    lon = west + (east - west) % 360 / 2  # across the meridian 180 too
    return (south + north) / 2, lon - 360 if lon > 180 else lon


def _list_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
