"""Tables that name the system of an online map: in the headings of their coordinates, or beside."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from geo.errors import N_, InputError, Phrase, quote_value
from geo.reading.column_choice import choose_columns
from geo.reading.datum_names import find_datum_value, find_named_datum
from geo.reading.layer import ReadOptions
from geo.reading.opened import is_zip
from geo.reading.sniff import sniff_format
from geo.reading.spreadsheet import read_xlsx
from geo.reading.text_table import open_text_table

_TAKEN = N_(
    "%(columns)s are taken as %(datum)s, which their headings name. Set another coordinate system "
    "with --datum."
)
_HINT_GCJ02 = N_(
    "WARNING: %(value)s suggests GCJ-02, but the coordinates are taken as WGS 84. If they are of "
    "an Amap or Tencent map, use --datum gcj02."
)
_HINT_BD09 = N_(
    "WARNING: %(value)s suggests BD-09, but the coordinates are taken as WGS 84. If they are of a "
    "Baidu map, use --datum bd09."
)
HINTS = (_HINT_GCJ02, _HINT_BD09)
DATUM_NAMES = {"gcj02": "GCJ-02", "bd09": "BD-09"}
_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
_MAX_WORKBOOK = 4 * 2**20  # bytes of one, which is read whole
_SAMPLE_ROWS = 50


def settle_datum(path: Path, options: ReadOptions) -> tuple[ReadOptions, tuple[Phrase, ...]]:
    """Return how to read a table whose headings name a datum, and what is told of that.

    Where only its own name, another heading or its values name one, that is a warning.

    Parameters
    ----------
    path : Path
        Of a file of any format; those that are no tables say nothing.
    options : ReadOptions
        Nothing is changed where people said the datum or a CRS.
    """
    if options.is_datum_said or options.datum != "wgs84" or options.crs is not None:
        return options, ()
    try:
        names, rows, places = _read_head(path, replace(options, is_datum_said=True))
    except InputError:  # its reader says so
        return options, ()
    datums = {named[0] if (named := find_named_datum([each])) else "" for each in places}
    if len(places) == 2 and len(datums) == 1 and "" not in datums:
        (datum,) = datums
        values = {"columns": tuple(map(quote_value, places)), "datum": DATUM_NAMES[datum]}
        own = replace(options, datum=datum, is_datum_said=True)
        return own, (Phrase(_TAKEN, values),)
    hint = find_named_datum((path.stem, *names)) or find_datum_value(rows)
    if hint is None or len(places) != 2:
        return options, ()
    said = _HINT_GCJ02 if hint[0] == "gcj02" else _HINT_BD09
    return options, (Phrase(said, {"value": quote_value(hint[1])}),)


def _read_head(
    path: Path, options: ReadOptions
) -> tuple[Sequence[str], Sequence[Sequence[object]], Sequence[str]]:
    """Return the headings, the first rows and the columns of coordinates; nothing of no table."""
    nothing: tuple[list[str], list[list[object]], list[str]] = ([], [], [])
    if path.suffix.lower() not in _SUFFIXES or not path.is_file() or not path.stat().st_size:
        return nothing
    found = "" if is_zip(path) and path.suffix.lower() != ".xlsx" else sniff_format(path)
    if found == "CSV":
        table = open_text_table(path, options)
        rows = [each for each in islice(table.iter_rows(), _SAMPLE_ROWS) if isinstance(each, list)]
        return table.names, rows, table.places
    if found != "XLSX" or path.stat().st_size > _MAX_WORKBOOK:
        return nothing
    frame = read_xlsx(path, replace(options, skip_unusable=True)).table
    columns = [str(each) for each in frame.columns if each != frame.geometry.name]
    places = choose_columns(columns, options, name=path.name)
    return columns, frame[columns].head(_SAMPLE_ROWS).to_numpy().tolist(), places
