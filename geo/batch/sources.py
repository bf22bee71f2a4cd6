"""Open a large file by its suffix."""

from pathlib import Path

from geo.batch.arrow_source import open_ogr, open_parquet
from geo.batch.chunks import ChunkSource
from geo.batch.csv_source import open_csv
from geo.errors import InputError


def open_source(
    path: Path, *, rows: int = 50_000, lon: str | None = None, lat: str | None = None
) -> ChunkSource:
    """Open a CSV, GeoJSON, GeoPackage or GeoParquet file by its suffix.

    Parameters
    ----------
    path : Path
        Of the file.
    rows : int
        How many rows a chunk has.
    lon, lat : str, optional
        The columns of longitude and latitude, in degrees; guessed from their names otherwise.

    Raises
    ------
    InputError
        When the file is missing or is not what its suffix says.
    """
    if not path.is_file():
        raise InputError(
            f"{path} does not exist. Name a CSV, GeoJSON, GeoPackage or GeoParquet file."
        )
    suffix = path.suffix.casefold()
    if suffix in {".csv", ".tsv", ".txt"}:
        return open_csv(path, rows=rows, lon=lon, lat=lat)
    if suffix in {".parquet", ".geoparquet"}:
        return open_parquet(path, rows=rows, lon=lon, lat=lat)
    if suffix in {".gpkg", ".geojson", ".json"}:
        return open_ogr(path, rows=rows)
    raise InputError(f"Unknown file format: {path.name}. Use .csv, .geojson, .gpkg or .parquet.")
