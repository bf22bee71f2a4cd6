"""Measured features as CSV, XLSX, GeoJSON, GeoPackage, Shapefile and KML."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import shapely

from geo.batch.headings import TITLE, Wording, keep_columns, tell_values
from geo.batch.renames import GEOMETRY_COLUMN
from geo.batch.shapefile import pack_shapefiles
from geo.batch.sinks import write_tables
from geo.io.dbf import MAX_DBF_BYTES
from geo.io.json_text import to_json
from geo.io.plain_text import replace_controls
from geo.io.spreadsheet import escape_formula
from geo.io.temporary import temporary_folder
from geo.io.xlsx import Sheet, SheetColumn, write_workbook
from geo.roads.model import Roads
from geo.zone import Zone
from maps.content.roads.conditions import credit_roads, describe_conditions
from maps.content.wording import make_code_wording
from maps.export.provenance import make_provenance_lines
from maps.i18n import get_translator
from maps.templating import get_environment
from webapp.plots.export.moved import move_shapes
from webapp.plots.export.sheet import make_sheet
from webapp.plots.zone_words import ZoneWords

TABLE_FORMS = ("csv", "geojson", "gpkg")


def write_table(
    table: pa.Table, form: str, crs: str | None = None, *, wording: Wording = keep_columns
) -> bytes:
    """Return a table of features as one of `TABLE_FORMS`, as the commands write it.

    The shapes of a GeoPackage may be in another CRS than WGS 84 (`maps.export.crs`). `wording`
    words the values of CSV (`maps.content.wording.make_code_wording`).
    """
    if crs is not None:
        table = move_shapes(table, crs)
    with temporary_folder() as folder:
        path = Path(folder) / f"plots.{form}"
        write_tables([table], table.schema, path, escape=escape_formula, wording=wording)
        return path.read_bytes()


def write_shapefiles(
    table: pa.Table, zone: Zone, lang: str, *, notes: Sequence[str], crs: str | None
) -> bytes:
    """Return features as zipped Shapefiles of plots, lines and sites, the notes in README.txt.

    A file's own columns come first, after the row: they keep their names where these fit. Codes are
    in words of the language.

    Their shapes may be in another CRS than WGS 84 (`maps.export.crs`).
    """
    if crs is not None:
        table = move_shapes(table, crs)
    _ = get_translator(lang)
    renamed = _(
        "A Shapefile has room for names of ten bytes and texts of %(most)s. Below are names that "
        "were shortened, and whole texts."
    )
    said = renamed % {"most": MAX_DBF_BYTES}
    own = [field.name for field in table.schema if TITLE not in (field.metadata or {})]
    first = list(dict.fromkeys(("row", *own)))
    first.remove(GEOMETRY_COLUMN)
    table = table.select([*first, *(each for each in table.column_names if each not in first)])
    table = tell_values(table, make_code_wording(zone, lang))
    return pack_shapefiles([table], table.schema, notes=[*notes, "", said])


def write_plots_workbook(
    table: pa.Table,
    zone: Zone,
    words: ZoneWords,
    lang: str,
    *,
    notes: Sequence[str],
    steps: Sequence[str] = (),
    others: Sequence[Sheet] = (),
) -> bytes:
    """Return a table of features as a workbook; its last sheet says how it was measured.

    Parameters
    ----------
    table : Table
        `webapp.plots.export.table.make_export_table`.
    zone : Zone
        Whose parts and places it names.
    words : ZoneWords
    lang : str
        The language's code.
    notes : sequence of str
        `make_notes`.
    steps : sequence of str
        How the features were read, told in the last sheet.
    others : sequence of Sheet
        Between the two.
    """
    sheets = [
        make_sheet(table.drop_columns([GEOMETRY_COLUMN]), zone, words.parts, lang),
        *others,
        make_about_sheet(notes, steps, lang),
    ]
    out = io.BytesIO()
    write_workbook(out, sheets, name="plots.xlsx")
    return out.getvalue()


def make_about_sheet(notes: Sequence[str], steps: Sequence[str], lang: str) -> Sheet:
    """Return the sheet that says how features were measured, and how they were read."""
    _ = get_translator(lang)
    told = [[each] for each in notes]
    if steps:
        told = [*told, [], [_("Reading steps")], *([each] for each in steps)]
    return Sheet(_("About these data")[:31], [SheetColumn(_("About these data"))], told)


def make_area_notes(zone: Zone, lang: str) -> list[str]:
    """Return how areas were measured against a zone, and where that is from."""
    _ = get_translator(lang)
    return [
        _("Areas and lengths are geodesic, on the WGS 84 ellipsoid."),
        _("The sheet “Shares by part” counts each place once: its shares add up to the plot."),
        *make_provenance_lines(zone, zone.parts, lang, has_part_areas=False),
    ]


def make_notes(zone: Zone, lang: str, roads: Roads | None) -> list[str]:
    """Return how features were measured against a zone, and where that and the roads are from."""
    _ = get_translator(lang)
    return [
        _(
            "The plots, lines and sites were brought by the reader of the map; nobody has checked "
            "them."
        ),
        _(
            "Areas and lengths are geodesic, on the WGS 84 ellipsoid; plane areas are those in the "
            "projection that is named beside them."
        ),
        _(
            "Shares are parts of a plot's area. “Certain” means: even if every outline of the zone "
            "were off by its full position uncertainty, the plot would lie in the same parts."
        ),
        _("Distances are straight-line (geodesic on WGS 84), from a point inside each plot."),
        *((describe_conditions(roads, lang), credit_roads(roads, lang)) if roads else ()),
        _("The county is that of the point inside. GCJ-02 is the system of Amap and Tencent maps."),
        *make_provenance_lines(zone, zone.parts, lang, has_part_areas=False),
    ]


def write_plots_kml(
    table: pa.Table, names: Sequence[str | None], lang: str, *, notes: Sequence[str]
) -> bytes:
    """Return features as KML 2.2 (WGS 84), their columns as extended data.

    Parameters
    ----------
    table : Table
        `webapp.plots.export.table.make_export_table`.
    names : sequence of str or None
        Of the features.
    lang : str
        The language's code.
    notes : sequence of str
        `make_notes`.
    """
    shapes = shapely.from_wkb(table.column(GEOMETRY_COLUMN).to_pylist())
    rows = table.drop_columns([GEOMETRY_COLUMN]).to_pylist()
    marks = [
        {
            "name": replace_controls(name or row["row"]),
            "data": _list_data(row),
            "shapes": [_describe_piece(piece) for piece in shapely.get_parts(shape)],
        }
        for row, name, shape in zip(rows, names, shapes, strict=True)
    ]
    note = replace_controls("\n".join(notes))
    _ = get_translator(lang)
    title = _("Your data")
    template = get_environment("en").get_template("plots.kml")
    text = template.render(marks=marks, note=note, title=title)
    return text.encode("utf-8") + b"\n"


def _list_data(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        replace_controls(key): replace_controls(to_json(value) if _is_nested(value) else value)
        for key, value in row.items()
        if value is not None
    }


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict | list)


def _describe_piece(shape: Any) -> dict[str, Any]:
    """Return a point, line or polygon as KML writes its coordinates, in degrees."""
    rings = shapely.get_rings(shape) if shape.geom_type == "Polygon" else [shape]
    texts = [
        " ".join(f"{lon!r},{lat!r}" for lon, lat in shapely.get_coordinates(ring).tolist())
        for ring in rings
    ]
    return {"kind": shape.geom_type, "rings": texts}
