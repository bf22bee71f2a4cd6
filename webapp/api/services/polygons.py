"""Areas and perimeters of the polygons that a request sends, and their overlap with each part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.arrays import Json
from maps.content.wording import make_code_wording
from webapp.api.documents import build_provenance
from webapp.api.responses import CSV, JSON, XLSX, Catalogue
from webapp.api.services.reading import (
    READING_PARAMETERS,
    describe_left_out,
    list_notes,
    open_sent_file,
    translate_steps,
)
from webapp.http.language import lang
from webapp.http.workbook import make_workbook
from webapp.serialize import add_names, map_names, to_csv
from webapp.state import current_measured, state
from webapp.work.jobs import measure_sent_polygons

TYPES: Mapping[str, Sequence[str]] = MappingProxyType({"json": JSON, "csv": CSV, "xlsx": XLSX})

if TYPE_CHECKING:
    from webapp.api.services.polygon_file import MeasuredFile


@dataclass(frozen=True)
class MeasuredPolygons:
    """The answer: a document, or rows with their columns, and how the file was read.

    Attributes
    ----------
    document : dict
        The measures of a single polygon are members of it too; without any in a table.
    rows, columns : sequence
        Of a table; else empty.
    told : dict
        `steps` and `left_out`, in the language of the request.
    """

    document: Json
    rows: Sequence[Json]
    columns: Sequence[str]
    told: Json


def measure_polygons(catalogue: Catalogue, *, as_table: bool) -> MeasuredPolygons:
    """Return area, perimeter and overlaps of each polygon in the request's body, of any format.

    Raises
    ------
    InputError
        When a parameter or the file can't be used, or it has too many polygons or vertices.
    UnsupportedMediaType
        When the format is of no kind that is read.
    """
    with open_sent_file(READING_PARAMETERS) as (path, options, told):
        found: MeasuredFile = state().work.run(
            measure_sent_polygons, catalogue.measured, path, options, as_table=as_table,
            lang=lang(),
        )  # fmt: skip
    single = found.polygons[0] if len(found.polygons) == 1 else {}
    said = {
        "steps": translate_steps([*told, *found.steps]),
        "left_out": describe_left_out(found.left_out),
    }
    document = {
        "provenance": build_provenance(catalogue),
        **{key: value for key, value in single.items() if key not in {"number", "properties"}},
        "polygons": found.polygons,
        **said,
    }
    return MeasuredPolygons(document, found.rows, found.columns, said)


def write_table(found: MeasuredPolygons, form: str, parts: gpd.GeoDataFrame) -> str | bytes:
    """Return the rows as `csv` or `xlsx`; the workbook tells how the file was read.

    CSV has the names of the parts beside their ids.
    """
    own = found.columns[1 : found.columns.index("area_m2")]
    if form == "csv":
        named = dict.fromkeys(("part", "parts"), map_names(parts))
        rows, columns = add_names(found.rows, found.columns, named)
        wording = make_code_wording(current_measured().zone, lang())
        return to_csv(rows, columns, wording, own=own)
    return make_workbook(found.rows, found.columns, own=own, notes=list_notes(found.told))
