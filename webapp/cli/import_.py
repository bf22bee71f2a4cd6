"""`zonemap import`: boundaries in any usual format, turned into a zone file."""

import math
from pathlib import Path

import click

from geo.errors import N_, InputError, Phrase, file_label
from geo.importing import ImportOptions, import_zone
from geo.io.atomic import write_atomically
from geo.io.shell_words import quote_path
from geo.io.zone_files import list_zone_files
from geo.reading.layer import ReadOptions
from geo.schema import KINDS, PLACEMENTS
from maps.i18n import LANGUAGES
from webapp.cli.lines_of_text import take_lines
from webapp.cli.options import (
    data_option,
    expect_near,
    lang_option,
    output_option,
    reading_options,
)
from webapp.cli.output import check_output, check_suffix, tell


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@data_option
@output_option(required=True, help_text="The output file, GeoJSON.")
@reading_options
@lang_option(LANGUAGES)
@click.option(
    "--field",
    "pairs",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Column of a field; FIELD= for none; may be repeated. Other fields are matched by name. "
    "A unit of areas follows a comma: `published_area_km2=面积,mu`.",
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    help="Kind of the parts without this field.  [default: parcel if a name in the file says so, "
    "else district]",
)
@click.option(
    "--placement",
    type=click.Choice(PLACEMENTS),
    default="digitised",
    show_default=True,
    help="Boundary type of the parts without this field.",
)
@click.option(
    "--uncertainty",
    "uncertainty_m",
    type=click.FloatRange(0, 1e7),
    metavar="METRES",
    help="Position uncertainty of the parts without this field.  [default: not known]",
)
def import_(
    *,
    source: Path,
    data: Path,
    output: Path,
    reading: ReadOptions,
    lang: str,
    pairs: tuple[str, ...],
    kind: str | None,
    placement: str,
    uncertainty_m: float | None,
) -> None:
    """Turn SOURCE into a zone file. SOURCE is GeoJSON, TopoJSON,
    Esri JSON, GeoPackage, Shapefile, KML and KMZ, FileGDB, FlatGeobuf, GML, MapInfo TAB and MIF,
    GeoParquet, DXF, XLSX, CSV, or text of boundary points or of coordinates a line; also zipped.

    Each step is reported on standard error; the output is written completely or not at all.
    """  # noqa: D205
    if uncertainty_m is not None and math.isnan(uncertainty_m):
        raise InputError(N_("The value of --uncertainty is not a number. Use metres."))
    check_suffix(output)
    companions = list_zone_files(data)[1:]  # a zone's boundaries may be made anew
    check_output(output, [source, *companions])
    path, reading = take_lines(source, expect_near(reading, data), lang)
    options = ImportOptions(
        layer=reading.layer,
        crs=reading.crs,
        encoding=reading.encoding,
        datum=reading.datum,
        is_datum_said=reading.is_datum_said,
        skip_unusable=reading.skip_unusable,
        fields=pairs,
        kind=kind,
        placement=placement,
        uncertainty_m=uncertainty_m,
        near=reading.near,
    )
    result = import_zone(path, options)
    write_atomically(output, result.data)
    for step in result.told:
        tell(step, lang)
    said = N_("Wrote %(path)s. Check it with `zonemap check %(quoted)s`.")
    quoted = quote_path(output) if lang == "en" else f"{quote_path(output)} --lang {lang}"
    tell(Phrase(said, {"path": file_label(output), "quoted": quoted}), lang)
