"""`gates.geojson`, a companion: the gates of parts, from which ways by road begin."""

from pathlib import Path

import geopandas as gpd

from geo import schema
from geo.errors import N_, InputError, quote_value
from geo.fields.languages import repeat_field
from geo.io.companions import Companion, read_companion
from geo.io.geojson import describe_feature
from geo.io.own_file import read_own_bytes

GATES = Companion(
    "gates.geojson",
    {
        "id": schema.read_required_text,
        **repeat_field("name", schema.read_text),
        "part": schema.read_required_text,
    },
    ("Point",),
)


def read_gates(path: Path, parts: gpd.GeoDataFrame, *, max_bytes: int) -> gpd.GeoDataFrame:
    """Return the gates from beside a boundary file; empty without such a file.

    Parameters
    ----------
    path : Path
        Of the boundary file.
    parts : GeoDataFrame
        The parts, WGS 84 degrees, indexed by `id`.
    max_bytes : int
        A larger file is refused.

    Returns
    -------
    GeoDataFrame
        OGC:CRS84; id, name in each language, and the id of each gate's `part`.

    Raises
    ------
    InputError
        When the file can't be used, or a gate is of a part that is not there.
    """
    data = read_own_bytes(path, GATES.file_name, max_bytes=max_bytes)
    gates = read_companion(data, GATES)[0]
    for number, (key, part) in enumerate(gates["part"].items(), 1):
        if part not in parts.index:
            raise InputError(
                N_("%(where)s has the part %(part)s, which is not there. Name a part."),
                where=describe_feature(GATES.file_name, number, key),
                part=quote_value(part),
            )
    return gates
