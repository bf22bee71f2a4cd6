"""`zonemap doctor`: what is installed, what is missing, and the command that installs it."""

from collections.abc import Iterator
from pathlib import Path

import click

from geo.errors import Phrase
from maps.i18n import LANGUAGES, get_translator, translate_phrase
from webapp.cli.options import data_option, format_option, lang_option
from webapp.cli.output import echo_data
from webapp.doctor.finding import FAULT, STATUS_LABELS, Finding
from webapp.doctor.optional_parts import PARTS, check_documentation, check_part
from webapp.doctor.required_parts import (
    check_coordinate_systems,
    check_fonts,
    check_formats,
    check_packages,
    check_temporary_folder,
)
from webapp.doctor.zone_data import check_data, check_settings
from webapp.serialize import format_rows

COLUMNS = ("check", "status", "found", "fix")


@click.command()
@data_option
@format_option()
@lang_option(LANGUAGES)
def doctor(*, data: Path, form: str, lang: str) -> int:
    """Say what is installed and what is missing, with the command that installs it.

    The exit code is 0 where the product has all that it needs, even if an optional part lacks
    something, and 1 where it hasn't.
    """
    findings = list(run_checks(data))
    if form == "table":
        echo_data("".join(format_finding(each, lang) for each in findings))
    else:
        echo_data(format_rows([make_row(each, lang) for each in findings], COLUMNS, form))
    return int(any(each.status == FAULT for each in findings))


def run_checks(data: Path) -> Iterator[Finding]:
    """Yield what each check found, what the product needs first."""
    yield check_packages()
    yield check_settings()
    yield check_data(data)
    yield check_coordinate_systems()
    yield check_formats()
    yield check_fonts()
    yield check_temporary_folder()
    yield from map(check_part, PARTS)
    yield check_documentation()


def make_row(finding: Finding, lang: str) -> dict[str, str]:
    """Return a finding as JSON and CSV have it: names of checks and statuses are not translated."""
    values = (finding.name, finding.status, _say(finding.found, lang), _say(finding.fix, lang))
    return dict(zip(COLUMNS, values, strict=True))


def format_finding(finding: Finding, lang: str) -> str:
    """Return a finding for a terminal: a line, then what was found and what to do, indented."""
    colon, translate = LANGUAGES[lang].colon, get_translator(lang)
    status = translate(STATUS_LABELS[finding.status])
    lines = [f"{translate(finding.label)}{colon}{status}"]
    lines += [f"  {_say(finding.found, lang)}"]
    lines += [f"  → {_say(finding.fix, lang)}"] if finding.fix else []
    return "\n".join(lines) + "\n"


def _say(text: str | Phrase, lang: str) -> str:
    return translate_phrase(text, lang) if isinstance(text, Phrase) else text
