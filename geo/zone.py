"""The zone as one frozen value: its parts, what is around it, and where it all comes from."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from geo import schema
from geo.errors import N_, InputError, Phrase, UnknownIdError, file_label, quote_value
from geo.fields.languages import find_text
from geo.fields.source import Source
from geo.geodesy.antimeridian import make_bbox
from geo.geodesy.part_outlines import PartOutlines
from geo.io import facts_file, file_bytes, geojson
from geo.io.atomic import write_atomically
from geo.io.companions import DATA_FOLDER, read_companions
from geo.io.geometry import round_shape
from geo.io.parts import make_properties, read_parts
from geo.io.sources import read_sources
from geo.reading.osm import archive
from geo.roads import companion, model
from geo.rows import Rows, get_rows, to_json_value

DEFAULT_PATH = DATA_FOLDER / "boundaries.geojson"
DECIMALS = 9  # of a degree: 0.1 mm, so that a survey of 100 m keeps its area to 1e-6


@dataclass(frozen=True, eq=False)
class Zone:
    """A zone, read once and never changed.

    Attributes
    ----------
    facts : Mapping
        Attributes of the whole zone (`geo.schema.ZONE_FIELDS`).
    sources : Mapping[str, Source]
        The sources that parts and companions refer to by key.
    parts, places, context, stations, basemap : GeoDataFrame
        Indexed by `id`, OGC:CRS84 (WGS 84, longitude first), valid, exterior rings
        counter-clockwise; columns as in `geo.schema`, of `basemap` as in `geo.fields.basemap` with
        the `file` that a row is from.
    attribution_by_layer : Mapping[str, str]
        The credit that a companion asks for, by its name (`geo.io.companions.Companion`).
    sha256 : str
        Of the boundary file's bytes, as `sha256sum` prints it.
    digest : str
        Of all that is shown: boundaries and what is beside them.
    data : bytes
        The boundary file, as it was read.
    roads, tiles : Roads, TileArchive or None
        The ways by road, not to be shown unless `is_current`; and the map made of OpenStreetMap.
    stated : FactsFile
    """

    facts: Mapping[str, Any]
    sources: Mapping[str, Source]
    parts: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    context: gpd.GeoDataFrame
    stations: gpd.GeoDataFrame
    basemap: gpd.GeoDataFrame
    attribution_by_layer: Mapping[str, str]
    sha256: str
    digest: str
    data: bytes = field(default=b"", repr=False)
    roads: model.Roads | None = field(default=None, repr=False)
    tiles: archive.TileArchive | None = None
    stated: facts_file.FactsFile = field(default_factory=facts_file.FactsFile, repr=False)

    def __repr__(self) -> str:
        """Return one line: the name, how many parts there are, and the start of the hash."""
        name = find_text(self.facts, "name") or ""
        return f"<Zone {quote_value(name)}, parts: {len(self.parts)}, sha256: {self.sha256[:12]}>"

    @property
    def attributions(self) -> tuple[str, ...]:
        """The credits that companions ask for, each once."""
        return tuple(dict.fromkeys(self.attribution_by_layer.values()))

    def __getstate__(self) -> dict[str, Any]:
        """Return what is sent to another process: not what was computed from it."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def data_sources(self) -> Mapping[str, Source]:
        """All sources but those that only the base map has, which is drawn beneath the data."""
        rows = (self.basemap, self.parts, self.places, self.context, self.stations)
        drawn, *used = ({key for listed in each["sources"] for key in listed} for each in rows)
        drawn.difference_update(*used, self.facts.get("sources") or ())
        return {key: source for key, source in self.sources.items() if key not in drawn}

    def part(self, part_id: str) -> Mapping[str, Any]:
        """Return the row of one part; raise UnknownIdError when there is none."""
        if part_id not in self.part_rows:
            raise UnknownIdError(
                N_("No part has the id %(part_id)s. See the list of parts."),
                part_id=quote_value(part_id),
            )
        return self.part_rows[part_id]

    @cached_property
    def part_rows(self) -> Rows:
        """The rows of the parts by id."""
        return Rows(self.parts)

    @cached_property
    def place_rows(self) -> Rows:
        """The rows of the reference places by id."""
        return Rows(self.places)

    @cached_property
    def station_rows(self) -> Rows:
        """The rows of the stations by id."""
        return Rows(self.stations)

    @cached_property
    def outlines(self) -> PartOutlines:
        """The outlines of the parts, for questions about points."""
        return PartOutlines(self.parts)

    def children(self, part_id: str | None) -> list[str]:
        """Return the ids of the parts right below `part_id`, or of the top parts for None."""
        return list(self._children.get(part_id, ()))

    @cached_property
    def _children(self) -> Mapping[str | None, list[str]]:
        below: dict[str | None, list[str]] = {}
        for part_id, parent in zip(self.parts.index, self.parts["parent"], strict=True):
            below.setdefault(parent, []).append(str(part_id))
        return below

    def map(self, **options: Any) -> Any:
        """Return the zone as a notebook shows it, by `maps.notebook.show_zone` with its options.

        geo draws nothing: it asks what is installed as the entry point `luzhou_zone_map.display`.

        Raises
        ------
        InputError
            When nothing that draws is installed.
        """
        found = list(entry_points(group="luzhou_zone_map.display", name="map"))
        if not found:
            raise InputError(
                N_("The map module is missing. Reinstall the package luzhou-zone-map.")
            )
        return found[0].load()(self, **options)

    @cached_property
    def is_schematic(self) -> bool:
        """Whether any part is drawn schematically, not surveyed or digitised."""
        return bool((self.parts["placement"] == "schematic").any())


def read_zone(
    path: str | os.PathLike[str] = DEFAULT_PATH, *, max_bytes: int = file_bytes.MAX_BYTES
) -> Zone:
    """Read a zone file and its companions: its own, or in the shipped area the shipped ones.

    Parameters
    ----------
    path : str or path
        GeoJSON in WGS 84 degrees, with at least one part (`geo.schema`).
    max_bytes : int
        A larger file is refused.

    Raises
    ------
    InputError
        One sentence that says what is wrong with which file and feature.
    """
    path = Path(path)
    data = file_bytes.read_bytes(path, max_bytes=max_bytes)
    name = file_label(path.name)
    collection = geojson.parse_collection(data, name=name)
    parts, own = read_parts(collection, name=name), read_sources(collection, name=name)
    beside, tiles = read_companions(path, parts, max_bytes=max_bytes), archive.open_beside(path)
    roads, road_data = companion.read_roads(path, parts, beside.places, max_bytes=max_bytes)
    stated, fact_data = facts_file.read_facts(path, max_bytes=max_bytes)
    shown = (data, beside.data, road_data, tiles.digest.encode() if tiles else b"", fact_data)
    return Zone(
        facts=_read_facts(collection, name=name, default=file_bytes.read_name(path)),
        sources={**own, **beside.sources, **own},  # its own first, and in place of others
        parts=parts,
        places=beside.places,
        context=beside.context,
        stations=beside.stations,
        basemap=beside.basemap,
        attribution_by_layer=beside.attribution_by_layer,
        sha256=hashlib.sha256(data).hexdigest(),
        digest=hashlib.sha256(b"\0".join(filter(None, shown))).hexdigest(),
        data=data,
        roads=roads,
        tiles=tiles,
        stated=stated,
    )


def _read_facts(collection: Mapping[str, Any], *, name: str, default: str) -> dict[str, Any]:
    raw = collection.get("zone")
    where = Phrase(N_("%(name)s, zone"), {"name": name})
    facts = schema.read_fields(schema.ZONE_FIELDS, {} if raw is None else raw, where=where)
    return {**facts, "name": find_text(facts, "name") or default}


def to_geojson(zone: Zone, *, decimals: int = DECIMALS) -> dict[str, Any]:
    """Return the zone as an RFC 7946 FeatureCollection in its own schema; missing values are null.

    Coordinates, WGS 84 degrees, are rounded to `decimals`.
    """
    shapes = zone.parts.geometry.map(lambda shape: round_shape(shape, decimals))
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "bbox": make_bbox([shapes[row["id"]]]),
            "properties": make_properties(row),
            "geometry": json.loads(shapely.to_geojson(shapes[row["id"]])),
        }
        for row in get_rows(zone.parts, without="geometry")
    ]
    return {
        "type": "FeatureCollection",
        "bbox": make_bbox(shapes.values),
        "zone": {name: to_json_value(value) for name, value in zone.facts.items()},
        "sources": {key: source.to_row() for key, source in zone.data_sources.items()},
        "features": features,
    }


def write_zone(zone: Zone, path: str | os.PathLike[str]) -> None:
    """Write the zone file, WGS 84 degrees, whole or not at all.

    Raises
    ------
    InputError
        When the path can't be written.
    """
    text = json.dumps(to_geojson(zone), ensure_ascii=False, allow_nan=False)
    write_atomically(Path(path), text.encode("utf-8") + b"\n")
