"""The counties keep their seams and their hosts every vertex; the rivers have their names."""

import pytest
import shapely
from shapely.geometry import mapping, shape
from shipped_data import CONTEXT, COUNTIES, DATA

from geo.schematic.context import (
    DECIMALS,
    merge_rivers,
    read_county_outlines,
    round_coordinates,
    simplify_counties,
)


def test_context_counties_keep_their_seams() -> None:
    cover = [shape(c["geometry"]) for c in CONTEXT.values() if c["properties"]["kind"] == "county"]
    assert len(cover) == len(COUNTIES)
    assert shapely.coverage_is_valid(cover, gap_width=0.001)
    assert isinstance(shapely.union_all(cover), shapely.Polygon)
    assert not shapely.union_all(cover).interiors


def test_context_hosts_keep_every_vertex() -> None:
    hosts = [c["properties"]["county"] for c in CONTEXT.values() if c["properties"]["host"]]
    assert sorted(hosts) == ["510502", "510504", "510521"]
    for code in hosts:
        kept = shape(CONTEXT[f"county-{code}"]["geometry"])
        assert shapely.count_coordinates(kept) == shapely.count_coordinates(COUNTIES[code])


def test_context_is_light_enough_to_be_inlined() -> None:
    assert (DATA / "context.geojson").stat().st_size <= 70_000


def test_context_names_the_rivers() -> None:
    names = {key: c["properties"]["name"] for key, c in CONTEXT.items() if key.startswith("river")}
    assert {"Yangtze", "Tuo", "Chishui"} <= set(names.values())
    assert all(names[key] is None for key in names if "unnamed" in key)


def line(*xy):
    return {"type": "Feature", "properties": {}, "geometry": mapping(shapely.LineString(xy))}


def test_segments_of_a_river_are_merged_and_the_rest_is_kept():
    rivers = {"features": [line((0, 0), (1, 0)), line((5, 5), (6, 6)), line((1, 0), (2, 1))]}
    merged = merge_rivers([{"id": "long", "segments": [0, 2]}], rivers)
    assert merged.keys() == {"long", "river-unnamed-1"}
    assert list(merged["long"].coords) == [(0, 0), (1, 0), (2, 1)]
    assert list(merged["river-unnamed-1"].coords) == [(5, 5), (6, 6)]


def test_outlines_are_read_by_code():
    county = {"properties": {"county": "7"}, "geometry": mapping(shapely.box(0, 0, 1, 1))}
    assert read_county_outlines({"features": [county]})["7"].equals(shapely.box(0, 0, 1, 1))


@pytest.mark.parametrize(("kink", "kept"), [(0.0002, {1}), (0.002, {1, 2})])
def test_edges_are_simplified_by_their_distance_from_the_host(kink, kept):
    """Four counties from west to east, the first one the host, each seam with a kink.

    The host's own seam keeps every kink, that of its neighbour only the larger one.
    """

    def seam(x):
        return [(x, 0), (x + kink, 0.5), (x, 1)] if x else [(0, 0), (0, 1)]

    outlines = {str(x): shapely.Polygon([*seam(x), *seam(x + 1)[::-1]]) for x in range(4)}
    simpler = simplify_counties(outlines, hosts={"0"})
    vertices = {xy for outline in simpler.values() for xy in outline.exterior.coords}
    assert {x for x in (1, 2, 3, 4) if (x + kink, 0.5) in vertices} == kept
    assert shapely.coverage_is_valid(list(simpler.values()))
    assert all(outline.exterior.is_ccw for outline in simpler.values())


def test_coordinates_have_five_decimals():
    assert DECIMALS == 5
    rounded = round_coordinates(shapely.Point(105.123456789, 28.000004))
    assert rounded.coords[0] == (105.12346, 28.0)
