"""KML."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from geo.reading.layer import RawLayer, ReadOptions
from geo.reading.ogr import read_ogr

_KML_DRIVER_COLUMNS = (
    *("timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude"),
    *("visibility", "drawOrder", "icon", "snippet"),
)


def read_kml(path: Path, options: ReadOptions) -> RawLayer:
    """Read KML, preferring fields of its extended data to the driver's own of the same name.

    Ids that GDAL numbered when it wrote the file, and a description that is empty everywhere,
    are left out.
    """
    raw = read_ogr(path, options)
    table = raw.table
    own = [column for column in _KML_DRIVER_COLUMNS if column in table.columns]
    own += [
        name
        for name, has_content in _KML_CONTENT_TESTS.items()
        if not has_content(table.get(name, _EMPTY_COLUMN))
    ]
    # GDAL appends a 2 to extended data that are named like one of its own columns.
    doubled = {f"{name}2": name for name in ("id", "name") if f"{name}2" in table.columns}
    given = [column for column in ("Name", "id") if column.lower() in doubled.values()]
    kept = table.drop(columns=[*own, *given], errors="ignore").rename(columns=doubled)
    return replace(raw, table=kept)


def _has_own_ids(ids: pd.Series) -> bool:
    return bool((ids.notna() & ~ids.astype(str).str.fullmatch(r".*\.\d+")).any())


def _has_text(texts: pd.Series) -> bool:
    return bool((texts.fillna("").astype(str).str.strip() != "").any())


_EMPTY_COLUMN = pd.Series(dtype=object)
_KML_CONTENT_TESTS: Mapping[str, Callable[[pd.Series], bool]] = MappingProxyType(
    {"id": _has_own_ids, "description": _has_text}
)
