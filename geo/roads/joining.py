"""Several extracts as one: each road once.

Ways that cross from one extract into the next are in both. The engine would have them twice, and
then fails on routes that end on one of them.
"""

from collections.abc import Sequence
from pathlib import Path

from geo.roads.extracts import load_osmium


def join_extracts(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Return extracts that no two have a road in common: the first, and the others without it.

    Parameters
    ----------
    paths : sequence of Path
        Of extracts that were read (`geo.roads.extracts.read_extract`).
    folder : Path
        Where those that had roads in common are written anew.
    """
    known = _list_road_ids(paths[0]) if len(paths) > 1 else set()
    joined = [paths[0]]
    for number, path in enumerate(paths[1:], 2):
        own = _list_road_ids(path)
        shared = known & own
        joined.append(_leave_out(path, shared, folder / f"joined-{number}.osm.pbf"))
        known |= own
    return joined


def _list_road_ids(path: Path) -> set[int]:
    osmium = load_osmium()
    ways = osmium.FileProcessor(str(path), osmium.osm.WAY)
    return {way.id for way in ways.with_filter(osmium.filter.KeyFilter("highway", "route"))}


def _leave_out(path: Path, ways: set[int], written: Path) -> Path:
    """Return the extract without some ways: a new file, or the same one for no ways."""
    if not ways:
        return path
    osmium = load_osmium()
    written.unlink(missing_ok=True)
    with osmium.SimpleWriter(str(written)) as writer:
        left = osmium.FileProcessor(str(path))
        left.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        left.with_filter(osmium.filter.IdFilter(ways))
        for _ in left.handler_for_filtered(writer):  # what the filters refuse is written
            pass
    return written
