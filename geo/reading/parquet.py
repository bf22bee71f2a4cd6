"""GeoParquet."""

from pathlib import Path

import geopandas as gpd

from geo.reading.layer import RawLayer, ReadOptions


def read_parquet(path: Path, options: ReadOptions) -> RawLayer:
    """Return a GeoParquet file as a raw layer."""
    table = gpd.read_parquet(path).reset_index(drop=True)
    table.index += 1
    return RawLayer(table)
