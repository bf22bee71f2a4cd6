"""The parts as a zipped Shapefile: texts cut to what a dBase field holds, and whole beside it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from geo.fields.languages import DATA_LANGUAGES, field_name
from geo.fields.other import COLUMN_PREFIX
from geo.io.dbf import MAX_DBF_BYTES, shorten_field, shorten_names
from geo.io.temporary import temporary_folder
from geo.io.zip_files import zip_files
from geo.zone import Zone
from maps.export.crs import choose_crs
from maps.export.provenance import make_provenance_note
from maps.export.vector_files import flatten_parts, subset_zone
from maps.figure.options import FigureOptions
from maps.i18n import LANGUAGES, get_translator

# Column names have at most ten characters.
SHORT_NAMES = {
    "published_area_km2": "publ_km2",
    "position_uncertainty_m": "uncert_m",
    **{field_name("industries", code): f"industr_{code}" for code in DATA_LANGUAGES},
    "industries": "industry",
}


def render_shapefile(zone: Zone, options: FigureOptions) -> bytes:
    """Return a zipped Shapefile (UTF-8) with README.txt.

    That has the provenance note, the names of shortened columns, and each text that is longer than
    `MAX_DBF_BYTES`; in the table it is cut at a word and ends with "…".
    """
    cut = subset_zone(zone, options)
    crs = choose_crs(options, cut.parts)
    whole = flatten_parts(cut)
    own = [name for name in whole.columns if str(name).startswith(COLUMN_PREFIX)]
    used = [SHORT_NAMES.get(name, name) for name in whole.columns.drop(own)]
    short = {**SHORT_NAMES, **shorten_names(own, used=used)}
    table = whole.copy()
    for name in table.columns.drop("geometry"):
        table[name] = table[name].map(_cut_text)
    note = make_provenance_note(cut, cut.parts, crs)
    readme = "\n".join((note, _list_short_names(short), *_list_whole_texts(whole, short)))
    with temporary_folder() as folder:
        pyogrio.write_dataframe(
            crs.move(gpd.GeoDataFrame(table.rename(columns=short))),
            Path(folder) / "zone.shp",
            driver="ESRI Shapefile",
            encoding="UTF-8",
            layer_options={"DBF_DATE_LAST_UPDATE": "2000-01-01"},
        )
        files = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    return zip_files({"README.txt": readme.encode("utf-8"), **files})


def _cut_text(value: Any) -> Any:
    return shorten_field(value) if isinstance(value, str) else value


def _list_short_names(short: Mapping[str, str]) -> str:
    return "".join(f"{each}: {name}\n" for name, each in short.items())


def _list_whole_texts(table: pd.DataFrame, short: Mapping[str, str]) -> Iterator[str]:
    """Yield what precedes the texts that are cut, then each: its part, its column, and itself."""
    cut = [
        f"{key}, {short.get(name, name)}: {text}\n"
        for name in table.columns.drop("geometry")
        for key, text in zip(table["id"], table[name], strict=True)
        if isinstance(text, str) and _cut_text(text) != text
    ]
    if cut:
        yield "".join(f"{_explain_cut(lang)}\n" for lang in LANGUAGES)
        yield from cut


def _explain_cut(lang: str) -> str:
    _ = get_translator(lang)
    words = _("Texts of more than %(most)s bytes are cut in the table; these are whole.")
    return words % {"most": MAX_DBF_BYTES}
