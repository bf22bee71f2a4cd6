"""Shapefiles: outlines, and beside them attributes, CRS and encoding."""

from dataclasses import replace
from pathlib import Path

from geo.errors import N_, Phrase
from geo.reading.arrow_text import BYTEWISE
from geo.reading.companions import gather_files, tell_missing_attributes
from geo.reading.crs_text import leads_to_file
from geo.reading.dbf_encoding import list_witnesses
from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.ogr import read_ogr_layer
from geo.reading.ring_count import check_shp_rings
from geo.reading.shapefile_counts import fit_index, fit_rows, leave_out_rowless

_SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg")


def read_shapefile(path: Path, options: ReadOptions) -> RawLayer:
    """Return a Shapefile, whatever the case of its suffixes, with or without its index (.shx).

    An index that doesn't fit the shapes is made again, and this is told.

    Raises
    ------
    InputError
        When it is damaged, its shapes and rows differ in number, or its text can't be decoded.
    """
    with gather_files(path, _SUFFIXES) as shp:
        steps = tell_missing_attributes(shp, ".dbf", name=path.name)
        shapes, is_made = fit_index(shp)
        if is_made:
            steps.append(Phrase(N_("The index was made from %(name)s."), {"name": path.name}))
        _drop_foreign_crs(shp.with_suffix(".prj"))
        check_shp_rings(shp, name=path.name)
        rowless = fit_rows(shp, shapes, options, name=path.name)
        witnesses = list_witnesses(shp)
        raw = read_ogr_layer(
            shp, None, options, name=path.name, encoding=BYTEWISE, witnesses=witnesses
        )
    raw = leave_out_rowless(raw, rowless, name=path.name)
    return replace(raw, steps=(*steps, *raw.steps))


def _drop_foreign_crs(prj: Path) -> None:
    """Remove the link to a .prj that would make GDAL open a file of grids."""
    if prj.exists() and leads_to_file(prj.read_bytes().decode("latin-1")):
        prj.unlink()
