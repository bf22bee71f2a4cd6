"""Measured features in another CRS than WGS 84: a GeoPackage's shapes, and plots as a drawing."""

from collections.abc import Sequence
from typing import Any, cast

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely

from geo.batch.drawing import draw_areas
from geo.batch.headings import Wording, keep_columns
from geo.batch.renames import CRS_KEY, GEOMETRY_COLUMN
from geo.errors import N_, InputError
from geo.geodesy.gauss_kruger import GaussKrugerZone
from maps.export.crs import choose_crs, choose_grid
from maps.figure.options import FigureOptions


def move_shapes(table: pa.Table, crs: str) -> pa.Table:
    """Return a table whose shapes, WGS 84 degrees, are in a CRS, which its schema names.

    Raises
    ------
    InputError
        When there is no such CRS to export in, or the shapes don't lie in it.
    """
    shapes = _read_shapes(table)
    chosen = choose_crs(FigureOptions(crs=crs), shapes)
    wkb = shapely.to_wkb(chosen.move(shapes).geometry.to_numpy()).tolist()
    place = table.schema.get_field_index(GEOMETRY_COLUMN)
    moved = table.set_column(place, table.schema.field(place), pa.array(wkb, pa.binary()))
    return moved.replace_schema_metadata({CRS_KEY: chosen.code.encode()})


def write_drawing(
    table: pa.Table,
    names: Sequence[str | None],
    crs: str | None,
    *,
    wording: Wording = keep_columns,
) -> bytes:
    """Return the plots as DXF in a zone of CGCS2000, each with its name; no sites and no lines.

    Where there is a column `layer`, each plot is drawn in a layer of that name. `wording` is that
    of `draw_areas`.

    Raises
    ------
    InputError
        When there is no plot, or the plots don't lie in the zone.
    """
    shapes = _read_shapes(table)
    plots = np.flatnonzero(shapely.get_dimensions(shapes.geometry.to_numpy()) == 2)
    if not len(plots):
        raise InputError(N_("There is no plot among the features. Choose one with an area."))
    chosen = choose_grid(FigureOptions(crs=crs), shapes.iloc[plots])
    grid = (cast("GaussKrugerZone", chosen.grid), chosen.epsg)
    called = [names[n] for n in plots.tolist()]
    return draw_areas(
        [table.take(plots)], name="plots.dxf", names=called, grid=grid, wording=wording
    )


def _read_shapes(table: pa.Table) -> gpd.GeoDataFrame:
    wkb: Any = table.column(GEOMETRY_COLUMN).to_pylist()
    return gpd.GeoDataFrame(geometry=gpd.GeoSeries.from_wkb(wkb, crs="OGC:CRS84"))
