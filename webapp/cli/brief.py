"""`zonemap brief`: all that is known of a part, a point or a plot, on one page or as data."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from geo.errors import N_, InputError, quote_value
from geo.io.atomic import write_atomically
from geo.io.facts_file import FILE_NAMES
from geo.io.zone_files import list_zone_files
from geo.lookup.coordinate_text import LatLon, find_middle, find_position
from geo.measured import Measured
from geo.reading.layer import ReadOptions
from geo.zone import read_zone
from maps.documents.brief.forms import BRIEF_TYPES, BriefRequest, check_form
from maps.documents.brief.site import Site, make_part_site, make_point_site
from maps.i18n import LANGUAGES
from webapp.cli.lines_of_text import take_lines
from webapp.cli.options import data_option, lang_option, output_option, reading_options
from webapp.cli.output import check_output, tell_size
from webapp.plots.plot_site import read_plot_site

_TWO_NUMBERS = re.compile(
    r"\s*([-+]?[0-9]+(?:[.][0-9]+)?)\s*,\s*([-+]?[0-9]+(?:[.][0-9]+)?)\s*", re.ASCII
)


@click.command()
@data_option
@click.option("--part", metavar="ID", help="The brief of this part.")
@click.option("--at", metavar="LON,LAT", help="The brief of this point: degrees, or a map's link.")
@click.option(
    "--file",
    "plot",
    type=click.Path(path_type=Path),
    help="The brief of the plot in this file, of any supported format.",
)
@reading_options
@lang_option(LANGUAGES)
@output_option(
    required=True, help_text=f"The file to write: {', '.join(f'.{each}' for each in BRIEF_TYPES)}."
)
def brief(
    *,
    data: Path,
    part: str | None,
    at: str | None,
    plot: Path | None,
    reading: ReadOptions,
    lang: str,
    output: Path,
) -> None:
    """Write the site brief of a part, a point or a plot: one page, or CSV or JSON.

    What isn't geometry comes from facts.csv or facts.json beside the boundary file.
    """
    if [part, at, plot].count(None) != 2:
        raise InputError(N_("A brief is of one site. Use one of --part, --at and --file."))
    form = output.suffix.lower().removeprefix(".")
    check_form(form)
    facts = (data.with_name(name) for name in FILE_NAMES)  # a brief of that name would be read
    check_output(output, [plot, *facts, *list_zone_files(data)])
    measured = Measured(read_zone(data))
    if plot is not None:
        path, own = take_lines(plot, replace(reading, near=measured.extent), lang)
        site = read_plot_site(measured, path, own, lang)
    else:
        site = _find_site(measured, part, at or "", reading)
    request = BriefRequest(form, lang, datetime.now(tz=UTC).date())
    # Imported late: it loads matplotlib, and a failure of that is told in the language.
    from maps.documents.brief.formats import render_brief  # noqa: PLC0415

    content = render_brief(site, request)
    write_atomically(output, content)
    tell_size(output, len(content), lang)


def _find_site(measured: Measured, part: str | None, at: str, reading: ReadOptions) -> Site:
    if part is not None:
        return make_part_site(measured, part)
    lon, lat, datum = _parse_point(at, near=find_middle(measured.zone))
    return make_point_site(measured, lon, lat, datum=datum or reading.datum)


def _parse_point(text: str, *, near: LatLon) -> tuple[float, float, str | None]:
    """Return longitude, latitude and the datum that a text names; InputError for anything else.

    Two plain numbers are longitude and latitude, whatever they lie near to.
    """
    plain = _TWO_NUMBERS.fullmatch(text)
    if plain:
        return float(plain[1]), float(plain[2]), None
    found = find_position(text, near)
    if found is None:
        raise InputError(
            N_(
                "The value of --at is %(value)s. Use longitude and latitude, such as `105.44,28.9`."
            ),
            value=quote_value(text),
        )
    return found.lon, found.lat, found.datum
