"""Outlines and lines as the map's script decodes them, in steps as fine as they are worth."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Bools, Ints, Shapes
from maps.web.polyline import encode_polylines

DECIMALS = 6  # 0.1 m: a pixel at zoom 18 is 0.6 m
CONTEXT_DECIMALS = 4  # 11 m: the outlines beneath are good to some hundred metres
COARSE_DECIMALS = 3  # 111 m, so that no vertex moves by more than 79 m
COARSE_FROM_M = 1_000.0  # position uncertainty from which that is little beside it


def encode_context(shapes: gpd.GeoSeries, uncertainties_m: pd.Series) -> list[dict[str, Any]]:
    """Return what lies beneath the parts, each shape with its `paths` and their `scale` in degrees.

    A scale of 10^-`CONTEXT_DECIMALS` is left out: vertices get steps no finer than they are worth.

    Parameters
    ----------
    shapes : GeoSeries
        As of `encode_shapes`.
    uncertainties_m : Series
        Position uncertainty of each shape, metres; NaN where it is not stated.
    """
    is_coarse: Bools = (uncertainties_m >= COARSE_FROM_M).to_numpy()
    fine = iter(encode_shapes(gpd.GeoSeries(shapes[~is_coarse]), decimals=CONTEXT_DECIMALS))
    coarse = iter(encode_shapes(gpd.GeoSeries(shapes[is_coarse]), decimals=COARSE_DECIMALS))
    return [
        {"paths": next(coarse), "scale": 10.0**-COARSE_DECIMALS}
        if coarser
        else {"paths": next(fine)}
        for coarser in is_coarse.tolist()
    ]


def encode_shapes(shapes: gpd.GeoSeries, *, decimals: int = DECIMALS) -> list[list[list[str]]]:
    """Return each shape as its polygons or lines, each a list of texts (`maps.web.polyline`).

    In a shape each text goes on from where the one before it ends.

    Parameters
    ----------
    shapes : GeoSeries
        Polygons and lines, WGS 84 in degrees; an empty shape has no rings.
    decimals : int
        Digits of a degree that are kept.

    Examples
    --------
    >>> encode_shapes(gpd.GeoSeries([shapely.box(0, 0, 1, 1)]), decimals=0)
    [[['!$$!!##!!$']]]
    """
    pieces, owner = shapely.get_parts(shapes.to_numpy(), return_index=True)
    is_area: Bools = np.asarray(shapely.get_dimensions(pieces)) == 2
    rings, area = shapely.get_rings(pieces[is_area], return_index=True)
    lines: Shapes = np.concatenate([rings, pieces[~is_area]])
    piece: Ints = np.concatenate([np.flatnonzero(is_area)[area], np.flatnonzero(~is_area)])
    order = np.argsort(piece, kind="stable")
    lines, piece = lines[order], piece[order]
    follows: Bools = np.diff(owner[piece], prepend=-1) == 0
    texts = encode_polylines(lines, decimals=decimals, follows=follows)
    drawn: list[list[str]] = [[] for _ in pieces]
    for text, n in zip(texts, piece.tolist(), strict=True):
        drawn[n].append(text)
    paths: list[list[list[str]]] = [[] for _ in range(len(shapes))]
    for texts, n in zip(drawn, owner.tolist(), strict=True):
        paths[n].append(texts)
    return paths
