"""`zonemap roads`: how far by road, computed once from OpenStreetMap extracts."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
from babel import Locale

from geo.batch.folder_lock import lock_folder
from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.io import file_bytes
from geo.io.atomic import write_atomically
from geo.io.zone_files import list_zone_files
from geo.roads.build import check_packages, compute_roads, open_network
from geo.roads.companion import ATTRIBUTION, FILE_NAME
from geo.roads.extracts import estimate_build
from geo.roads.gates import read_gates
from geo.zone import read_zone
from maps.i18n import LANGUAGES
from webapp.cli.options import data_option, lang_option, output_option
from webapp.cli.output import check_output, check_suffix, say, tell

_ELSEWHERE = N_("Pages show it once it is beside the boundaries, as %(name)s.")


@click.command()
@click.argument(
    "extracts",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="EXTRACT.osm.pbf...",
)
@data_option
@output_option(
    required=False, help_text="The output file.  [default: roads.geojson beside the boundaries]"
)
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path("zonemap-roads"),
    show_default=True,
    help="Folder for the routing tiles, which are kept for the next run.",
)
@click.option(
    "--country",
    default="CN",
    show_default=True,
    metavar="CODE",
    help="ISO 3166 code of the country by whose rules traffic drives, where the extracts do not "
    "contain its whole boundary.",
)
@lang_option(LANGUAGES)
def roads(
    *,
    extracts: Sequence[Path],
    data: Path,
    output: Path | None,
    work: Path,
    country: str,
    lang: str,
) -> None:
    """Compute how far each part is from each place by road, and write roads.geojson.

    Both directions, by car and by an articulated truck, free flow; and the areas reached from
    each part in 30, 60, 90 and 120 minutes. Extracts of several provinces are joined. Needs the
    package's part `roads` and Python 3.12 or later. An interrupted run resumes where it stopped.
    """
    check_packages()
    output = output or data.parent / FILE_NAME
    own = data.parent / FILE_NAME
    beside = [each for each in list_zone_files(data) if each != own]
    check_output(output, [*extracts, work, *beside], is_whole=True)
    check_suffix(output)
    rules = country.upper(), find_country_name(country)
    zone = read_zone(data)
    gates = read_gates(data, zone.parts, max_bytes=file_bytes.MAX_BYTES)
    tell(describe_cost(extracts), lang)
    with lock_folder(work, output):
        network, read = open_network(
            extracts, work, country=rules, report=partial(_tell_step, lang=lang)
        )
        count = len(zone.parts) * len(zone.places)
        with click.progressbar(
            length=count,
            file=sys.stderr,
            label=say(Phrase(N_("Routes"), {}), lang),
            hidden=not sys.stderr.isatty(),
        ) as bar:
            content = compute_roads(zone, gates, network, read, report=bar.update)
    write_atomically(output, content)
    values = {
        "path": file_label(output),
        "count": count,
        "size": f"{len(content) / 1000:.0f}",
        "credit": ATTRIBUTION,
    }
    tell(Phrase(N_("%(path)s: %(count)s pairs, %(size)s kB. %(credit)s."), values), lang)
    if os.path.realpath(output) != os.path.realpath(own):
        tell(Phrase(_ELSEWHERE, {"name": FILE_NAME}), lang)


def find_country_name(code: str) -> str:
    """Return the English name of a country; raise InputError where there is no such code."""
    name = Locale("en").territories.get(code.upper())
    if name is None or len(code) != 2:
        raise InputError(
            N_("There is no country %(value)s. Use a code such as %(example)s."),
            value=quote_value(code),
            example="CN",
        )
    return str(name)


def describe_cost(extracts: Sequence[Path]) -> Phrase:
    """Return what a build of extracts takes, roughly."""
    cost = estimate_build(extracts)
    values = {
        "count": len(extracts),
        "minutes": f"{max(cost.minutes, 1):.0f}",
        "memory": f"{cost.memory_mb / 1000:.1f}",
        "disk": f"{cost.disk_mb / 1000:.1f}",
    }
    said = N_(
        "A build of %(count)s extracts takes about %(minutes)s min, %(memory)s GB of memory and "
        "%(disk)s GB of disk."
    )
    return Phrase(said, values)


def _tell_step(step: str, *, lang: str) -> None:
    tell(Phrase(N_("Building: %(step)s"), {"step": Phrase(step, {})}), lang)
