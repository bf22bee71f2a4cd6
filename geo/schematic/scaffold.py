"""A new data folder for any zone: evidence to edit, host outlines, and the drawn files."""

import json
import math
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Any

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry as Geometry

from geo.arrays import Json
from geo.errors import InputError, quote_value
from geo.fields.languages import field_names, find_text
from geo.geodesy.projection import LocalPlane
from geo.importing.column_names import guess_mapping
from geo.importing.part_ids import slugify
from geo.io.geojson import make_collection, make_feature, serialize_collection
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions
from geo.rows import get_rows
from geo.schema import KINDS
from geo.schematic import draw
from geo.schematic.parts import Drawn
from geo.zone import read_zone

_README_TEMPLATE = Path(__file__).with_name("starter.md")
_NUMBER_RANGES: Mapping[str, tuple[float, float, str]] = MappingProxyType(
    {
        "lon": (-180.0, 180.0, "a longitude of −180 to 180"),
        "lat": (-90.0, 90.0, "a latitude of −90 to 90"),
        "published_area_km2": (1e-6, 1e6, "km² above 0"),
        "drawn_area_km2": (1e-6, 1e6, "km² above 0"),
        "position_uncertainty_m": (0.0, 1e7, "metres"),
    }
)
_TEXT_FIELDS = ("id", *field_names("name"), "kind", "parent", "county")
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


def read_parts(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a CSV of parts, a value or None for each known column.

    `lon` and `lat` are the seed point in WGS 84 degrees and are required; units are in the names
    of the other columns.

    Raises
    ------
    InputError
        When the file can't be read or has no rows, or a value is missing, malformed or out of
        range; the message names the row.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = " ".join(str(error)[:100].split())
        raise InputError(f"{path} can't be read: {reason}. Use a CSV file in UTF-8.") from None
    if table.empty:
        raise InputError(f"{path} has no rows. Write a row with lon and lat for each part.")
    return [_read_row(row, n) for n, row in enumerate(get_rows(table.fillna("")), 2)]


def _read_row(raw: Mapping[str, str], number: int) -> dict[str, Any]:
    row: dict[str, Any] = {key: raw.get(key, "").strip() or None for key in _TEXT_FIELDS}
    row |= {key: _parse_number(raw.get(key, "").strip(), key, number) for key in _NUMBER_RANGES}
    if row["lon"] is None or row["lat"] is None:
        raise InputError(f"Row {number} has no lon and lat. Write the seed point of each part.")
    if row["kind"] is not None and row["kind"] not in KINDS:
        raise InputError(
            f"Row {number}: kind is {quote_value(row['kind'])}. Use one of {', '.join(KINDS)}."
        )
    return row


def _parse_number(text: str, key: str, number: int) -> float | None:
    """Return the number in a cell; None for an empty cell."""
    if not text:
        return None
    minimum, maximum, expected = _NUMBER_RANGES[key]
    said = f"Row {number}: {key} is {quote_value(text)}"
    try:
        value = float(text)
    except ValueError:
        raise InputError(f"{said}, not a number. Correct it.") from None
    if not minimum <= value <= maximum:  # also true of NaN
        raise InputError(f"{said}. Use {expected}.")
    return value


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
        raise InputError(f"{count} parts have the id {quote_value(key)}. Use unique ids.")
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
            f"Seed point {row['lon']}, {row['lat']} lies outside all hosts. Move it, or add one."
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
        raise InputError(f"{folder} is not empty. Choose a new folder.")
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
