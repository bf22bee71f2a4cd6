"""Tables with shapes as zipped Shapefiles: one for each kind of shape, as the format wants it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.batch.renames import CRS_KEY, GEOMETRY_COLUMN, renamed_columns
from geo.io.dbf import shorten_field
from geo.io.json_text import to_json
from geo.io.temporary import temporary_folder
from geo.io.zip_files import zip_files

_KINDS: Mapping[int, str] = {2: "plots", 1: "lines", 0: "sites"}  # by dimension


def pack_shapefiles(
    tables: Iterable[pa.Table], schema: pa.Schema, *, notes: Iterable[str] = ()
) -> bytes:
    """Return a zip with a Shapefile (UTF-8) of the areas, of the lines and of the points.

    README.txt beside them has the notes, `short: name` for each shortened column, and the whole
    texts of those that a field can't hold; holes and parts stay.

    Parameters
    ----------
    tables : iterable of pyarrow.Table
        The last column `geometry`, WKB, in WGS 84 degrees or what the schema names.
    schema : Schema
        Of them.
    notes : iterable of str
        What precedes the names.
    """
    whole = pa.concat_tables([schema.empty_table(), *tables])
    shapes = shapely.from_wkb(np.array(whole.column(GEOMETRY_COLUMN).to_pylist(), dtype=object))
    short = renamed_columns(schema.names, Path("plots.zip"))
    own = whole.drop_columns([GEOMETRY_COLUMN])
    frame = pd.DataFrame({name: _list_values(own.column(name)) for name in own.column_names})
    cut = frame.map(lambda value: shorten_field(value) if isinstance(value, str) else value)
    crs = (schema.metadata or {}).get(CRS_KEY, b"EPSG:4326").decode()
    table = gpd.GeoDataFrame(cut.rename(columns=short), geometry=shapes, crs=crs)
    lines = [*notes, *(f"{new}: {old}" for old, new in short.items()), *_list_cut(frame, cut)]
    files = {"README.txt": "\n".join([*lines, ""]).encode("utf-8")} if lines else {}
    with temporary_folder() as folder:
        _write_kinds(table, Path(folder))
        files |= {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    return zip_files(files)


def _list_values(column: "pa.ChunkedArray[Any]") -> pd.Series:
    """Return values that a dBase field can have: numbers, else text."""
    if pa.types.is_nested(column.type):
        texts = [None if each is None else to_json(each) for each in column.to_pylist()]
        return pd.Series(texts, dtype=object)
    if pa.types.is_boolean(column.type):
        return pd.Series(column.to_pylist(), dtype="boolean").astype("Int8")
    return pd.Series(column.to_pandas())


def _write_kinds(table: gpd.GeoDataFrame, folder: Path) -> None:
    import pyogrio  # noqa: PLC0415 (no other format of these needs it)

    dimensions = shapely.get_dimensions(table.geometry.to_numpy())
    for dimension, name in _KINDS.items():
        chosen = table[dimensions == dimension]
        if len(chosen):
            pyogrio.write_dataframe(
                chosen,
                folder / f"{name}.shp",
                driver="ESRI Shapefile",
                encoding="UTF-8",
                layer_options={"DBF_DATE_LAST_UPDATE": "2000-01-01"},
            )


def _list_cut(frame: pd.DataFrame, cut: pd.DataFrame) -> Iterator[str]:
    """Yield the texts that were cut: the row, the column, and the text."""
    for name in frame.columns:
        for n, (old, new) in enumerate(zip(frame[name], cut[name], strict=True)):
            if isinstance(old, str) and old != new:
                row = frame["row"].iloc[n] if "row" in frame.columns else n + 1
                yield f"{row}, {name}: {old}"
