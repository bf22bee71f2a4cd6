"""`zonemap init`: a data folder for another zone, ready to be edited and served."""

import math
from functools import partial
from pathlib import Path
from typing import Any

import click

from geo.errors import N_, InputError, Phrase, file_label
from geo.io.shell_words import quote_path
from geo.schematic.part_rows import read_parts
from geo.schematic.scaffold import (
    DEFAULT_AREA_KM2,
    make_evidence,
    make_square_host,
    read_hosts,
    write_folder,
)
from maps.i18n import LANGUAGES
from webapp.cli.options import lang_option
from webapp.cli.output import tell

LEAST_AREA_KM2 = 0.01  # of an outline whose vertices are decimetres apart
_EDGE_DEGREES = 0.001  # from the antimeridian and the poles, too near to draw around a point
MANY_PARTS = 100  # from which on progress is shown


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option(
    "--at",
    type=(float, float),
    metavar="LON LAT",
    help="Longitude and latitude of the zone (WGS 84).",
)
@click.option(
    "--area",
    "area_km2",
    type=click.FloatRange(LEAST_AREA_KM2, 1e6),
    metavar="KM2",
    help=f"Area in km², at least {LEAST_AREA_KM2}.",
)
@click.option("--name", default="New zone", show_default=True, help="English name of the zone.")
@click.option("--name-zh", help="Chinese name of the zone.")
@click.option(
    "--hosts",
    type=click.Path(path_type=Path),
    help="File with outlines, for example of counties, inside which the zone is drawn.",
)
@click.option("--layer", help="Layer of --hosts, if there are several.")
@click.option(
    "--crs",
    help="Coordinate reference system of --hosts, e.g. EPSG:4523; required if it states none.",
)
@click.option(
    "--parts",
    type=click.Path(path_type=Path),
    help="CSV file of the parts: id, name, name_zh, kind, parent, county, lon, lat, "
    "published_area_km2, drawn_area_km2, position_uncertainty_m.",
)
@lang_option(LANGUAGES)
def init(
    *,
    directory: Path,
    at: tuple[float, float] | None,
    area_km2: float | None,
    name: str,
    name_zh: str | None,
    hosts: Path | None,
    layer: str | None,
    crs: str | None,
    parts: Path | None,
    lang: str,
) -> None:
    """Create DIRECTORY with the files of a new zone, ready to be edited and served.

    The parts are those of --parts, or one part at --at. They are drawn inside the outlines of
    --hosts, or inside a square. The outlines are schematic until they are replaced.
    """
    rows = read_parts(parts) if parts else [_only_part(at, area_km2, name, name_zh)]
    drawn = sum(row.get("drawn_area_km2") or row["published_area_km2"] or 0 for row in rows)
    lon, lat = at or (rows[0]["lon"], rows[0]["lat"])
    if hosts:
        outlines = read_hosts(hosts, layer=layer, crs=crs)
    else:
        if abs(lon) > 180 - _EDGE_DEGREES or abs(lat) > 90 - _EDGE_DEGREES:
            raise InputError(
                N_(
                    "The zone is at the antimeridian or a pole, where no square can be drawn "
                    "around it. Move the point, or use --hosts."
                )
            )
        outlines = make_square_host(lon, lat, area_km2=drawn or DEFAULT_AREA_KM2)
    evidence = make_evidence(rows, outlines, name=name, name_zh=name_zh)
    write_folder(directory, evidence, outlines, on_drawn=partial(_show_progress, lang=lang))
    data = directory / "boundaries.geojson"
    paths = {"path": file_label(directory), "readme": file_label(directory / "README.md")}
    tell(Phrase(N_("Wrote %(path)s. %(readme)s describes what to edit."), paths), lang)
    tell(Phrase(N_("Serve it: %(command)s"), {"command": _write_command(data)}), lang)


def _write_command(data: Path) -> str:
    return f"zonemap serve --data {quote_path(data)}"


def _show_progress(done: int, total: int, *, lang: str) -> None:
    """Print at each tenth how many parts are drawn, unless there are only a few."""
    if total >= MANY_PARTS and done * 10 // total != (done - 1) * 10 // total:
        tell(Phrase(N_("%(done)s of %(total)s parts drawn"), {"done": done, "total": total}), lang)


def _only_part(
    at: tuple[float, float] | None, area_km2: float | None, name: str, name_zh: str | None
) -> dict[str, Any]:
    if at is None:
        raise InputError(
            N_("The position of the zone is missing. Use %(at)s, or %(parts)s."),
            at="--at LON LAT",
            parts="--parts FILE.csv",
        )
    lon, lat = at
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise InputError(
            N_("%(x)s, %(y)s is not a longitude and a latitude. Put longitude first."), x=lon, y=lat
        )
    if area_km2 is not None and math.isnan(area_km2):
        raise InputError(N_("The value of --area is not a number. Use km²."))
    row = {"id": "core", "name": name, "name_zh": name_zh, "kind": "core", "lon": lon, "lat": lat}
    return {**row, "published_area_km2": None, "drawn_area_km2": area_km2}
