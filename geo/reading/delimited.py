"""Tables as text: CSV with a column of WKT."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import InputError, quote_value
from geo.io.encoding import detect_encoding
from geo.reading.coordinate_columns import WKT_NAMES
from geo.reading.layer import RawLayer, ReadOptions


def read_csv(path: Path, options: ReadOptions) -> RawLayer:
    """Return a CSV file as a raw layer."""
    table = _read_csv_text(path)
    lowered = {str(column).strip().lower(): column for column in table.columns}
    column = next((lowered[name] for name in WKT_NAMES if name in lowered), None)
    if column is None:
        raise InputError(f"{path.name} has no column of WKT; call it {WKT_NAMES[0]}")
    shapes = [
        _parse_wkt(value, f"{path.name}, row {n}") for n, value in enumerate(table[column], 2)
    ]
    found = gpd.GeoDataFrame(table.drop(columns=column), geometry=shapes)
    found.index += 1
    return RawLayer(found)


def _read_csv_text(path: Path) -> pd.DataFrame:
    # As text throughout: an id of "007" or "NA" must survive.
    return pd.read_csv(path, encoding=detect_encoding(path)[0], dtype=str, keep_default_na=False)


def _parse_wkt(text: str, where: str) -> Geometry:
    try:
        # PostGIS exports EWKT, which puts "SRID=4326;" before the geometry.
        return shapely.from_wkt(text.partition(";")[2] if text.startswith("SRID=") else text)
    except shapely.errors.GEOSException:
        raise InputError(f"{where} holds no WKT: {quote_value(text, limit=30)}") from None
