"""The one way in: a file of any format to a layer in degrees, with every step told."""

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pyarrow
import pyogrio
import shapely
from pyproj.exceptions import CRSError

from geo.errors import N_, InputError, Phrase, file_label
from geo.reading.collector import raise_empty
from geo.reading.crs import assign_crs, to_lonlat
from geo.reading.delimited import read_csv
from geo.reading.geojson_text import read_geojson
from geo.reading.kml import read_kml
from geo.reading.layer import Layer, RawLayer, ReadOptions
from geo.reading.ogr import read_ogr
from geo.reading.parquet import read_parquet
from geo.reading.shapefile import read_shapefile
from geo.reading.sniff import open_layer_file

Reader = Callable[[Path, ReadOptions], RawLayer]
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "GeoJSON": read_geojson,
        "GeoPackage": read_ogr,
        "Shapefile": read_shapefile,
        "KML": read_kml,
        "FlatGeobuf": read_ogr,
        "GeoParquet": read_parquet,
        "CSV": read_csv,
    }
)


def read_layer(path: Path, options: ReadOptions | None = None) -> Layer:
    """Return a layer of a file in OGC:CRS84 degrees.

    Raises
    ------
    InputError
        When the file can't be read, is empty, has several layers and none was named, or its
        coordinates can't be brought to degrees.
    """
    options = options or ReadOptions()
    with open_layer_file(path, layer=options.layer) as (file, format_name):
        raw = _read_raw(file, format_name, options)
    told = [_describe_reading(path.name, format_name, raw), *raw.steps]
    if shapely.has_z(raw.table.geometry.values).any():
        told.append(Phrase(N_("Heights were removed from %(name)s."), {"name": path.name}))
    known, warnings_of_crs = assign_crs(raw.table, crs=options.crs, name=path.name)
    placed, messages, shifts_m = to_lonlat(known, datum=options.datum, name=path.name)
    told += [Phrase(text, {}) for text in (*warnings_of_crs, *messages)]
    return Layer(
        placed, tuple(told), raw.left_out, format_name, raw.layer_name, raw.members, shifts_m
    )


def _describe_reading(name: str, format_name: str, raw: RawLayer) -> Phrase:
    values = {"n": len(raw.table), "name": file_label(name), "format": format_name}
    return Phrase(N_("Read %(n)s features from %(name)s (%(format)s)."), values)


def _read_raw(path: Path, format_name: str, options: ReadOptions) -> RawLayer:
    """Return what the format's reader returns; whatever a library raises becomes one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the table itself is checked instead
            raw = READERS[format_name](path, options)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(f"{path.name} can't be read: {_summarize_error(error)}") from None
    except (pyogrio.errors.FeatureError, pyogrio.errors.GeometryError) as error:
        raise InputError(
            f"{path.name} holds a damaged feature: {_summarize_error(error)}"
        ) from None
    except CRSError:
        raise InputError(
            f"{path.name} declares a coordinate system that PROJ doesn't know; export it again"
        ) from None
    except (pyarrow.ArrowException, OSError, ValueError, UnicodeError) as error:
        raise InputError(f"{path.name} can't be read: {_summarize_error(error)}") from None
    if raw.table.empty:
        raise_empty(path.name, raw.left_out)
    return raw


def _summarize_error(error: Exception) -> str:
    lines = str(error).strip().splitlines() or ["it is damaged"]
    return lines[0][:200].rstrip(".") + "; export it again"
