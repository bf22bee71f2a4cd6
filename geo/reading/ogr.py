"""Formats that GDAL reads: GeoPackage, FlatGeobuf."""

from pathlib import Path

import geopandas as gpd
import pyogrio

from geo.errors import InputError, quote_value
from geo.reading.layer import RawLayer, ReadOptions


def read_ogr(path: Path, options: ReadOptions) -> RawLayer:
    """Return a layer of a file; the first one where there is only one.

    Raises
    ------
    InputError
        When there is none, none of that name, or several and none was named.
    """
    names, layer = [str(name) for name in pyogrio.list_layers(path)[:, 0]], options.layer
    if layer is not None and layer not in names:
        raise InputError(
            f"{path.name} has no layer {quote_value(layer)}; it has {', '.join(names)}"
        )
    if not names:
        raise InputError(f"{path.name} holds no layer; export it again")
    if layer is None and len(names) > 1:
        raise InputError(f"{path.name} has several layers; name one: --layer {', '.join(names)}")
    table = pyogrio.read_dataframe(path, layer=layer or names[0])
    if not isinstance(table, gpd.GeoDataFrame):
        raise InputError(f"{path.name} holds no geometry; name another layer or file")
    table.index += 1
    return RawLayer(table, layer_name=layer or names[0])
