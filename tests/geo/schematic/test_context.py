"""The counties keep their seams and their hosts every vertex, and say how far off they are."""

import pytest
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import mapping, shape
from shipped_data import CONTEXT, COUNTIES, DATA

from geo.schematic.context import (
    DECIMALS,
    add_simplification_m,
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
    assert (DATA / "context.geojson").stat().st_size <= 85_000


def test_context_names_the_rivers() -> None:
    names = {key: c["properties"]["name"] for key, c in CONTEXT.items() if key.startswith("river")}
    assert {"Yangtze River", "Tuo River", "Chishui River"} <= set(names.values())
    assert all(names[key] is None for key in names if "unnamed" in key)


def test_outlines_are_read_by_code():
    county = {"properties": {"county": "7"}, "geometry": mapping(shapely.box(0, 0, 1, 1))}
    assert read_county_outlines({"features": [county]})["7"].equals(shapely.box(0, 0, 1, 1))


@pytest.mark.parametrize(("kink", "kept"), [(0.00002, {1}), (0.0002, {1, 2}), (0.01, {1, 2, 3, 4})])
def test_edges_are_simplified_by_their_distance_from_the_host(kink, kept):
    """Four counties from west to east, the first one the host, each seam with a kink.

    The host's own seam keeps every kink, that of its neighbour the larger ones, and those beyond
    only the largest.
    """

    def seam(x):
        return [(x, 0), (x + kink, 0.5), (x, 1)] if x else [(0, 0), (0, 1)]

    outlines = {str(x): shapely.Polygon([*seam(x), *seam(x + 1)[::-1]]) for x in range(4)}
    simpler = simplify_counties(outlines, hosts={"0"})
    vertices = {xy for outline in simpler.values() for xy in outline.exterior.coords}
    assert {x for x in (1, 2, 3, 4) if (x + kink, 0.5) in vertices} == kept
    assert shapely.coverage_is_valid(list(simpler.values()))
    assert all(outline.exterior.is_ccw for outline in simpler.values())


@pytest.mark.parametrize(
    ("uncertainty_m", "kink", "stated_m"),
    [(1000, 0.0, 1000), (1000, 0.01, 2200), (None, 0.01, None)],
)
def test_simplified_outline_is_as_uncertain_as_its_lines_moved(uncertainty_m, kink, stated_m):
    """At the equator 0.01° are 1,113 m; leaving out that kink moves the line so far."""
    ring = [(0, 0), (1, 0), (1, 1), (0.5, 1 + kink), (0, 1)]
    outline = shapely.Polygon(ring)
    simpler = shapely.Polygon(ring[:3] + ring[4:]) if kink else outline
    assert add_simplification_m(uncertainty_m, outline, simpler) == stated_m


def test_hosts_and_rivers_state_what_was_measured():
    """See `data/README.md`; the other counties' lines were simplified, and are farther off."""
    said = {key: c["properties"]["position_uncertainty_m"] for key, c in CONTEXT.items()}
    hosts = [key for key, c in CONTEXT.items() if c["properties"]["host"]]
    assert {said[key] for key in hosts} == {1000}
    assert {said[key] for key in said if key.startswith("river")} == {1500}
    assert all(said[key] >= 1000 for key in said if key.startswith("county"))


def test_simplified_counties_lie_within_what_they_state():
    """Beyond the 1,000 m of the original no line moved farther than its outline says.

    Each vertex of the original is measured to the drawn line with geographiclib's degree lengths
    at the county, by points rather than by the code's own plane.
    """
    for code, original in COUNTIES.items():
        drawn = CONTEXT[f"county-{code}"]
        lat = original.centroid.y
        degree = Geodesic.WGS84.Inverse(lat - 0.5, 0, lat + 0.5, 0)["s12"]
        across = Geodesic.WGS84.Inverse(lat, -0.5, lat, 0.5)["s12"]
        there = shapely.transform(original.boundary, lambda xy, m=(across, degree): xy * m)
        here = shapely.transform(
            shape(drawn["geometry"]).boundary, lambda xy, m=(across, degree): xy * m
        )
        moved_m = shapely.distance(shapely.points(shapely.get_coordinates(there)), here).max()
        assert moved_m <= drawn["properties"]["position_uncertainty_m"] - 1000 + 5, code


def test_coordinates_have_five_decimals():
    assert DECIMALS == 5
    rounded = round_coordinates(shapely.Point(105.123456789, 28.000004))
    assert rounded.coords[0] == (105.12346, 28.0)
