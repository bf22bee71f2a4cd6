"""What commands print: data on standard output, notices on standard error."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from geo.errors import N_, InputError, Phrase, file_label
from geo.io.atomic import check_paths_differ, check_writable
from geo.zone import Zone
from webapp.serialize import BOM

SCHEMATIC_WARNING = N_(
    "Schematic outlines: no machine-readable official boundary was found. Areas are measured on "
    "the drawn polygons, distances are straight-line. See `position_uncertainty_m`."
)


def echo_data(text: str) -> None:
    """Write data to standard output as UTF-8, the byte order mark only into a file or pipe."""
    if sys.stdout.isatty():
        text = text.removeprefix(BOM)
    click.echo(text.encode("utf-8"), nl=False)


def check_suffix(path: Path, suffixes: Sequence[str] = (".geojson", ".json")) -> None:
    """Refuse a file to write whose suffix is that of another format; a device may have any.

    Raises
    ------
    InputError
        With the suffixes that the command writes.
    """
    is_free = os.path.isfile(path) or not os.path.exists(path)  # noqa: PTH110, PTH113 (long names)
    if path.suffix.casefold() not in suffixes and is_free:
        raise InputError(
            N_("Unknown file format: %(name)s. Use one of %(choices)s."),
            name=file_label(path.name),
            choices=", ".join(suffixes),
        )


def check_output(output: Path, reads: Iterable[Path | None], *, is_whole: bool = False) -> None:
    """Refuse an output that can't be written or that would overwrite what the command reads.

    This comes before anything is read, so that nobody waits for what can't be kept.

    Parameters
    ----------
    output : Path
        The file to write.
    reads : iterable of Path or None
        Files and folders that the command reads; None for what was not given.
    is_whole : bool
        Whether it must be a file; else a pipe or a device will do, too.

    Raises
    ------
    InputError
        For the first of these faults.
    """
    for each in reads:
        if each is not None:
            check_paths_differ(each, output)
    check_writable(output, is_whole=is_whole)


def tell_size(path: Path, size_bytes: int, lang: str) -> None:
    """Write to standard error how large a file is that was written."""
    tell(Phrase(f"{size_bytes / 1000:.0f} kB", {}), lang, about=str(path))


def say(phrase: Phrase, lang: str) -> str:
    """Return a phrase in a language; the catalogues are loaded only for another one than English.

    A language that does not exist counts as English: the command refuses it.
    """
    if lang == "en":
        return str(phrase)
    from maps.i18n import LANGUAGES, translate_phrase  # noqa: PLC0415

    return translate_phrase(phrase, lang if lang in LANGUAGES else "en")


def tell(phrase: Phrase, lang: str, *, about: str = "") -> None:
    """Write a phrase in a language to standard error, after the name of what it is about."""
    if about:
        phrase = Phrase(
            N_("%(name)s: %(sentence)s"), {"name": file_label(about), "sentence": phrase}
        )
    click.echo(say(phrase, lang), err=True)


def warn_schematic(zone: Zone, lang: str = "en") -> None:
    """Warn on standard error that the outlines are schematic, when they are."""
    if zone.is_schematic:
        tell(Phrase(SCHEMATIC_WARNING, {}), lang)
