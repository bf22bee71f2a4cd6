"""`zonemap basemap`: a base map of roads, railways, water and places, of OpenStreetMap."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from geo.errors import N_, InputError, Phrase, file_label
from geo.io.zone_files import list_zone_files
from geo.reading.osm.archive import FILE_NAME
from geo.reading.osm.build import Summary, build_basemap
from geo.reading.osm.classes import GROUPS
from geo.zone import read_zone
from maps.i18n import LANGUAGES
from webapp.cli.options import data_option, lang_option
from webapp.cli.output import check_output, check_suffix, say

_COUNTS = N_("%(path)s: %(tiles)s tiles, %(size)s MiB, %(objects)s objects, %(roads)s km of roads")
STAGES = {"read": N_("%(done)s shapes found"), "write": N_("zoom %(done)s of tiles")}


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
@lang_option(LANGUAGES)
def basemap(
    *,
    extract: Path,
    data: Path,
    output: Path | None,
    extent: str | None,
    layers: str | None,
    lang: str,
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
        on_progress=_Progress(lang).show,
    )
    _print_summary(made, target, lang)


class _Progress:
    """A line on standard error that says what is being done, on a terminal."""

    def __init__(self, lang: str) -> None:
        self._lang, self._last = lang, ""

    def show(self, stage: str, done: int) -> None:
        """Print what is done, unless that was printed last."""
        said = say(Phrase(STAGES[stage], {"done": f"{done:,}"}), self._lang)
        if said != self._last:
            self._last = said
            click.echo(f"\r{said:<40}" if sys.stderr.isatty() else said, err=True, nl=not
                       sys.stderr.isatty())  # fmt: skip


def _parse_extent(text: str) -> list[float]:
    try:
        west, south, east, north = (float(each) for each in text.split(","))
    except ValueError:
        raise InputError(
            N_("The extent is not four numbers. Use %(order)s in degrees."),
            order="west,south,east,north",
        ) from None
    return [west, south, east, north]


def _print_summary(made: Summary, target: Path, lang: str) -> None:
    """Print what was made, of which date it is, and what it lacks."""
    lines = [say(each, lang) for each in _list_made(made, target)]
    click.echo(("\r" if sys.stderr.isatty() else "") + "\n".join(lines), err=True)


def _list_made(made: Summary, target: Path) -> Iterator[Phrase]:
    collected, extract = made.collected, made.extract
    roads_km = sum(
        length for (layer, kind), length in collected.lengths_km.items()
        if layer == "streets" and kind not in {"rail", "tram", "subway", "runway", "taxiway"}
    )  # fmt: skip
    counts = {
        "path": file_label(target),
        "tiles": made.tiles,
        "size": f"{made.size_bytes / 2**20:.1f}",
        "objects": sum(collected.counts.values()),
        "roads": f"{roads_km:.0f}",
    }
    yield Phrase(_COUNTS, counts)
    credit = N_("© OpenStreetMap contributors, %(licence)s, extract %(date)s")
    date = extract.date or Phrase(N_("of unknown date"), {})
    yield Phrase(credit, {"licence": "ODbL", "date": date})
    lacks = {
        N_("%(count)s ways lack nodes and are drawn as far as they are there"): extract.split_ways,
        N_("%(count)s areas lack ways and are not drawn"): extract.cut_areas,
        N_("%(count)s areas beside a coast that ends are left as land"): made.unclear_faces,
    }
    yield from (Phrase(said, {"count": count}) for said, count in lacks.items() if count)
    for what, count in sorted(made.dropped.items()):
        left_out = N_("%(count)s tiles were too large and go without %(what)s")
        yield Phrase(left_out, {"count": count, "what": what})
