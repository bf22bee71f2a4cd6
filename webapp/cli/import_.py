"""`zonemap import`: boundaries in any usual format, turned into a zone file."""

from pathlib import Path

import click

from geo.importing import ImportOptions, import_zone
from geo.io.atomic import write_atomically
from geo.reading import ReadOptions
from geo.schema import KINDS, PLACEMENTS
from webapp.cli.options import output_option, reading_options


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@output_option(required=True, help_text="File to write: the zone, as GeoJSON.")
@reading_options
@click.option(
    "--field",
    "pairs",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Column of a field; may be given again. Other fields are guessed.",
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="district",
    show_default=True,
    help="Kind of the parts that don't name theirs.",
)
@click.option(
    "--placement",
    type=click.Choice(PLACEMENTS),
    default="schematic",
    show_default=True,
    help="Placement of the parts that don't name theirs.",
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
    """Turn SOURCE into a zone file. SOURCE may be of any format that is read: GeoJSON, GeoPackage,
    Shapefile, KML and KMZ, FileGDB, FlatGeobuf, GML, MapInfo, GeoParquet, or CSV; also zipped.

    What is done is printed on standard error, feature by feature; the output is written whole
    or not at all.
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
    click.echo(f"wrote {output}; look it over with `zonemap check {output}`", err=True)
