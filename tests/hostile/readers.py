"""Every reader of a file: the suffix it goes by, and a function of the path that reads it all.

A new reader is one more line here: `make fuzz` and the regressions take it from this table.
"""

from geo import schema
from geo.batch.sources import open_source
from geo.importing import ImportOptions, import_zone
from geo.io import file_bytes, geojson
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions
from geo.zone import read_zone


def read_places(path):
    """Read a file as the places beside a zone are read."""
    found = geojson.parse_collection(file_bytes.read_bytes(path), name=path.name)
    geojson.read_features(found["features"], schema.PLACE_FIELDS, name=path.name, types=("Point",))


def read_sites(path):
    """Read a file of sites as `zonemap locate` does."""
    intake = open_source(path, rows=100)
    for _ in intake.chunks():
        pass


def read_import(path):
    """Read a file as `zonemap import` does."""
    import_zone(path, ImportOptions())


def read_drawing(path):
    """Read a file as `zonemap import` does one in metres."""
    read_layer(path, ReadOptions(crs="EPSG:4523", skip_unusable=True))


READERS = {
    "zone": (".geojson", read_zone),
    "places": (".geojson", read_places),
    "import-csv": (".csv", read_import),
    "import-geojson": (".geojson", read_import),
    "import-kml": (".kml", read_import),
    "import-boundary-points": (".txt", read_import),
    "import-dxf": (".dxf", read_import),
    "drawing-dxf": (".dxf", read_drawing),
    "import-gml": (".gml", read_import),
    "import-mif": (".mif", read_import),
    "import-tab": (".zip", read_import),
    "import-gdb": (".gdb.zip", read_import),
    "import-topojson": (".topojson", read_import),
    "import-esri": (".json", read_import),
    "import-ewkb": (".csv", read_import),
    "import-shapefile": (".zip", read_import),
    "import-fgb": (".fgb", read_import),
    "import-gpkg": (".gpkg", read_import),
    "sites-gpkg": (".gpkg", read_sites),
    "sites-parquet": (".parquet", read_sites),
    "import-parquet": (".parquet", read_import),
    "sites-xlsx": (".xlsx", read_sites),
    "sites-csv": (".csv", read_sites),
    "sites-geojson": (".geojson", read_sites),
}
