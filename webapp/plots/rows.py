"""What is told of each plot, line and site: the measures of the commands, as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from geo.arrays import Floats, Json, Shapes
from geo.batch.chunks import Chunk
from geo.batch.jobs import locate_chunk, measure_chunk
from geo.geodesy.datum import convert_datum
from geo.geodesy.edges import split_segments
from geo.geodesy.geodesic import solve_inverse
from geo.lookup.own_shares import share_out
from geo.measured import Measured
from geo.rows import Rows
from maps.content.part import localize_part_name
from webapp.plots.plot_file import LINE, PLOT

Columns = Mapping[str, list[Any]]
_DEGREE_DECIMALS, _SHARE_DECIMALS, _METRE_DECIMALS = 7, 9, 4


class RowMaker:
    """Measures features against a zone, in the words of one language.

    Parameters
    ----------
    measured : Measured
    lang : str
        The language's code.
    """

    def __init__(self, measured: Measured, lang: str) -> None:
        self._measured, self._index, self._lang = measured, measured.index, lang
        self._ids = [str(each) for each in self._index.parts.index]
        self._names = {
            part_id: localize_part_name({**row, "id": part_id}, lang).text
            for part_id, row in Rows(self._index.parts).items()
        }
        self._places = {
            place_id: localize_part_name({**row, "id": place_id}, lang).text
            for place_id, row in Rows(self._index.places).items()
        }

    def make_rows(self, shapes: Shapes, kinds: Sequence[str]) -> list[Json]:
        """Return one row for each feature.

        Parameters
        ----------
        shapes : array of Geometry, shape (n,)
            Polygons, lines and points; WGS 84 longitude and latitude in degrees, valid.
        kinds : sequence of str
            `plot`, `line` or `site`.
        """
        inside = find_inside_points(shapes)
        located = _to_columns(
            locate_chunk(_make_chunk(inside), measured=self._measured, datum="wgs84")
        )
        spots = _describe_spots(np.column_stack([shapely.get_x(inside), shapely.get_y(inside)]))
        rows = [self._describe_place(located, n) for n in range(len(shapes))]
        sizes = self._measure_plots(shapes, kinds) | self._measure_lines(shapes, kinds)
        return [
            {
                "kind": kind,
                **_LATER,
                **row,
                **sizes.get(n, _size_of_site(row)),
                "inside_point": spot,
            }
            for n, (kind, row, spot) in enumerate(zip(kinds, rows, spots, strict=True))
        ]

    def _describe_place(self, found: Columns, n: int) -> Json:
        edge = found["edge_part"][n]
        return {
            "verdict": found["verdict"][n].replace(" ", "_"),
            "part": found["part"][n],
            "county": found["county_name"][n],
            "nearest": {
                "id": edge,
                "name": self._names[edge],
                "distance_m": found["edge_distance_m"][n],
                "uncertainty_m": found["edge_uncertainty_m"][n],
            },
            "distances": [
                {
                    "place": place,
                    "name": name,
                    "distance_m": found[f"{place}_distance_m"][n],
                    "bearing_deg": found[f"{place}_bearing_deg"][n],
                }
                for place, name in self._places.items()
            ],
        }

    def _measure_plots(self, shapes: Shapes, kinds: Sequence[str]) -> dict[int, Json]:
        which = np.flatnonzero(np.array(kinds, dtype=object) == PLOT)
        if not len(which):
            return {}
        plots = shapes[which]
        found = _to_columns(measure_chunk(_make_chunk(plots), measured=self._measured))
        own = share_out(self._index, plots, np.array(found["area_m2"]))
        parts: list[list[Json]] = [[] for _ in which]
        for n, part, own_m2, is_touch in zip(
            own.polygon.tolist(),
            own.part.tolist(),
            own.own_m2.tolist(),
            own.is_touch.tolist(),
            strict=True,
        ):
            if own_m2 > 0:
                parts[n].append(self._describe_part(part, own_m2, found["area_m2"][n], is_touch))
        return {
            int(at): {
                "parts": parts[n],
                "outside_share": _find_outside(parts[n]),
                "area_m2": found["area_m2"][n],
                "perimeter_m": found["perimeter_m"][n],
                "length_m": None,
                "part": found["part"][n],
            }
            for n, at in enumerate(which.tolist())
        }

    def _describe_part(self, part: int, own_m2: float, area_m2: float, is_touch: bool) -> Json:
        part_id = self._ids[part]
        return {
            "id": part_id,
            "name": self._names[part_id],
            "share": round(min(own_m2 / area_m2, 1.0), _SHARE_DECIMALS),
            "area_m2": round(own_m2, _METRE_DECIMALS),
            "is_touch": is_touch,
        }

    def _measure_lines(self, shapes: Shapes, kinds: Sequence[str]) -> dict[int, Json]:
        which = np.flatnonzero(np.array(kinds, dtype=object) == LINE)
        lengths = measure_lengths_m(shapes[which])
        return {
            int(at): {**_NO_SIZE, "length_m": round(length, _METRE_DECIMALS)}
            for at, length in zip(which.tolist(), lengths.tolist(), strict=True)
        }


_LATER: Json = {
    "reason": "", "stated_area_m2": None, "stated_difference_m2": None, "plane_area_m2": None,
    "plane_crs": None, "warnings": [],
}  # fmt: skip
_NO_SIZE: Json = {
    "parts": [], "outside_share": None, "area_m2": None, "perimeter_m": None, "length_m": None,
}  # fmt: skip


def _size_of_site(row: Json) -> Json:
    return {**_NO_SIZE}


def _find_outside(parts: Sequence[Json]) -> float:
    return round(max(1.0 - sum(each["share"] for each in parts), 0.0), _SHARE_DECIMALS)


def _make_chunk(shapes: Shapes) -> Chunk:
    nothing = pa.table({"": pa.nulls(len(shapes))}).select([])
    return Chunk(0, np.arange(len(shapes)), nothing, shapes)


def _to_columns(result: Any) -> Columns:
    return {
        name: result.table.column(name).to_pylist()
        for name in result.table.column_names
        if name != "geometry"
    }


def find_inside_points(shapes: Shapes) -> Shapes:
    """Return a point certainly inside each polygon, halfway along each line, and each point.

    Parameters
    ----------
    shapes : array of Geometry, shape (n,)
        WGS 84 longitude and latitude in degrees, valid.
    """
    found = shapely.point_on_surface(shapes)
    rounded = shapely.transform(found, lambda xy: np.round(xy, _DEGREE_DECIMALS))
    kind = shapely.get_type_id(shapes)
    is_areal = (kind == 3) | (kind == 6)
    found[is_areal] = np.where(shapely.contains_properly(shapes, rounded), rounded, found)[is_areal]
    found[kind == 0] = shapes[kind == 0]
    return found


def _describe_spots(lonlat: Floats) -> list[Json]:
    gcj02 = np.round(convert_datum(lonlat, source="wgs84", target="gcj02"), _DEGREE_DECIMALS)
    own = np.round(lonlat, _DEGREE_DECIMALS).tolist()
    return [
        {"wgs84": here, "cgcs2000": here, "gcj02": there}
        for here, there in zip(own, gcj02.tolist(), strict=True)
    ]


def measure_lengths_m(lines: Shapes) -> Floats:
    """Return the geodesic length of each line in metres.

    Parameters
    ----------
    lines : array of LineString or MultiLineString, shape (n,)
        WGS 84 longitude and latitude in degrees.
    """
    pieces, owner = shapely.get_parts(lines, return_index=True)
    start, end, piece = split_segments(pieces)
    lengths = solve_inverse(start[:, 0], start[:, 1], end[:, 0], end[:, 1])[2]
    return np.bincount(owner[piece], weights=lengths, minlength=len(lines))
