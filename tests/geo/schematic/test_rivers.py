"""Rivers are merged, and follow the county line where it is the better one, without a step."""

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import mapping, shape
from shipped_data import CONTEXT, COUNTIES, EVIDENCE_FILE, read

from geo.errors import InputError
from geo.schematic.rivers import follow_county_lines, merge_rivers, splice_line

CONFLUENCE = (105.44375, 28.89846)


def line(*xy):
    return {"type": "Feature", "properties": {}, "geometry": mapping(shapely.LineString(xy))}


def distance_m(a, b):
    return Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"]


def test_segments_of_a_river_are_merged_and_the_rest_is_kept():
    rivers = {"features": [line((0, 0), (1, 0)), line((5, 5), (6, 6)), line((1, 0), (2, 1))]}
    merged = merge_rivers([{"id": "long", "segments": [0, 2]}], rivers)
    assert merged.keys() == {"long", "river-unnamed-1"}
    assert list(merged["long"].coords) == [(0, 0), (1, 0), (2, 1)]
    assert list(merged["river-unnamed-1"].coords) == [(5, 5), (6, 6)]


STRAIGHT = shapely.LineString(np.column_stack([np.linspace(0, 1, 1001), np.zeros(1001)]))


@pytest.mark.parametrize("river", [STRAIGHT, shapely.reverse(STRAIGHT)], ids=["along", "against"])
def test_stretch_replaces_the_line_and_the_rest_leads_up_to_it(river):
    """A stretch 445 m (0.004°) north of a line on the equator, of a degree with 1,000 steps."""
    stretch = shapely.LineString([(0.4, 0.004), (0.5, 0.005), (0.6, 0.004)])
    moved = splice_line(river, stretch, blend_m=5000)
    xy = shapely.get_coordinates(moved)
    assert moved.is_simple
    assert set(stretch.coords) <= set(map(tuple, xy))
    outside = (xy[:, 0] < 0.4 - 0.05) | (xy[:, 0] > 0.6 + 0.05)  # 5 km are 0.045°
    assert (xy[outside, 1] == 0).all()
    assert outside.sum() == pytest.approx(700, abs=2)
    rest = xy[(xy[:, 0] < 0.4) | (xy[:, 0] > 0.6)]
    assert np.abs(np.diff(rest[rest[:, 0] < 0.4][:, 1])).max() < 0.0002, "22 m a step of 111 m"
    assert rest[:, 1].max() == pytest.approx(0.004, abs=0.0001)


def test_rest_shorter_than_the_move_is_left_out():
    stretch = shapely.LineString([(0.5, 0.004), (0.998, 0.004)])
    assert splice_line(STRAIGHT, stretch, blend_m=5000).coords[-1] == (0.998, 0.004)


def test_only_the_named_rivers_are_moved_between_their_ends():
    lines = {"a": STRAIGHT, "b": STRAIGHT}
    county_lines = {
        "features": [line((0.5, 0.001), (0.7, 0.001)), line((0.3, 0.001), (0.5, 0.001))]
    }
    given = {"segments": [1, 0], "from": [0.35, 0.0], "to": [0.65, 0.0]}
    moved = follow_county_lines(
        lines, [{"id": "a", "county_lines": given}, {"id": "b"}], county_lines
    )
    xy = shapely.get_coordinates(moved["a"])
    assert moved["b"] is STRAIGHT
    assert xy[xy[:, 1] == 0.001].tolist() == [[0.35, 0.001], [0.5, 0.001], [0.65, 0.001]]


def test_river_in_pieces_is_refused():
    pieces = shapely.MultiLineString([[(0, 0), (1, 0)], [(2, 0), (3, 0)]])
    with pytest.raises(InputError, match="must be one line"):
        splice_line(pieces, STRAIGHT, blend_m=1)


def test_shipped_stretches_are_lines_between_counties():
    for item in read("raw/river_from_county_lines.geojson")["features"]:
        borders = [COUNTIES[code].boundary for code in item["properties"]["between"]]
        shared = shapely.intersection(*borders)
        points = shapely.points(item["geometry"]["coordinates"])
        assert shapely.distance(points, shared).max() < 0.00001, "rounded to 5 decimals"


@pytest.mark.parametrize("key", ["river-yangtze", "river-tuo"])
def test_shipped_river_follows_the_county_line(key):
    """Within 35 m, to which rivers are simplified, on the stretch that the evidence names."""
    drawn = shape(CONTEXT[key]["geometry"])
    given = next(r for r in EVIDENCE_FILE["rivers"] if r["id"] == key)["county_lines"]
    items = read("raw/river_from_county_lines.geojson")["features"]
    xy = np.concatenate([items[n]["geometry"]["coordinates"] for n in given["segments"]])
    east = xy[:, 0] > CONFLUENCE[0] if "from" in given else xy[:, 0] < CONFLUENCE[0]
    points = shapely.points(xy[east])
    assert len(points) >= 15
    assert shapely.distance(points, drawn).max() < 35 / 97_000


def test_shipped_rivers_have_no_step_and_meet():
    """No leg is longer than the longest of its two origins, and the Tuo ends in the Yangtze."""
    originals = merge_rivers(EVIDENCE_FILE["rivers"], read("raw/rivers.geojson"))
    for key in ("river-yangtze", "river-tuo"):
        drawn = shape(CONTEXT[key]["geometry"])
        assert drawn.is_simple
        original = originals[key]
        ends = [(drawn.coords[0], original.coords[0])]
        ends += [(drawn.coords[-1], original.coords[-1])] if key == "river-yangtze" else []
        assert all(distance_m(a, b) < 1 for a, b in ends)
        longest = max(
            distance_m(a, b) for a, b in zip(drawn.coords, drawn.coords[1:], strict=False)
        )
        assert longest < 5500
    mouth = shape(CONTEXT["river-tuo"]["geometry"]).coords[-1]
    assert distance_m(mouth, CONFLUENCE) < 5
    assert shape(CONTEXT["river-yangtze"]["geometry"]).distance(shapely.Point(mouth)) < 35 / 97_000
