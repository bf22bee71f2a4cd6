"""The shipped zone with tiles of an invented extract beside it."""

import shutil

from osm_extract import write_region

from geo.io.companions import DATA_FOLDER
from geo.reading.osm.archive import FILE_NAME
from geo.reading.osm.build import build_basemap
from geo.zone import read_zone


def write_tiled_zone(folder):
    """Write the shipped data and their tiles into a folder; return the boundary file's path."""
    for path in DATA_FOLDER.glob("*.geojson"):
        shutil.copy(path, folder)
    data = folder / "boundaries.geojson"
    source = write_region(folder / "region.osm.pbf")
    build_basemap(source, read_zone(data), data.with_name(FILE_NAME))
    return data
