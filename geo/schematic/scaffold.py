"""A new data folder for any zone: evidence to edit, host outlines, and the drawn files."""

import json
import math
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.errors import N_, InputError, file_label, quote_value
from geo.fields.languages import field_names, find_text
from geo.geodesy.projection import LocalPlane
from geo.importing.column_names import guess_mapping
from geo.importing.part_ids import slugify
from geo.io.geojson import make_collection, make_feature, serialize_collection
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions
from geo.schematic import draw
from geo.schematic.parts import Drawn
from geo.zone import read_zone

_README_TEMPLATE = Path(__file__).with_name("starter.md")
DEFAULT_AREA_KM2 = 10.0
DEFAULT_UNCERTAINTY_M = 5000.0
HOST_WIDTHS = 4.0


def read_hosts(
    path: Path, *, layer: str | None = None, crs: str | None = None
) -> dict[str, Geometry]:
    """Return the outlines in a file of any importable format, by county code, in WGS 84 degrees.

    Parameters
    ----------
    path : Path
        The file; outlines without a code are numbered from 1.
    layer, crs : str, optional
        For a file with several layers, and for one that declares no CRS.

    Raises
    ------
    InputError
        When the file can't be read or transformed.
    """
    placed = read_layer(path, ReadOptions(layer, crs)).table
    mapping = guess_mapping([str(c) for c in placed.columns], given={})
    column = mapping.get("county") or mapping.get("id")
    codes = placed[column] if column else range(1, len(placed) + 1)
    return {str(code): shape for code, shape in zip(codes, placed.geometry, strict=True)}


def make_square_host(lon: float, lat: float, *, area_km2: float) -> dict[str, Geometry]:
    """Return a square host around a point (WGS 84 degrees), cut at the antimeridian.

    Its sides are `HOST_WIDTHS` times those of a square of `area_km2`; the key is `host`.
    """
    half = HOST_WIDTHS / 2 * math.sqrt(area_km2) * 1000
    east, north = LocalPlane(lon, lat).metres_per_degree()
    across, up = half / east, half / north
    box = shapely.box(
        max(lon - across, -180.0), max(lat - up, -90.0), min(lon + across, 180.0), min(lat + up, 90)
    )
    return {"host": shapely.transform(box, lambda xy: xy.round(6))}


def make_evidence(
    rows: Sequence[Mapping[str, Any]],
    hosts: Mapping[str, Geometry],
    *,
    name: str,
    name_zh: str | None = None,
) -> Json:
    """Return evidence that `draw_zone` can draw, with every member there to be edited.

    Parameters
    ----------
    rows : sequence of mapping
        The parts, as `read_parts` returns them; `lon` and `lat` in WGS 84 degrees.
    hosts : mapping of str to Geometry
        The county outlines by code, WGS 84 degrees.
    name, name_zh : str
        The zone's names.

    Raises
    ------
    InputError
        When a seed lies in no host, or two parts have the same id.
    """
    parts = [_make_part(row, hosts) for row in rows]
    key, count = Counter(part["id"] for part in parts).most_common(1)[0]
    if count > 1:
        raise InputError(
            N_("%(count)s parts have the id %(name)s. Use unique ids."),
            count=count,
            name=quote_value(key),
        )
    zone: Json = {"name": name, "name_zh": name_zh, "description": None, "description_zh": None}
    zone |= {"published_area_km2": None, "as_of": None, "licence": None, "sources": ["own"]}
    return {
        "zone": zone,
        "sources": {"own": {"title": "Own statement (replace it with the published source)"}},
        "parts": parts,
        "places": [],
        "counties": {},
        "county_sources": ["own"],
        "rivers": [],
        "river_sources": [],
    }


def _make_part(row: Mapping[str, Any], hosts: Mapping[str, Geometry]) -> Json:
    published = row.get("published_area_km2")
    drawn = row.get("drawn_area_km2") or published or DEFAULT_AREA_KM2
    key = row.get("id") or slugify(find_text(row, "name") or "") or "part"
    return {
        "id": key,
        **{name: row.get(name) for name in field_names("name")},
        "kind": row.get("kind") or "district",
        "parent": row.get("parent"),
        "county": row.get("county") or _find_host(row, hosts),
        "seed_lon": row["lon"],
        "seed_lat": row["lat"],
        "position_uncertainty_m": row.get("position_uncertainty_m") or DEFAULT_UNCERTAINTY_M,
        "published_area_km2": published,
        "drawn_area_km2": drawn,
        "drawn_area_basis": "published" if drawn == published else "assumed",
        "bounded_by": [],
        "sources": ["own"],
    }


def _find_host(row: Mapping[str, Any], hosts: Mapping[str, Geometry]) -> str:
    seed = shapely.Point(row["lon"], row["lat"])
    host = next((code for code, shape in hosts.items() if shape.covers(seed)), None)
    if host is None:
        raise InputError(
            N_("Seed point %(x)s, %(y)s lies outside all hosts. Move it, or add one."),
            x=row["lon"],
            y=row["lat"],
        )
    return host


def write_folder(
    folder: Path, evidence: Json, hosts: Mapping[str, Geometry], *, on_drawn: Drawn | None = None
) -> None:
    """Write a data folder, complete or not at all: evidence, raw outlines, README, drawn files.

    Parameters
    ----------
    folder : Path
        A new or empty folder; missing parents are made.
    evidence : dict
        The evidence of the zone; see `data/README.md`.
    hosts : mapping of str to Geometry
        The county outlines by code, WGS 84 degrees.
    on_drawn : Drawn, optional

    Raises
    ------
    InputError
        When the folder is not empty, a part does not fit its host, or the drawn zone can't be
        read again.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(N_("%(path)s is not empty. Choose a new folder."), path=file_label(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".zonemap-") as beside:
        made = Path(beside) / "data"
        (made / "raw").mkdir(parents=True)
        for name, content in _make_files(evidence, hosts).items():
            (made / name).write_text(content, "utf-8", newline="\n")
        draw.write_drawn_files(made, out=made, on_drawn=on_drawn)
        read_zone(made / "boundaries.geojson")
        made.rename(folder)


def _make_files(evidence: Json, hosts: Mapping[str, Geometry]) -> dict[str, str]:
    named = {code: {"id": f"county-{code}", "county": code, "name": code} for code in hosts}
    counties = [make_feature(named[code], shape) for code, shape in hosts.items()]
    readme = Template(_README_TEMPLATE.read_text("utf-8")).substitute(name=evidence["zone"]["name"])
    return {
        "evidence.json": json.dumps(evidence, ensure_ascii=False, indent=2) + "\n",
        "raw/counties.geojson": serialize_collection(make_collection(counties)),
        "raw/rivers.geojson": serialize_collection(make_collection([])),
        "README.md": readme,
    }
