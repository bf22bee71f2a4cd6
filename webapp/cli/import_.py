"""`zonemap import`: somebody's own boundaries, in any usual format, to a zone file."""

from pathlib import Path

import click

from geo.geodesy.datum import DATUMS
from geo.importing import ImportOptions, import_zone
from geo.io.atomic import write_atomically
from geo.schema import KINDS, PLACEMENTS
from webapp.cli.options import output_option


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@output_option(required=True, help_text="The file.")
@click.option("--layer", help="Which layer, where the file holds several.")
@click.option("--crs", help="Its coordinate system, e.g. EPSG:4523; else the file has to say.")
@click.option(
    "--datum",
    type=click.Choice(DATUMS),
    default="wgs84",
    show_default=True,
    help="gcj02 for data traced on Amap or Tencent, bd09 for Baidu.",
)
@click.option("--field", "pairs", multiple=True, help="FIELD=COLUMN; the others are guessed.")
@click.option("--kind", type=click.Choice(KINDS), default="district", show_default=True)
@click.option("--placement", type=click.Choice(PLACEMENTS), default="schematic", show_default=True)
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

    `--kind` and `--placement` are for parts that don't say. What is done is told on standard
    error, feature by feature; the output is written whole or not at all.
    """  # noqa: D205
    order = ImportOptions(
        layer=layer, crs=crs, datum=datum, fields=pairs, kind=kind, placement=placement
    )
    result = import_zone(source, order)
    write_atomically(output, result.data)
    for step in result.steps:
        click.echo(step, err=True)
    click.echo(f"wrote {output}; look it over with `zonemap check {output}`", err=True)
