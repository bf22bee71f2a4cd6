"""Plots as parts of the zone: for the documents, figures and survey text that parts have."""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import shapely

from geo.errors import N_, InputError
from geo.fields.languages import DATA_LANGUAGES, field_name, repeat_field
from geo.io.geojson import parse_collection
from geo.io.parts import read_parts
from geo.zone import Zone
from maps.documents.factsheet import MOST_COMPARED, make_figure_options
from maps.documents.factsheet_plots import DIFFERENCE, REMARK, STATED
from maps.export.plot_fields import NUMBER, find_plot_fields
from maps.export.registry import FORMATS
from maps.figure.bounds import surround_shape
from maps.figure.options import MAX_ASPECT, MAX_PARTS, FigureOptions
from maps.figure.render import find_parts_around
from maps.i18n import get_translator
from maps.theme import BROUGHT
from webapp.plots.export.features import BroughtFeatures
from webapp.plots.stated_words import tell_stated

# Formats of documents and figures, by the ending of the file.
_DOCUMENTS = {"pdf": "factsheet.pdf", "docx": "docx", "svg": "svg", "png": "png"}
ZONE_FORMS = ("txt", *_DOCUMENTS)
_PREFIX = "your-plot-"
_NEAR_M = 500.0  # of a plot, where a figure of it shows what there is of the zone
_M2_PER_KM2 = 1e6
_FACTSHEETS = ("pdf", "docx")
_MANY_IN_FACTSHEET = N_(
    "A factsheet has room for %(most)s plots and parts side by side, and these are %(count)s. "
    "Select one plot, or filter the rows down to %(most)s. XLSX, CSV and figures take them all."
)
_MANY_IN_FIGURE = N_(
    "A figure has room for %(most)s plots and parts, and these are %(count)s. Select one plot, or "
    "filter the rows down to %(most)s. XLSX and CSV take them all."
)


def add_plots(zone: Zone, brought: BroughtFeatures, lang: str) -> tuple[Zone, list[str]]:
    """Return the zone with plots as further parts, and their ids; lines and sites are left out.

    Raises
    ------
    InputError
        When there is no plot.
    """
    plots = brought.measures.plots.tolist()
    if not plots:
        raise InputError(N_("There is no plot among the features. Choose one with an area."))
    ids = [f"{_PREFIX}{n}" for n in range(1, len(plots) + 1)]
    features = [
        _make_feature(
            key,
            brought.names[n] or str(brought.file.numbers[n]),
            brought.file.shapes[n],
            stated_m2=math.nan if brought.stated is None else float(brought.stated.areas_m2[n]),
        )
        for key, n in zip(ids, plots, strict=True)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    added = read_parts(parse_collection(text.encode(), name="plots"), name="plots")
    said = {
        REMARK: [brought.findings[n] or "" for n in plots],
        **_tell_stated(brought, plots, lang),
    }
    parts = pd.concat([zone.parts, added.assign(placement=BROUGHT, **said)])
    told = json.dumps([text, said], ensure_ascii=False)
    digest = hashlib.sha256(zone.digest.encode() + told.encode()).hexdigest()
    return replace(zone, parts=parts, digest=digest), ids


def _make_feature(key: str, name: str, shape: Any, *, stated_m2: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": json.loads(shapely.to_geojson(shape)),
        "properties": {
            "id": key,
            **repeat_field("name", name),
            "kind": "parcel",
            **({"published_area_km2": stated_m2 / _M2_PER_KM2} if stated_m2 > 0 else {}),
            **_make_notes(),
        },
    }


def _tell_stated(brought: BroughtFeatures, plots: Sequence[int], lang: str) -> dict[str, list[str]]:
    """Return the stated areas and what they differ by, in words as the page has them."""
    if brought.stated is None:
        return {}
    told = tell_stated(brought.file.records, brought.stated, brought.measured_m2, lang)
    areas, differences = zip(*(told[n] for n in plots), strict=True)
    return {STATED: list(areas), DIFFERENCE: list(differences)}


def _make_notes() -> dict[str, str]:
    notes = {}
    for code in DATA_LANGUAGES:
        _ = get_translator(code)
        notes[field_name("note", code)] = _("Brought by the reader of the map; not checked.")
    return notes


def render_plots(
    zone: Zone,
    brought: BroughtFeatures,
    form: str,
    *,
    parts: Sequence[str],
    title: str | None,
    lang: str,
    crs: str | None = None,
) -> bytes:
    """Return plots, beside chosen parts of the zone, as one of `ZONE_FORMS`.

    Parameters
    ----------
    zone : Zone
    brought : BroughtFeatures
    form : str
    parts : sequence of str
        The ids of parts to compare with; the land-survey text has none.
    title : str or None
        In place of the zone's name; a document of one plot has the plot's own.
    lang : str
        The language's code.
    crs : str, optional
        Of the land-survey text (`maps.export.crs`).

    Raises
    ------
    InputError
        When there is no plot, or more than a document has room for.
    UnknownIdError
        When there is no such part.
    """
    for part in parts:
        zone.part(part)
    whole, ids = add_plots(zone, brought, lang)
    if form == "txt":
        columns = pd.Series(_list_own_columns(brought), index=ids)
        own = whole.parts.loc[ids].assign(other=columns)
        only = replace(whole, parts=own)
        return FORMATS[form].make(only, FigureOptions(lang=lang, crs=crs))
    chosen = tuple(dict.fromkeys((*ids, *parts)))
    most = MOST_COMPARED if form in _FACTSHEETS else MAX_PARTS
    if len(chosen) > most:
        said = _MANY_IN_FACTSHEET if form in _FACTSHEETS else _MANY_IN_FIGURE
        raise InputError(said, most=most, count=len(chosen))
    is_of_one = form in _FACTSHEETS and len(ids) == 1
    options = FigureOptions(parts=chosen, lang=lang, title=None if is_of_one else title)
    options = show_ground(zone, whole, options, is_factsheet=form in _FACTSHEETS)
    return FORMATS[_DOCUMENTS[form]].make(whole, options)


def show_ground(
    zone: Zone, whole: Zone, options: FigureOptions, *, is_factsheet: bool
) -> FigureOptions:
    """Return the options of a figure that also shows the parts of the zone at and near the plots.

    The map shows at least what is near; of a page of another shape it shows more, and every part
    of the zone that is in its frame is drawn.

    Parameters
    ----------
    zone, whole : Zone
        Without the plots, and with them.
    options : FigureOptions
        Whose parts are the plots, and those chosen beside them.
    is_factsheet : bool
        Whether the figure is in a factsheet, whose figure has a shape of its own.
    """
    shown = shapely.union_all(whole.parts.loc[list(options.parts)].geometry.to_numpy())
    bounds = surround_shape(shown, _NEAR_M)
    if bounds is None:
        return options
    south, west, north, east = bounds
    more = max(north - south, east - west) * MAX_ASPECT
    is_near = zone.parts.intersects(shapely.box(west, south, east, north)).any()
    wide = shapely.box(west - more, south - more, east + more, north + more)
    may_be_seen = zone.parts.intersects(wide)
    around = tuple(str(key) for key in zone.parts.index[may_be_seen] if key not in options.parts)
    tried = replace(options, around=around, bounds=bounds if is_near else None)
    figure = make_figure_options(tried) if is_factsheet else tried
    return replace(tried, around=find_parts_around(whole, figure))


def _list_own_columns(brought: BroughtFeatures) -> list[dict[str, Any]]:
    """Return what the plots' file says of them; where it numbers none, their numbers in it."""
    plots = brought.measures.plots.tolist()
    rows = [brought.file.records[n] for n in plots]
    if any(NUMBER in each for each in find_plot_fields(rows)):
        return rows
    numbers = [str(number) for number in brought.file.numbers[plots].tolist()]
    return [{**row, NUMBER: number} for row, number in zip(rows, numbers, strict=True)]
