"""`zonemap import`: boundaries in any usual format, turned into a zone file."""

from pathlib import Path

import click

from geo.importing import ImportOptions, import_zone
from geo.io.atomic import write_atomically
from geo.schema import KINDS, PLACEMENTS
from webapp.cli.options import datum_option, output_option


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@output_option(required=True, help_text="The output file, GeoJSON.")
@click.option("--layer", help="Layer to read, if there are several.")
@click.option(
    "--crs", help="Coordinate reference system, e.g. EPSG:4523; required if the file states none."
)
@datum_option
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
def import_(  # noqa: PLR0917 (click passes by name)
    source: Path,
    output: Path,
    layer: str | None,
    crs: str | None,
    datum: str,
    pairs: tuple[str, ...],
    kind: str,
    placement: str,
) -> None:
    """Turn SOURCE into a zone file: GeoJSON, GeoPackage, Shapefile, KML, FlatGeobuf,
    GeoParquet or CSV with WKT; a Shapefile may be zipped, KML too (KMZ).

    Each step is reported on standard error; the output is written completely or not at all.
    """  # noqa: D205
    order = ImportOptions(
        layer=layer, crs=crs, datum=datum, fields=pairs, kind=kind, placement=placement
    )
    result = import_zone(source, order)
    write_atomically(output, result.data)
    for step in result.steps:
        click.echo(step, err=True)
    click.echo(f"Wrote {output}. Check it with `zonemap check {output}`.", err=True)
