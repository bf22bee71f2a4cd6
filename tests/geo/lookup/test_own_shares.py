"""Shares of polygons in nested parts: each place counted once, and slivers told from overlaps."""

import json

import numpy as np
import pytest
import shapely
from shapely import affinity

from geo.geodesy.area import shape_areas_m2
from geo.lookup.index import index_zone
from geo.lookup.overlap import measure_polygons
from geo.lookup.own_shares import share_out
from geo.lookup.shared_areas import follow_both, shared_areas_m2
from geo.zone import read_zone


def make_zone(tmp_path, parts):
    features = [
        {
            "type": "Feature",
            "properties": {
                "id": key, "name": key, "kind": "park", "parent": parent,
                "placement": "surveyed", "position_uncertainty_m": uncertainty_m,
            },
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for key, parent, uncertainty_m, shape in parts
    ]  # fmt: skip
    path = tmp_path / "zone.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return index_zone(read_zone(path))


@pytest.fixture
def index(tmp_path):
    """West and east halves; in the west a park with a yard."""
    return make_zone(
        tmp_path,
        [
            ("west", None, 10.0, shapely.box(105.0, 28.0, 105.1, 28.1)),
            ("east", None, 10.0, shapely.box(105.1, 28.0, 105.2, 28.1)),
            ("park", "west", 10.0, shapely.box(105.02, 28.02, 105.06, 28.06)),
            ("yard", "park", None, shapely.box(105.02, 28.02, 105.03, 28.03)),
        ],
    )


def share(index, *shapes):
    shapes = np.array(shapes, dtype=object)
    areas = shape_areas_m2(shapes)
    found = share_out(index, shapes, areas)
    ids = [str(index.parts.index[n]) for n in found.part]
    rows = [{} for _ in shapes]
    for n, key, own in zip(found.polygon.tolist(), ids, found.own_m2, strict=True):
        rows[n][key] = own / areas[n]
    return rows, found


def test_a_plot_on_the_common_edge_has_two_shares_that_add_up_to_one(index):
    (row,), _ = share(index, shapely.box(105.095, 28.08, 105.105, 28.09))
    assert row == {"west": pytest.approx(0.5, abs=1e-6), "east": pytest.approx(0.5, abs=1e-6)}
    assert sum(row.values()) == pytest.approx(1, abs=1e-9)


def test_each_place_counts_for_the_innermost_part(index):
    inside, cut, over = share(
        index,
        shapely.box(105.022, 28.022, 105.024, 28.024),  # in the yard
        shapely.box(105.05, 28.03, 105.07, 28.04),  # half in the park
        shapely.box(105.015, 28.015, 105.025, 28.025),  # a quarter in the yard
    )[0]
    assert inside == {"west": 0, "park": 0, "yard": 1}
    assert cut == {"west": pytest.approx(0.5, abs=1e-5), "park": pytest.approx(0.5, abs=1e-5)}
    assert over["yard"] == pytest.approx(0.25, abs=1e-4)
    assert over["park"] == pytest.approx(0, abs=1e-12)
    assert over["west"] == pytest.approx(0.75, abs=1e-4)


def test_shares_add_up_for_many_turned_plots(index):
    rng = np.random.default_rng(18)
    plots = [
        affinity.rotate(shapely.box(x, y, x + 0.01, y + 0.006), angle)
        for x, y, angle in rng.uniform((104.99, 27.99, 0), (105.2, 28.1, 90), (300, 3))
    ]
    rows, found = share(index, *plots)
    whole = shapely.union_all(follow_both(index, np.array(plots, dtype=object))[0])
    for row, plot in zip(rows, plots, strict=True):
        inside = shape_areas_m2(np.array([plot.intersection(whole)], dtype=object))[0]
        area = shape_areas_m2(np.array([plot], dtype=object))[0]
        assert sum(row.values()) == pytest.approx(inside / area, abs=1e-5)
        assert all(each >= 0 for each in row.values())
    shared = shared_areas_m2(
        index, np.array(plots, dtype=object), shape_areas_m2(np.array(plots, dtype=object))
    )[2]
    assert found.shared_m2.tolist() == shared.tolist()


def test_a_sliver_thinner_than_the_uncertainty_only_touches(index):
    sliver = shapely.box(105.09, 28.07, 105.100005, 28.08)  # 0.5 m in the east
    thick = shapely.box(105.0002, 28.07, 105.1 + 0.0005, 28.08)  # 50 m: over 0.1 %
    _, found = share(index, sliver, thick)
    touches = {
        (int(n), str(index.parts.index[part])): bool(touch)
        for n, part, touch in zip(found.polygon, found.part, found.is_touch, strict=True)
    }
    assert touches[0, "east"]
    assert not touches[0, "west"]
    assert not touches[1, "east"]


def test_a_long_sliver_that_is_wider_than_the_uncertainty_overlaps(tmp_path):
    """0.05 % of a plot of 100 km, but 50 m wide where outlines are known to 10 m."""
    index = make_zone(
        tmp_path,
        [
            ("west", None, 10.0, shapely.box(104.0, 28.0, 105.0, 28.1)),
            ("east", None, 10.0, shapely.box(105.0, 28.0, 105.2, 28.1)),
        ],
    )
    _, found = share(index, shapely.box(104.0, 28.0, 105.0005, 28.1))
    assert found.is_touch.tolist() == [False, False]


def test_a_sliver_in_a_part_without_an_uncertainty_touches(index):
    _, found = share(index, shapely.box(105.02 - 0.0099, 28.022, 105.020001, 28.024))
    by_part = dict(zip(index.parts.index[found.part], found.is_touch.tolist(), strict=True))
    assert by_part["yard"]


def test_nothing_is_shared_without_polygons(index):
    found = share_out(index, np.array([], dtype=object), np.array([]))
    assert len(found.own_m2) == 0


def test_a_plot_in_an_inner_part_that_sticks_out_counts_once(tmp_path):
    index = make_zone(
        tmp_path,
        [
            ("district", None, 10.0, shapely.box(105.0, 28.0, 105.1, 28.1)),
            ("park", "district", 10.0, shapely.box(105.05, 28.0, 105.16, 28.09)),
        ],
    )
    shapes = np.array([shapely.box(105.09, 28.04, 105.11, 28.06)], dtype=object)
    areas_m2 = shape_areas_m2(shapes)
    found = share_out(index, shapes, areas_m2)
    own = dict(zip(index.parts.index[found.part], found.own_m2 / areas_m2[0], strict=True))
    assert own["park"] == pytest.approx(1)
    assert own["district"] == pytest.approx(0, abs=1e-9)


def test_a_plot_lies_in_the_part_with_most_of_it_not_in_all_around(index):
    """The west has all of what its park has; in the park alone lies 3/4, or 1/4, of a plot."""
    plots = [
        shapely.box(105.03, 28.04, 105.07, 28.05),
        shapely.box(105.05, 28.04, 105.09, 28.05),
        shapely.box(105.04, 28.04, 105.05, 28.05),
        shapely.box(105.3, 28.04, 105.31, 28.05),
        shapely.box(105.19, 28.04, 105.29, 28.05),
    ]
    found = measure_polygons(index, np.array(plots, dtype=object))
    assert found["part"].tolist() == ["park", "west", "park", None, "east"]
    assert found["overlap_share"] == pytest.approx([0.75, 1, 1, 0, 0.1], rel=1e-3)
    assert found["parts"].tolist()[0] == "west; park"
    assert found["position_uncertainty_m"][0] == 10
