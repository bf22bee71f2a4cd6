"""`zonemap sources`: where every number comes from, for people and for catalogues."""

from pathlib import Path

import click

from geo.errors import Phrase
from geo.metadata import COLUMNS, make_data_package, make_dcat, make_source_rows
from geo.zone import read_zone
from maps.i18n import LANGUAGES
from webapp.cli.options import data_option, format_option, lang_option
from webapp.cli.output import echo_data, tell
from webapp.serialize import format_rows, to_json


@click.command()
@data_option
@format_option("datapackage", "dcat")
@lang_option(LANGUAGES)
def sources(*, data: Path, form: str, lang: str) -> None:
    """List the sources, or describe the data as Frictionless `datapackage.json` or DCAT."""
    zone = read_zone(data)
    if form == "datapackage":
        echo_data(to_json(make_data_package(zone, path=data.name)))
    elif form == "dcat":
        echo_data(to_json(make_dcat(zone, path=data.name)))
    elif form == "table" and lang != "en":  # the English one is read by scripts as well
        from webapp.cli.table_words import write_sources  # noqa: PLC0415

        echo_data(write_sources(zone, lang))
    else:
        echo_data(format_rows(make_source_rows(zone, zone.sources), COLUMNS, form))
    tell(Phrase(f"sha256 {zone.sha256}", {}), lang, about=data.name)
