"""Where a layer would lie if a question were answered in one way: a small geometry for the map."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.arrays import Shapes
from geo.batch.to_degrees import ToDegrees
from geo.errors import N_, InputError, Phrase
from geo.geodesy.datum import convert_datum
from geo.reading.any_format import read_raw_layer
from geo.reading.crs_option import parse_crs_option
from geo.reading.layer import ReadOptions
from webapp.plots.budget import PlotBudget
from webapp.plots.plot_file import read_plot_file

MAX_VERTICES = 500
_MAX_SHAPES = 200
_LEAST_BOX = 5  # vertices of a box
_DECIMALS = 6


def draw_preview(shapes: Shapes) -> Any:
    """Return some shapes as one GeoJSON geometry of at most 500 vertices; None where none is known.

    Parameters
    ----------
    shapes : array of Geometry or None, shape (n,)
        WGS 84 longitude and latitude in degrees. Large ones are shown by their boxes.
    """
    known = shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
    known = known[np.isfinite(shapely.bounds(known)).all(axis=1)] if len(known) else known
    if not len(known):
        return None
    some = known[:: max(1, len(known) // _MAX_SHAPES + 1)]
    if shapely.get_num_coordinates(some).sum() > MAX_VERTICES:
        boxes = known[:: max(1, len(known) * _LEAST_BOX // MAX_VERTICES + 1)]
        some = shapely.envelope(boxes)
    whole = shapely.GeometryCollection(shapely.force_2d(some).tolist())
    rounded = shapely.transform(whole, lambda xy: np.round(xy, _DECIMALS))
    return json.loads(str(shapely.to_geojson(rounded)))


def preview_layer(path: Path, options: ReadOptions, budget: PlotBudget) -> Any:
    """Return where a layer lies that is read with some options; None where it can't be read."""
    try:
        return draw_preview(read_plot_file(path, options, budget).shapes)
    except InputError:
        return None


class CrsPreviewer:
    """Previews a layer in one CRS after the other; the file is read once for all of them.

    Parameters
    ----------
    path : Path
        Of the file.
    options : ReadOptions
    likely : str
        A CRS that the file can be read with, where it can't be without any.
    """

    def __init__(self, path: Path, options: ReadOptions, likely: str) -> None:
        self._name, self._datum = path.name, options.datum
        self._shapes: Shapes = np.array([], dtype=object)
        for crs in (None, likely):
            try:
                raw, _ = read_raw_layer(path, replace(options, skip_unusable=True, crs=crs))
            except InputError:
                continue
            shapes = np.asarray(raw.table.geometry.values)
            self._shapes = shapes[:: max(1, len(shapes) // _MAX_SHAPES + 1)]
            break

    def draw(self, crs: str) -> Any:
        """Return where the layer lies in a CRS; None where it has no such place."""
        try:
            to_degrees = ToDegrees(parse_crs_option(crs), self._datum, self._name)
            return draw_preview(to_degrees(self._shapes))
        except InputError:
            return None

    def describe_first(self) -> Phrase | None:
        """Return the numbers of the first vertex as they are in the file."""
        xy = shapely.get_coordinates(self._shapes[:1])
        if not len(xy):
            return None
        said = N_("The first coordinates are %(x)s and %(y)s.")
        return Phrase(said, {"x": f"{xy[0, 0]:.10g}", "y": f"{xy[0, 1]:.10g}"})


def preview_datum(shapes: Shapes, datum: str) -> Any:
    """Return where shapes lie that are in a datum of Chinese online maps.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        As they were read, longitude and latitude in degrees on that datum.
    datum : str
        `wgs84`, `gcj02` or `bd09`.
    """
    some = shapes[:: max(1, len(shapes) // _MAX_SHAPES + 1)]
    moved = shapely.transform(some, lambda xy: convert_datum(xy, source=datum, target="wgs84"))
    return draw_preview(np.asarray(moved))


def list_first_texts(texts: Sequence[str]) -> list[str]:
    """Return a few texts, each cut to a length that a question has room for."""
    return [text if len(text) <= 40 else text[:40] + "…" for text in texts[:4]]
