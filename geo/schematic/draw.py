"""Drawing of a zone's parts to their areas, from seed points, host outlines and rivers."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from shapely import Point, Polygon
from shapely.geometry import shape

from geo.arrays import Json
from geo.errors import InputError
from geo.fields.languages import field_names
from geo.io.atomic import write_atomically
from geo.io.geojson import encode_collection, make_collection, make_feature
from geo.schematic.basemap import BASEMAP_INPUTS, draw_basemap, make_near
from geo.schematic.context import draw_context, read_county_outlines
from geo.schematic.parts import draw_parts
from geo.schematic.rivers import follow_county_lines, merge_rivers

WRITTEN_FIELDS = (
    *("id", *field_names("name"), "kind", "parent", "county", *field_names("industries")),
    *("published_area_km2", "placement", "position_uncertainty_m", *field_names("note"), "sources"),
)
_RIVER_COUNTY_LINES = "raw/river_from_county_lines.geojson"
PART_DEFAULTS: Json = {
    "placement": "schematic",
    "parent": None,
    "published_area_km2": None,
    "note": (
        "Schematic outline drawn to its area around a seed point. "
        "Not a legal boundary and not a survey product."
    ),
    "note_zh": "围绕推定点按面积绘制的示意轮廓。非法定界线，亦非测绘成果。",
}


def draw_zone(
    evidence: Json,
    counties: Json,
    rivers: Json,
    river_county_lines: Json | None = None,
    *,
    on_drawn: Callable[[int, int], None] | None = None,
) -> dict[str, Json]:
    """Return the collections `boundaries`, `context` and `places` (RFC 7946, WGS 84 degrees).

    `data/README.md` describes the four inputs; they are not changed. The last one is needed only
    where a river of the evidence has `county_lines`. `on_drawn` is that of
    `geo.schematic.parts.draw_parts`.

    Raises
    ------
    InputError
        When a part names an unknown host, parent or river, or its area does not fit there.
    """
    named = evidence.get("rivers", [])
    lines = merge_rivers(named, rivers)
    if river_county_lines is not None:
        lines = follow_county_lines(lines, named, river_county_lines)
    hosts = read_county_outlines(counties)
    outlines = draw_parts(evidence["parts"], hosts=hosts, lines=lines, on_drawn=on_drawn)
    return {
        "boundaries": _make_boundaries(evidence, outlines),
        "context": draw_context(evidence, counties, lines),
        "places": make_collection([_make_place(place) for place in evidence.get("places", [])]),
    }


def _make_boundaries(evidence: Json, outlines: Mapping[str, Polygon]) -> Json:
    parts = {part["id"]: PART_DEFAULTS | part for part in evidence["parts"]}
    features = [
        make_feature({field: part.get(field) for field in WRITTEN_FIELDS}, outlines[key])
        for key, part in parts.items()
    ]
    return make_collection(features, zone=evidence["zone"], sources=evidence["sources"])


def _make_place(place: Json) -> Json:
    properties = {key: value for key, value in place.items() if key not in ("lon", "lat")}
    return make_feature(properties, Point(place["lon"], place["lat"]))


def write_drawn_files(
    folder: Path, *, out: Path, on_drawn: Callable[[int, int], None] | None = None
) -> None:
    """Draw the zone of a data folder and write its collections into the folder `out`.

    Reads `evidence.json`, `raw/counties.geojson`, `raw/rivers.geojson` and, if there is one,
    `raw/river_from_county_lines.geojson` (WGS 84 degrees). Where the evidence has a `basemap`, the
    base map is drawn too, from `geo.schematic.basemap.BASEMAP_INPUTS` in `raw/`. `on_drawn` is that
    of `draw_zone`.

    Raises
    ------
    InputError
        When the zone can't be drawn; see `draw_zone`.
    """
    names = ["evidence.json", "raw/counties.geojson", "raw/rivers.geojson"]
    names += [_RIVER_COUNTY_LINES] if (folder / _RIVER_COUNTY_LINES).is_file() else []
    inputs = [_read_json(folder / name) for name in names]
    drawn = draw_zone(*inputs, on_drawn=on_drawn)
    if "basemap" in inputs[0]:
        parts = [shape(each["geometry"]) for each in drawn["boundaries"]["features"]]
        raw = {name: _read_json(folder / f"raw/{name}.geojson") for name in BASEMAP_INPUTS}
        drawn |= draw_basemap(inputs[0], raw, inputs[-1], near=make_near(parts))
    out.mkdir(parents=True, exist_ok=True)
    for name, collection in drawn.items():
        write_atomically(out / f"{name}.geojson", encode_collection(collection))


def _read_json(path: Path) -> Json:
    found: Json = json.loads(path.read_text("utf-8"))
    return found


def main(arguments: Sequence[str]) -> None:
    """Run `python -m geo.schematic.draw FOLDER [OUT]`; OUT is FOLDER by default."""
    if not 1 <= len(arguments) <= 2:
        raise InputError(
            "There must be one or two arguments. Name the data folder, and the output folder if it "
            "is another."
        )
    folder, out = Path(arguments[0]), Path(arguments[-1])
    write_drawn_files(folder, out=out)


if __name__ == "__main__":
    main(sys.argv[1:])
