"""Shapefiles: the outlines and the companions with attributes, CRS and encoding."""

from pathlib import Path

import geopandas as gpd
import pyogrio

from geo.errors import InputError
from geo.reading.encoding import detect_dbf_encoding
from geo.reading.layer import RawLayer, ReadOptions


def read_shapefile(path: Path, options: ReadOptions) -> RawLayer:
    """Return a Shapefile as a raw layer."""
    table = pyogrio.read_dataframe(path, encoding=detect_dbf_encoding(path))
    if not isinstance(table, gpd.GeoDataFrame):
        raise InputError(f"{path.name} holds no geometry; name another layer or file")
    table.index += 1
    return RawLayer(table)
