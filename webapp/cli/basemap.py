"""`zonemap basemap`: a base map of roads, railways, water and places, of OpenStreetMap."""

import sys
from pathlib import Path

import click

from geo.errors import InputError, file_label
from geo.io.zone_files import list_zone_files
from geo.reading.osm.archive import FILE_NAME
from geo.reading.osm.build import Summary, build_basemap
from geo.reading.osm.classes import GROUPS
from geo.zone import read_zone
from webapp.cli.options import data_option
from webapp.cli.output import check_output, check_suffix

STAGES = {"read": "{:,} shapes found", "write": "zoom {} of tiles"}


@click.command()
@click.argument("extract", type=click.Path(path_type=Path))
@data_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help=f"File to write; {FILE_NAME} beside the boundary file by default, where it is found.",
)
@click.option(
    "--extent",
    metavar="W,S,E,N",
    help="Box to cover, in degrees (WGS 84); what is around the zone by default.",
)
@click.option(
    "--layers",
    metavar="NAMES",
    help=f"What to show, separated by commas: {', '.join(GROUPS)}. All by default; "
    "boundaries only where the zone has none of its own, and not in China.",
)
def basemap(
    extract: Path, data: Path, output: Path | None, extent: str | None, layers: str | None
) -> None:
    """Make a base map from EXTRACT, an OpenStreetMap file (.osm.pbf).

    The map shows it beneath the zone as soon as it is beside the boundary file. It is a derived
    database of OpenStreetMap (ODbL 1.0), whose contributors every map then credits.
    """
    own = data.parent / FILE_NAME
    target = output or own
    check_suffix(target, (Path(FILE_NAME).suffix,))
    beside = [each for each in list_zone_files(data) if each != own]
    check_output(target, [extract, *beside], is_whole=True)
    zone = read_zone(data)
    made = build_basemap(
        extract,
        zone,
        target,
        extent=None if extent is None else _parse_extent(extent),
        layers=[each.strip() for each in (layers or "").split(",") if each.strip()],
        on_progress=_Progress().show,
    )
    _print_summary(made, target)


class _Progress:
    """A line on standard error that says what is being done, on a terminal."""

    def __init__(self) -> None:
        self._last = ""

    def show(self, stage: str, done: int) -> None:
        """Print what is done, unless that was printed last."""
        said = STAGES[stage].format(done)
        if said != self._last:
            self._last = said
            click.echo(f"\r{said:<40}" if sys.stderr.isatty() else said, err=True, nl=not
                       sys.stderr.isatty())  # fmt: skip


def _parse_extent(text: str) -> list[float]:
    try:
        west, south, east, north = (float(each) for each in text.split(","))
    except ValueError:
        raise InputError(
            "The extent is not four numbers. Use west,south,east,north in degrees."
        ) from None
    return [west, south, east, north]


def _print_summary(made: Summary, target: Path) -> None:
    """Print what was made, of which date it is, and what it lacks."""
    collected, extract = made.collected, made.extract
    roads_km = sum(
        length for (layer, kind), length in collected.lengths_km.items()
        if layer == "streets" and kind not in {"rail", "tram", "subway", "runway", "taxiway"}
    )  # fmt: skip
    lines = [
        f"{file_label(target)}: {made.tiles} tiles, {made.size_bytes / 2**20:.1f} MiB, "
        f"{sum(collected.counts.values())} objects, {roads_km:.0f} km of roads",
        f"© OpenStreetMap contributors, ODbL, extract {extract.date or 'of unknown date'}",
    ]
    if extract.split_ways:
        lines.append(f"{extract.split_ways} ways lack nodes and are drawn as far as they are there")
    if extract.cut_areas:
        lines.append(f"{extract.cut_areas} areas lack ways and are not drawn")
    if made.unclear_faces:
        lines.append(f"{made.unclear_faces} areas beside a coast that ends are left as land")
    for what, count in sorted(made.dropped.items()):
        lines.append(f"{count} tiles were too large and go without {what}")
    click.echo(("\r" if sys.stderr.isatty() else "") + "\n".join(lines), err=True)
