"""Parts anywhere on the globe lie inside their host and parent, and clear of their siblings."""

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import mapping, shape
from shipped_data import area_km2

from geo.errors import InputError
from geo.schematic.draw import draw_zone


def elsewhere(lon: float, lat: float, **changes: Any) -> dict[str, dict[str, Any]]:
    """Draw two free parts and one child in a made-up square of 0.3 degrees."""
    square = shapely.box(lon - 0.15, lat - 0.15, lon + 0.15, lat + 0.15)
    county = {"county": "x", "name": "某县"}
    host = {"type": "Feature", "properties": county, "geometry": mapping(square)}
    base = {"county": "x", "seed_lon": lon, "seed_lat": lat, "sources": ["s"], "kind": "park"}
    a = base | {"id": "a", "drawn_area_km2": 60} | changes
    b = base | {"id": "b", "drawn_area_km2": 20, "seed_lat": lat + 0.11}
    c = base | {"id": "c", "drawn_area_km2": 5, "parent": "a", "seed_lat": a["seed_lat"]}
    evidence = {"zone": {}, "parts": [c, a, b], "sources": {}}
    return draw_zone(evidence, {"features": [host]}, {"features": []})


@pytest.mark.parametrize(("lon", "lat"), [(151.0, -33.8), (179.84, -17.0), (-70.0, 64.0)])
@pytest.mark.slow
def test_any_zone_can_be_drawn(lon: float, lat: float) -> None:
    found = elsewhere(lon, lat)["boundaries"]["features"]
    shapes = {item["id"]: shape(item["geometry"]) for item in found}
    assert [area_km2(shapes[k]) for k in "abc"] == pytest.approx([60, 20, 5], rel=1e-5)
    assert shapes["a"].contains(shapes["c"])
    assert shapes["a"].disjoint(shapes["b"])
    assert shapely.box(lon - 0.15, lat - 0.15, lon + 0.15, lat + 0.15).covers(shapes["b"])


def test_part_stays_on_its_side_of_the_antimeridian() -> None:
    found = elsewhere(-179.98, -17.0)["boundaries"]
    assert found["bbox"][0] >= -180
    assert found["bbox"][2] < -179.8


def test_parts_that_share_a_seed_are_spread() -> None:
    found = elsewhere(10.0, -5.0, seed_lat=-4.89, drawn_area_km2=20)["boundaries"]["features"]
    shapes = {item["id"]: shape(item["geometry"]) for item in found}
    assert shapes["a"].disjoint(shapes["b"])
    assert shapes["a"].contains(shapes["c"])


@pytest.mark.slow
def test_part_beside_another_is_drawn_next_to_it() -> None:
    """Of four parts with one seed the second is drawn beside the first, and nearer to it."""
    square = shapely.box(-0.15, -5.15, 0.15, -4.85)
    county = {"county": "x", "name": "某县"}
    host = {"type": "Feature", "properties": county, "geometry": mapping(square)}
    base = {"county": "x", "seed_lon": 0, "seed_lat": -5, "kind": "park", "drawn_area_km2": 9}
    parts = [base | {"id": key} for key in "abcd"]

    def draw_gaps(drawn: list[dict[str, Any]]) -> dict[str, float]:
        evidence = {"zone": {}, "parts": drawn, "sources": {}}
        found = draw_zone(evidence, {"features": [host]}, {"features": []})["boundaries"]
        shapes = {item["id"]: shape(item["geometry"]) for item in found["features"]}
        assert all(area_km2(each) == pytest.approx(9, rel=1e-5) for each in shapes.values())
        pairs = [(a, b) for a in shapes for b in shapes if a < b]
        return {a + b: shapes[a].distance(shapes[b]) * 110_570 for a, b in pairs}

    spread = draw_gaps(parts)
    paired = draw_gaps([parts[0], parts[1] | {"beside": "a"}, *parts[2:]])
    assert paired["ab"] < 0.8 * spread["ab"]
    assert min(paired.values()) == paired["ab"]
    assert 590 < paired["ab"] < 800, "600 m: a fifth of 3 km, the square root of the area"


def test_part_beside_one_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(InputError, match="no drawn part “z”"):
        elsewhere(10.0, -5.0, beside="z")


def test_parts_that_share_a_seed_without_room_are_refused() -> None:
    with pytest.raises(InputError, match=r"no room|closest"):
        elsewhere(10.0, -5.0, seed_lat=-4.89, drawn_area_km2=900)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"drawn_area_km2": 2000}, "enlarge the host"),
        ({"seed_lat": 0.5}, "Move it inside"),
        ({"county": "y"}, "no county “y”. Use one of x"),
        ({"bounded_by": ["r"]}, "no line “r”"),
        ({"parent": "c"}, "Name another part"),
        ({"parent": "nowhere"}, "Name another part"),
    ],
)
@pytest.mark.slow
def test_what_cannot_be_drawn_is_refused_with_what_to_do(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        elsewhere(10.0, 0.0, **changes)


def draw_grid(side: int, **options: Any) -> dict[str, shapely.Geometry]:
    """Draw plots of 2 km² whose seed points are a grid of 0.02 degrees: close to each other."""
    square = shapely.box(105.0, 28.5, 106.0, 29.5)
    county = {"county": "x", "name": "某县"}
    host = {"type": "Feature", "properties": county, "geometry": mapping(square)}
    base = {"county": "x", "sources": ["s"], "kind": "park", "drawn_area_km2": 2}
    parts = [
        {**base, "id": f"p{i}-{j}", "seed_lon": 105.1 + 0.02 * i, "seed_lat": 28.6 + 0.02 * j}
        for i in range(side)
        for j in range(side)
    ]
    evidence = {"zone": {}, "parts": parts, "sources": {}}
    found = draw_zone(evidence, {"features": [host]}, {"features": []}, **options)
    return {f["id"]: shape(f["geometry"]) for f in found["boundaries"]["features"]}


@pytest.mark.slow
def test_siblings_far_away_change_nothing_and_those_near_are_kept_clear_of() -> None:
    large, small = draw_grid(6), draw_grid(3)
    for key in ("p0-0", "p1-0", "p1-1", "p0-2"):
        assert large[key].equals_exact(small[key], 0)
    shapes = list(large.values())
    assert [area_km2(each) for each in shapes] == pytest.approx([2.0] * 36, rel=1e-5)
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    assert (first == second).all()


def test_how_many_parts_are_drawn_is_told() -> None:
    told: list[tuple[int, int]] = []
    draw_grid(2, on_drawn=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


class Counter:
    """Counts what is done while it is on: calls, of C functions too, and vertices that GEOS gets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls = self.vertices = 0
        for name in ("union_all", "difference", "intersection", "buffer"):
            monkeypatch.setattr(shapely, name, self._counting(getattr(shapely, name)))

    def _counting(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **options: Any) -> Any:
            self.vertices += int(np.sum(shapely.get_num_coordinates(given[0])))
            return function(*given, **options)

        return call

    def _note(self, _frame: object, event: str, _about: object) -> None:
        self.calls += event in {"call", "c_call"}

    def __enter__(self) -> "Counter":
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)


@pytest.mark.slow
def test_a_part_among_many_takes_no_more_work_than_one_among_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Work grows linearly: counted, since times differ from machine to machine."""
    done = {}
    for side in (4, 7):
        with monkeypatch.context() as patched, Counter(patched) as counter:
            draw_grid(side)
        done[side] = counter.calls / side**2, counter.vertices / side**2
    (few_calls, few_vertices), (many_calls, many_vertices) = done[4], done[7]
    # Three times the parts; those at the edge have fewer near. Counts are equal in every run.
    assert many_calls < 1.2 * few_calls
    assert many_vertices < 1.2 * few_vertices
