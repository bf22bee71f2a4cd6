"""What is told of each plot, line and site, as JSON."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from geo.arrays import Floats, Json, Shapes
from geo.geodesy.datum import convert_datum
from geo.lookup.index import ZoneIndex
from geo.lookup.own_shares import SHARE_DECIMALS
from geo.rows import none_if_nan
from webapp.plots.measures import PlotMeasures
from webapp.plots.zone_words import ZoneWords

KINDS = ("site", "line", "plot")  # by dimension
_DEGREE_DECIMALS, _METRE_DECIMALS = 7, 4


def make_rows(
    index: ZoneIndex, words: ZoneWords, shapes: Shapes, found: PlotMeasures
) -> list[Json]:
    """Return what is told of each feature.

    Parameters
    ----------
    index : ZoneIndex
        Of the zone.
    words : ZoneWords
    shapes : array of Geometry, shape (n,)
        The features, WGS 84 longitude and latitude in degrees.
    found : PlotMeasures
        What was measured of them.
    """
    sizes = _list_sizes(words, found, len(shapes))
    uncertainty_m = index.parts["position_uncertainty_m"].tolist()
    lonlat = np.column_stack([shapely.get_x(found.inside), shapely.get_y(found.inside)])
    kinds = [KINDS[each] for each in shapely.get_dimensions(shapes).tolist()]
    edges = found.edges.tolist()
    return [
        {
            "kind": kind,
            "verdict": verdict.replace(" ", "_"),
            "reason": reason,
            "possible_part": possible[0] if is_outside and possible else None,
            "possible_parts": possible,
            **size,
            **place,
            "inside_point": spot,
            "nearest": {
                **words.name_part(edge),
                "distance_m": edge_m,
                "uncertainty_m": none_if_nan(uncertainty_m[edge]),
            },
        }
        for kind, verdict, reason, possible, is_outside, size, place, spot, edge, edge_m in zip(
            kinds,
            found.verdicts.tolist(),
            words.list_reasons(found, kinds),
            _list_possible(words, found),
            found.are_outside.tolist(),
            sizes,
            _list_places(index, words, found),
            _list_spots(lonlat),
            edges,
            found.edges_m.tolist(),
            strict=True,
        )
    ]


def _list_possible(words: ZoneWords, found: PlotMeasures) -> list[list[Json]]:
    """Return the parts that each feature may reach though as drawn it does not."""
    columns = (found.verdicts, found.deciding, found.are_outside)
    return [
        []
        if verdict != "possible"
        else [words.name_part(each) for each in candidates or ([decides] if is_outside else [])]
        for verdict, decides, is_outside, candidates in zip(
            *_to_lists(columns), found.candidates, strict=True
        )
    ]


def _list_places(index: ZoneIndex, words: ZoneWords, found: PlotMeasures) -> list[Json]:
    """Return the county of each feature's inside point, and the way to the places."""
    located, doubt_m = found.located, index.places["position_uncertainty_m"]
    columns = [
        (
            {"place": place, "name": name, "uncertainty_m": none_if_nan(float(doubt_m[place]))},
            located[f"{place}_distance_m"],
            located[f"{place}_bearing_deg"],
        )
        for place, name in words.places.items()
    ]
    return [
        {
            "county": words.counties.get(code),
            "county_verdict": verdict.replace(" ", "_"),
            "distances": [
                {**place, "distance_m": far[n], "bearing_deg": bearing[n]}
                for place, far, bearing in columns
            ],
        }
        for n, (code, verdict) in enumerate(
            zip(located["county"], located["county_verdict"], strict=True)
        )
    ]


def _list_spots(lonlat: Floats) -> list[Json]:
    """Return points in each coordinate system; CGCS2000 is used as WGS 84."""
    moved = convert_datum(lonlat, source="wgs84", target="gcj02")
    own, gcj02 = (np.round(each, _DEGREE_DECIMALS).tolist() for each in (lonlat, moved))
    return [
        {"wgs84": here, "cgcs2000": here, "gcj02": there}
        for here, there in zip(own, gcj02, strict=True)
    ]


def _list_sizes(words: ZoneWords, found: PlotMeasures, count: int) -> list[Json]:
    sizes = [_size_point(words, part) for part in found.located["part"]]
    for n, length_m in enumerate(np.round(found.lengths_m, _METRE_DECIMALS).tolist()):
        if length_m == length_m:  # noqa: PLR0124 (NaN)
            sizes[n] |= {"length_m": length_m, "parts": [], "outside_share": None}
    parts, outside = _list_parts(words, found), found.outside_shares.tolist()
    for n, at in enumerate(found.plots.tolist()):
        sizes[at] |= {
            "area_m2": found.areas["area_m2"][n],
            "perimeter_m": found.areas["perimeter_m"][n],
            "part": found.areas["part"][n],
            "parts": parts[n],
            "outside_share": outside[n],
        }
    return sizes


def _size_point(words: ZoneWords, part: str | None) -> Json:
    """Return what is told of a site; a point has no shares."""
    own = {"id": part, "share": None, "overlap_share": None, "area_m2": None, "is_touch": False}
    return {
        "part": part,
        "parts": [] if part is None else [own | {"name": words.parts[part]}],
        "outside_share": None,
        **dict.fromkeys(("area_m2", "perimeter_m", "length_m", "plane_area_m2", "plane_crs")),
        **dict.fromkeys(("stated_area_m2", "stated_difference_m2")),
        "warnings": [],
    }


def _list_parts(words: ZoneWords, found: PlotMeasures) -> list[list[Json]]:
    """Return for each plot the parts that have some of it, the outermost first."""
    parts: list[list[Json]] = [[] for _ in found.plots]
    shares, areas_m2 = found.shares, found.areas_m2.tolist()
    columns = (shares.polygon, shares.part, shares.shared_m2, shares.own_m2, shares.is_touch)
    for n, part, shared_m2, own_m2, is_touch in zip(*_to_lists(columns), strict=True):
        parts[n].append(
            {
                "id": words.part_ids[part],
                "name": words.parts[words.part_ids[part]],
                "share": _divide(own_m2, areas_m2[n]),
                "overlap_share": _divide(shared_m2, areas_m2[n]),
                "area_m2": round(own_m2, _METRE_DECIMALS),
                "is_touch": is_touch,
            }
        )
    return [[each for each in row if each["share"] > 0] for row in parts]


def _to_lists(columns: Sequence[Any]) -> list[list[Any]]:
    return [column.tolist() for column in columns]


def _divide(piece_m2: float, whole_m2: float) -> float:
    return round(min(piece_m2 / whole_m2, 1.0), SHARE_DECIMALS) if whole_m2 else 0.0
