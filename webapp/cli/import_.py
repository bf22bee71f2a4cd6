"""`zonemap import`: boundaries in any usual format, turned into a zone file."""

from pathlib import Path

import click

from geo.importing import ImportOptions, import_zone
from geo.io.atomic import write_atomically
from geo.schema import KINDS, PLACEMENTS
from webapp.cli.options import datum_option, output_option


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@output_option(required=True, help_text="File to write: the zone, as GeoJSON.")
@click.option("--layer", help="Layer to read, if SOURCE has several.")
@click.option("--crs", help="CRS of SOURCE, such as EPSG:4523, if the file doesn't name it.")
@datum_option
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

    What is done is printed on standard error, feature by feature; the output is written whole
    or not at all.
    """  # noqa: D205
    order = ImportOptions(
        layer=layer, crs=crs, datum=datum, fields=pairs, kind=kind, placement=placement
    )
    result = import_zone(source, order)
    write_atomically(output, result.data)
    for step in result.steps:
        click.echo(step, err=True)
    click.echo(f"wrote {output}; look it over with `zonemap check {output}`", err=True)
