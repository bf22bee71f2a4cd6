"""Shapefiles: outlines, and beside them attributes, CRS and encoding."""

from dataclasses import replace
from pathlib import Path

from geo.errors import N_, Phrase
from geo.reading.arrow_text import BYTEWISE
from geo.reading.companions import gather_files
from geo.reading.crs_text import leads_to_file
from geo.reading.dbf_witnesses import list_witnesses
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.ogr import read_ogr_layer
from geo.reading.ring_count import check_shp_rings

_SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg")


def read_shapefile(path: Path, options: ReadOptions) -> RawLayer:
    """Return a Shapefile, whatever the case of its suffixes, with or without its index (.shx).

    Raises
    ------
    InputError
        When it is damaged, or its text can't be decoded.
    """
    with gather_files(path, _SUFFIXES) as shp:
        steps = []
        if not shp.with_suffix(".shx").exists():
            _write_index(shp)
            steps.append(Phrase(N_("The index was made from %(name)s."), {"name": path.name}))
        _drop_foreign_crs(shp.with_suffix(".prj"))
        check_shp_rings(shp, name=path.name)
        witnesses = list_witnesses(shp)
        raw = read_ogr_layer(
            shp, None, options, name=path.name, encoding=BYTEWISE, witnesses=witnesses
        )
    return replace(raw, steps=(*steps, *raw.steps))


def _drop_foreign_crs(prj: Path) -> None:
    """Remove the link to a .prj that would make GDAL open a file of grids."""
    if prj.exists() and leads_to_file(prj.read_bytes().decode("latin-1")):
        prj.unlink()


def _write_index(shp: Path) -> None:
    """Write the .shx of a .shp: where each record starts, and how long it is.

    References
    ----------
    ESRI (1998). ESRI Shapefile Technical Description, p. 23.
    """
    data = shp.read_bytes()
    entries, at = [], 100
    while at + 8 <= len(data):
        words = int.from_bytes(data[at + 4 : at + 8], "big")
        entries.append((at // 2).to_bytes(4, "big") + words.to_bytes(4, "big"))
        at += 8 + 2 * words
    length = (100 + 8 * len(entries)) // 2
    head = data[:24] + length.to_bytes(4, "big") + data[28:100]
    shp.with_suffix(".shx").write_bytes(head + b"".join(entries))
