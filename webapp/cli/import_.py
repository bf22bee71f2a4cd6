"""`zonemap import`: boundaries in any usual format, turned into a zone file."""

from pathlib import Path
from shlex import quote

import click

from geo.importing import ImportOptions, import_zone
from geo.io.atomic import write_atomically
from geo.reading.layer import ReadOptions
from geo.schema import KINDS, PLACEMENTS
from webapp.cli.options import output_option, reading_options


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@output_option(required=True, help_text="The output file, GeoJSON.")
@reading_options
@click.option(
    "--field",
    "pairs",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Column of a field; may be repeated. Other fields are matched by name.",
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="district",
    show_default=True,
    help="Kind of the parts without this field.",
)
@click.option(
    "--placement",
    type=click.Choice(PLACEMENTS),
    default="schematic",
    show_default=True,
    help="Boundary type of the parts without this field.",
)
def import_(
    *,
    source: Path,
    output: Path,
    reading: ReadOptions,
    pairs: tuple[str, ...],
    kind: str,
    placement: str,
) -> None:
    """Turn SOURCE into a zone file. SOURCE is GeoJSON, GeoPackage,
    Shapefile, KML and KMZ, FileGDB, FlatGeobuf, GML, MapInfo, GeoParquet, or CSV; also zipped.

    Each step is reported on standard error; the output is written completely or not at all.
    """  # noqa: D205
    order = ImportOptions(
        layer=reading.layer,
        crs=reading.crs,
        encoding=reading.encoding,
        datum=reading.datum,
        skip_unusable=reading.skip_unusable,
        fields=pairs,
        kind=kind,
        placement=placement,
    )
    result = import_zone(source, order)
    write_atomically(output, result.data)
    for step in result.steps:
        click.echo(step, err=True)
    click.echo(f"Wrote {output}. Check it with `zonemap check {quote(str(output))}`.", err=True)
