"""The shipped zone with tiles of an invented extract beside it."""

import gzip
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import mapbox_vector_tile
from osm_extract import write_region
from pmtiles.reader import MemorySource, Reader, all_tiles
from pmtiles.tile import zxy_to_tileid
from pmtiles.writer import Writer

from geo.io.companions import DATA_FOLDER
from geo.reading.osm.archive import FILE_NAME
from geo.reading.osm.build import build_basemap
from geo.zone import DEFAULT_PATH, read_zone


def write_tiled_zone(folder):
    """Write the shipped data and their tiles into a folder; return the boundary file's path."""
    for path in DATA_FOLDER.glob("*.geojson"):
        shutil.copy(path, folder)
    for name, made in _make_tiles().items():
        (folder / name).write_bytes(made)
    return folder / "boundaries.geojson"


@cache
def _make_tiles():
    """Make the extract and its tiles once in a process; return the files' bytes by name."""
    with TemporaryDirectory() as name:
        source = write_region(Path(name) / "region.osm.pbf")
        build_basemap(source, read_zone(DEFAULT_PATH), Path(name) / FILE_NAME)
        return {each: (Path(name) / each).read_bytes() for each in (source.name, FILE_NAME)}


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
