"""The shipped zone with tiles of an invented extract beside it."""

import gzip
import shutil

import mapbox_vector_tile
from osm_extract import write_region
from pmtiles.reader import MemorySource, Reader, all_tiles
from pmtiles.tile import zxy_to_tileid
from pmtiles.writer import Writer

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


def write_others_tiles(path, layers, *, metadata=None):
    """Write an archive like another with the same features in each tile, as another program might."""
    whole = path.read_bytes()
    made = [{"name": name, "features": found} for name, found in layers.items()]
    tile = gzip.compress(mapbox_vector_tile.encode(made, default_options={"extents": 4096}))
    with path.with_name("others").open("wb") as file:
        writer = Writer(file)
        for place in sorted((place for place, _ in all_tiles(MemorySource(whole))),
                            key=lambda place: zxy_to_tileid(*place)):  # fmt: skip
            writer.write_tile(zxy_to_tileid(*place), tile)
        reader = Reader(MemorySource(whole))
        writer.finalize(reader.header(), metadata or reader.metadata())
    path.with_name("others").replace(path)
