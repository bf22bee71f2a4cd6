"""Makes a base map of an OpenStreetMap extract for a zone: one PMTiles file of vector tiles."""

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.errors import N_, InputError, file_label
from geo.io.atomic import check_paths_differ, written_beside
from geo.reading.osm.classes import GROUPS, Drawn
from geo.reading.osm.coastline import find_sea
from geo.reading.osm.collect import Collected, collect_shapes
from geo.reading.osm.extract import Extract
from geo.reading.osm.generalise import Generaliser
from geo.reading.osm.region import Region, lies_in_china, make_region
from geo.reading.osm.tiles import Dropped, Tile, iter_tiles, load_encoder
from geo.zone import Zone

Progress = Callable[[str, int], None]
Box = Sequence[float]
OCEAN = Drawn("water", "ocean", 4, (("kind", "ocean"),))
ATTRIBUTION = "© OpenStreetMap contributors"
LICENCE = "ODbL 1.0"
LICENCE_URL = "https://www.openstreetmap.org/copyright"


@dataclass(frozen=True)
class Summary:
    """What a base map was made of, and what it lacks.

    Attributes
    ----------
    extract : Extract
    collected : Collected
    sea_faces, unclear_faces : int
        Areas of the sea, and areas whose coast contradicts itself, which are left out.
    tiles, size_bytes : int
    dropped : dict
        How many tiles go without what, since they were too large.
    """

    extract: Extract
    collected: Collected
    unclear_faces: int
    tiles: int
    size_bytes: int
    dropped: Dropped


def choose_groups(zone: Zone, chosen: Sequence[str] = ()) -> frozenset[str]:
    """Return what the base map of a zone shows: what was chosen, else what suits the zone.

    Administrative lines are left to the zone's own base map where that has some, and in China,
    where maps follow the approved ones.

    Raises
    ------
    InputError
        When something is chosen that is not in `GROUPS`.
    """
    unknown = [each for each in chosen if each not in GROUPS]
    if unknown:
        raise InputError(
            N_("There is no layer %(name)s. Use some of %(known)s."),
            name=unknown[0],
            known=", ".join(GROUPS),
        )
    if chosen:
        return frozenset(chosen)
    is_drawn = (zone.basemap["layer"] == "boundaries").any() if len(zone.basemap) else False
    has_own = bool(is_drawn) or lies_in_china(zone)
    return frozenset(GROUPS) - ({"boundaries"} if has_own else set())


def build_basemap(
    source: Path,
    zone: Zone,
    output: Path,
    *,
    extent: Box | None = None,
    layers: Sequence[str] = (),
    on_progress: Progress = lambda _, __: None,
) -> Summary:
    """Write the base map of a zone, whole or not at all; equal inputs give equal bytes.

    Parameters
    ----------
    source : Path
        An OpenStreetMap extract that osmium reads, as a rule `.osm.pbf`.
    zone : Zone
        Which the base map is made for (`geo.reading.osm.region.make_region`).
    output : Path
        A PMTiles file.
    extent : sequence of 4 floats, optional
        West, south, east, north of the region, WGS 84 degrees.
    layers : sequence of str
        Of `GROUPS`; none for what suits the zone.
    on_progress : callable
        Is told what is being done, and how much of it is done.

    Raises
    ------
    InputError
        When the extract can't be read or holds nothing here, or the output can't be written.
    """
    load_encoder()
    groups, region = choose_groups(zone, layers), make_region(zone, extent)
    extract = Extract.open(source)
    check_paths_differ(source, output)
    with (
        written_beside(output, follows_links=True) as beside,
        tempfile.TemporaryDirectory() as made,
    ):
        folder = Path(made)
        found = extract.read(region.whole.boxes, folder)
        collected = collect_shapes(
            found, region, folder, groups=groups, on_batch=lambda n: on_progress("read", n)
        )
        if not collected.counts and not collected.coast:
            raise InputError(
                N_("%(path)s has nothing to draw around the zone. Choose an extract of its area."),
                path=file_label(source.name),
            )
        box = _find_box(extract, collected, region)
        unclear = _add_sea(collected, box)
        about = _describe(extract, zone, region, groups, collected)
        with beside.open("wb") as file:
            archive = _Archive(file)
            dropped = _write_tiles(archive, collected, region, folder, on_progress)
            about["dropped"] = dict(sorted(dropped.items()))
            archive.finish(box, about, layers=_list_layers(collected, region))
    return Summary(extract, collected, unclear, archive.count, output.stat().st_size, dropped)


def _find_box(extract: Extract, collected: Collected, region: Region) -> list[float]:
    """Return the bounds of what is known: the extract's within the region, WGS 84 degrees."""
    known = extract.box or collected.bounds.tolist()
    shared = shapely.intersection(shapely.box(*known), region.whole.shape)
    return [float(side) for side in (region.whole.shape if shared.is_empty else shared).bounds]


def _add_sea(collected: Collected, box: Sequence[float]) -> int:
    sea, unclear = find_sea(collected.coast, box)
    for kept in collected.tiers:
        kept.add([OCEAN] * len(sea), np.array(sea, dtype=object))
    return unclear


def _write_tiles(
    archive: "_Archive", collected: Collected, region: Region, folder: Path, on_progress: Progress
) -> Dropped:
    """Write all tiles; return how many of them go without what."""
    dropped: Dropped = defaultdict(int)
    for tier, kept in zip(region.tiers, collected.tiers, strict=True):
        generaliser = Generaliser(kept, folder)
        for zoom in range(tier.first_zoom, tier.last_zoom + 1):
            on_progress("write", zoom)
            for tile, data in iter_tiles(generaliser, tier, zoom, dropped):
                archive.add(tile, data)
    return dict(dropped)


def _describe(
    extract: Extract, zone: Zone, region: Region, groups: frozenset[str], collected: Collected
) -> dict[str, Any]:
    """Return where the tiles are from and what they hold, for their metadata."""
    keys = sorted(collected.counts)
    return {
        "extract": extract.path.name,
        "extract_date": extract.date,
        "licence": LICENCE,
        "boundaries_sha256": zone.sha256,
        "groups": sorted(groups),
        "region": {"bbox": region.whole.bbox, "zoom": region.whole.last_zoom},
        "detail": {"bbox": region.detail.bbox, "zoom": region.detail.last_zoom},
        "counts": {f"{layer}/{kind}": collected.counts[layer, kind] for layer, kind in keys},
        "lengths_km": {
            f"{layer}/{kind}": round(collected.lengths_km[layer, kind], 3)
            for layer, kind in sorted(collected.lengths_km)
        },
        "split_ways": extract.split_ways,
        "cut_areas": extract.cut_areas,
        "has_pinyin": any(
            ("pinyin", True) in drawn.attributes for tier in collected.tiers for drawn in tier.kinds
        ),
    }


def _list_layers(collected: Collected, region: Region) -> list[dict[str, Any]]:
    """Return the layers of the tiles as TileJSON lists them: fields with their types, zooms."""
    types = {bool: "Boolean", int: "Number", str: "String"}
    found: dict[str, dict[str, Any]] = {}
    for tier, kept in zip(region.tiers, collected.tiers, strict=True):
        for drawn in kept.kinds:
            new = {"id": drawn.layer, "fields": {}, "minzoom": drawn.zoom}
            layer = found.setdefault(drawn.layer, new)
            layer["fields"] |= {name: types[type(value)] for name, value in drawn.attributes}
            layer["minzoom"] = max(region.whole.first_zoom, min(layer["minzoom"], drawn.zoom))
            layer["maxzoom"] = tier.last_zoom
    return [found[name] for name in sorted(found)]


class _Archive:
    """A PMTiles file that is being written."""

    def __init__(self, file: Any) -> None:
        from pmtiles.writer import Writer  # noqa: PLC0415 (only here)

        writer: Any = Writer  # has no types
        self._writer, self._hash = writer(file), hashlib.sha256()
        self.count = 0

    def add(self, tile: Tile, data: bytes) -> None:
        """Write a tile; they come in the order that PMTiles has them."""
        from pmtiles.tile import zxy_to_tileid  # noqa: PLC0415 (only here)

        self._writer.write_tile(zxy_to_tileid(*tile), data)
        self._hash.update(repr(tile).encode() + data)
        self.count += 1

    def finish(
        self, box: Sequence[float], about: dict[str, Any], *, layers: list[dict[str, Any]]
    ) -> None:
        """Write directories, metadata and header."""
        from pmtiles.tile import Compression, TileType  # noqa: PLC0415 (only here)

        west, south, east, north = (round(side * 1e7) for side in box)
        bbox = {"min_lon_e7": west, "min_lat_e7": south, "max_lon_e7": east, "max_lat_e7": north}
        centre = {"center_lon_e7": (west + east) // 2, "center_lat_e7": (south + north) // 2}
        header = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
        metadata = {
            "name": "OpenStreetMap around the zone",
            "description": "Derived database of OpenStreetMap, ODbL 1.0; Shortbread schema 1.1.",
            "attribution": f'<a href="{LICENCE_URL}">{ATTRIBUTION}</a>',
            "type": "baselayer",
            "format": "pbf",
            "vector_layers": layers,
            "zonemap": {**about, "tiles_sha256": self._hash.hexdigest()},
        }
        self._writer.finalize({**header, **bbox, **centre, "center_zoom": 12}, metadata)
