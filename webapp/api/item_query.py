"""The query for features: bbox, datetime, filters and paging, as positions of features."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from flask import request
from shapely.geometry.base import BaseGeometry as Geometry

from webapp.api import fields, query, temporal
from webapp.api.collections import Collection, ProjectedCollection
from webapp.api.crs import Crs
from webapp.http.query import check_parameters

PAGING_PARAMETERS = ("limit", "offset")
STANDARD_PARAMETERS = ("bbox", "bbox-crs", "crs", "datetime", *PAGING_PARAMETERS)
DEFAULT_LIMIT = 10
Positions = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class Page:
    """A page of the features that match.

    Attributes
    ----------
    collection : Collection
    crs : Crs
        Of the answer.
    matched : array of int
        Positions of all features that match.
    limit, offset : int
    """

    collection: Collection
    crs: Crs
    matched: Positions
    limit: int
    offset: int

    @property
    def positions(self) -> Positions:
        """Positions of the features on this page."""
        return self.matched[self.offset : self.offset + self.limit]

    @property
    def next_offset(self) -> int | None:
        """Where the next page starts; None on the last one."""
        after = self.offset + self.limit
        return after if after < len(self.matched) else None

    @property
    def previous_offset(self) -> int | None:
        """Where the page before starts; None on the first one."""
        return max(0, self.offset - self.limit) if self.offset else None


def read_page(collection: Collection, *, most: int = query.MAX_FEATURES) -> Page:
    """Return the page that this request's parameters ask for, of `most` features at most.

    Raises
    ------
    InputError
        For the first parameter that is unknown or can't be used.
    """
    filters = fields.queryable_names(collection.id)
    check_parameters((*STANDARD_PARAMETERS, *filters))
    frame = query.read_crs("bbox-crs", collection.crs)
    box = query.read_bbox(frame)
    # Each condition narrows one mask of rows, so that pages keep the order of the file.
    mask = np.ones(len(collection.rows), dtype=bool)
    if box is not None:
        mask &= _match_box(collection.project(frame.uri), box)
    if "datetime" in request.args:
        mask &= _match_interval(collection, temporal.parse_interval(request.args["datetime"]))
    for name in filters:
        if name in request.args:
            mask &= _match_value(collection, name, request.args)
    limit = query.read_whole_number("limit", default=DEFAULT_LIMIT, low=1)
    return Page(
        collection,
        query.read_crs("crs", collection.crs),
        np.flatnonzero(mask),
        min(limit, most),
        query.read_whole_number("offset", default=0, low=0),
    )


def _match_box(
    projected: ProjectedCollection, box: Geometry
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return which shapes intersect the box; touching counts."""
    mask = np.zeros(len(projected.shapes), dtype=bool)
    for each in getattr(box, "geoms", (box,)):
        mask[projected.tree.query(each, predicate="intersects")] = True
    return mask


def _match_interval(
    collection: Collection, asked: temporal.Interval
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return which features' dates intersect the interval; a feature without a date does too."""
    first, last = asked
    periods = [temporal.parse_period(row.get("as_of")) for row in collection.rows]
    return np.array([not p or (p[0] <= last and first <= p[1]) for p in periods], dtype=bool)


def _match_value(
    collection: Collection, name: str, args: Mapping[str, str]
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    schema = fields.property_schema(collection.id, name)
    value = query.parse_filter_value(name, args[name], schema)
    return np.array([each == value for each in collection.columns[name]], dtype=bool)
