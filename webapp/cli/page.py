"""`zonemap page`: the view that an address shows, composed for print or for a document."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from geo.errors import N_, InputError, Phrase, quote_value
from geo.io.atomic import write_atomically
from geo.io.zone_files import list_zone_files
from geo.measured import Measured
from geo.zone import read_zone
from maps.figure.overlay.model import MAX_ADDRESS_BYTES, fits_code
from maps.figure.overlay.state import MapState, parse_state
from maps.i18n import BOTH, LANGUAGES
from webapp.cli.command_language import keep_language
from webapp.cli.options import data_option, dpi_option, output_option, size_option
from webapp.cli.output import check_output, tell, tell_size
from webapp.plots.page import PAGE_TYPES, PageRequest, make_page

_NO_ADDRESS = N_("The page has no QR code, as the state is not a whole address.")
_TOO_LONG = N_("The page has no QR code, as the address has more than %(most)s bytes.")
_NO_BACKGROUND = N_("The page leaves out the map tiles that the state has.")


@click.command()
@data_option
@output_option(required=True, help_text="File to write: .pdf, .png, .svg or .docx.")
@click.option(
    "--state",
    default="",
    metavar="ADDRESS",
    help="Address of the map, or what follows its #.  [default: the zone]",
)
@click.option(
    "--with",
    "layers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File of plots, lines and sites to draw, of any supported format; may be repeated.",
)
@click.option("--title", help="Title in place of the zone's name; '' for none.")
@click.option("--note", default="", help="Text for the foot of the page.")
@size_option
@dpi_option
@click.option(
    "--lang",
    type=click.Choice((*LANGUAGES, BOTH)),
    callback=keep_language,
    help="Language of the output.  [default: that of the state, or en]",
)
def page(*, data: Path, output: Path, state: str, layers: Sequence[Path], **choice: Any) -> None:
    """Write the view that an address shows as a composed page.

    The page has the map with all that the address shows, a legend of just that, the numbers, the
    sources, and a QR code that opens the view where the address has at most 400 bytes.
    """
    form = _choose_form(output)
    check_output(output, [*layers, *list_zone_files(data)])
    measured = Measured(read_zone(data))
    request = PageRequest(state=state, layers=tuple(layers), **choice)
    content = make_page(measured, request, form)
    write_atomically(output, content)
    shown = parse_state(state, measured.zone) if state else MapState()
    lang = choice["lang"] or shown.lang or "en"
    tell_size(output, len(content), lang)
    for said in _list_notices(shown):
        tell(said, lang)


def _choose_form(output: Path) -> str:
    """Return the format that a path's suffix asks for; raise InputError for another one."""
    form = output.suffix.lower().removeprefix(".")
    if form not in PAGE_TYPES:
        known = ", ".join(f".{each}" for each in PAGE_TYPES)
        raise InputError(
            N_("A page can't be written as %(value)s. Use one of %(choices)s."),
            value=quote_value(output.suffix),
            choices=known,
        )
    return form


def _list_notices(state: MapState) -> list[Phrase]:
    """Return what there is to tell of what a page leaves out."""
    found = []
    if not state.address:
        found.append(Phrase(_NO_ADDRESS, {}))
    elif not fits_code(state.address):
        found.append(Phrase(_TOO_LONG, {"most": MAX_ADDRESS_BYTES}))
    if state.left_out:
        found.append(Phrase(_NO_BACKGROUND, {}))
    return found
