"""The map document: what it says, how large it is, and where it refuses."""

import gzip
import hashlib
import json
import re
from html import unescape

import numpy as np
import pytest
import shapely

from geo.errors import UnknownIdError
from geo.measured import Measured
from geo.zone import DEFAULT_PATH, read_zone
from maps.assets import csp_hash
from maps.content.part import get_part_view
from maps.web.document import render_map_document, render_standalone_html
from maps.web.layer_data import make_layer_data, make_view_bounds
from maps.web.polyline import encode_polylines


@pytest.fixture(scope="module")
def measured():
    return Measured(read_zone(DEFAULT_PATH))


@pytest.fixture(scope="module", params=["en", "zh"])
def html(request):
    return render_standalone_html(read_zone(DEFAULT_PATH), request.param)


def test_the_offline_file_is_small(html):
    data = html.encode()
    assert len(data) < 300_000
    assert len(gzip.compress(data)) < 110_000


def test_the_offline_file_may_load_nothing(html):
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', html).group(1))
    assert policy.startswith("default-src 'none'")
    script = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    for text in script:
        assert csp_hash(text) in policy
    for text in re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL):
        assert csp_hash(text) in policy


def test_every_part_has_a_panel_that_says_all(measured):
    html = render_map_document(measured, lang="en").html
    for part_id in measured.zone.parts.index:
        panel = re.search(rf'data-panel="{part_id}".*?</article>', html, flags=re.DOTALL).group()
        for said in (
            "Published area",
            "Measured area",
            "Difference",
            "schematic",
            "Chengdu",
            "Uncertainty",
            "Sources",
            "sha256",
            "geodesic",
        ):
            assert said in panel, (part_id, said)


def test_an_unknown_part_is_refused(measured):
    with pytest.raises(UnknownIdError, match="no part has the id 'nowhere'"):
        render_map_document(measured, selected="nowhere")


def test_a_large_zone_keeps_its_panels_out_of_the_page(measured, monkeypatch):
    monkeypatch.setattr("geo.measured.FEW", 3)
    assert render_map_document(measured).html.count("<article") == 0
    assert render_map_document(measured, selected="longmatan-core").html.count("<article") == 1


def test_a_part_of_many_is_measured_alone_and_the_same_is_said_of_it(measured, monkeypatch):
    of_all = {key: get_part_view(measured, key, "en") for key in measured.zone.parts.index}
    monkeypatch.setattr("geo.measured.FEW", 3)
    alone = Measured(measured.zone)
    assert {key: get_part_view(alone, key, "en") for key in of_all} == of_all
    assert not {"centres", "distances"} & set(vars(alone))


def test_a_measured_area_of_a_schematic_part_never_stands_alone(measured):
    for lang, word in (("en", "schematic"), ("zh", "示意")):
        data = make_layer_data(measured, lang=lang, bounds={})
        for part_id, _name, _area, kind, _paths in data["parts"]:
            published = part_id in {"longmatan-core", "pharmaceutical-park", "big-data-park"}
            assert (word not in data["kinds"][kind]["areaKind"]) == published
            assert word in data["kinds"][kind]["placementLabel"]


def test_the_sha256_is_the_files(measured):
    expected = hashlib.sha256(DEFAULT_PATH.read_bytes()).hexdigest()
    assert f'title="{expected}"' in render_map_document(measured).html


def test_part_view_names_neighbours_parent_and_children(measured):
    view = get_part_view(measured, "big-data-park", "en")
    assert view.parent.id == "jiangyang-district"
    assert {each.id for each in view.neighbours} <= {
        "machinery-park",
        "new-energy-park",
        "intelligent-manufacturing-park",
    }
    assert [each.id for each in get_part_view(measured, "luxian-district", "en").children] == [
        "pharmaceutical-park"
    ]


def read_polyline(text):
    """As the format's own description decodes it, letter by letter."""
    values, n = [], 0
    while n < len(text):
        shift = result = 0
        while True:
            chunk = ord(text[n]) - 63
            n += 1
            result |= (chunk & 31) << shift
            shift += 5
            if chunk < 32:
                break
        values.append(~(result >> 1) if result & 1 else result >> 1)
    lats, lons = values[::2], values[1::2]
    return [(sum(lons[: k + 1]) / 1e4, sum(lats[: k + 1]) / 1e4) for k in range(len(lats))]


def test_polylines_walk_back_to_their_lines():
    lines = [
        shapely.LineString([(105.1234, 28.9), (105.2, 28.95), (-3, 2)]),
        shapely.LineString([(-179.9999, -85), (359.9999, 85), (359.9999, 85)]),
        shapely.LineString([(0, 0), (0, 0.0001)]),
    ]
    assert [read_polyline(text) for text in encode_polylines(lines, decimals=4)] == [
        list(line.coords) for line in lines
    ]


def test_polylines_of_many_lines_are_those_of_each():
    turns = np.linspace(0, 60, 90_000)
    spiral = np.c_[100 + turns * np.cos(turns) / 2, turns * np.sin(turns) / 2]
    lines = [shapely.LineString(each) for each in np.array_split(spiral, 30)]
    assert encode_polylines(lines, decimals=4) == [
        encode_polylines([line], decimals=4)[0] for line in lines
    ]


def test_a_zone_across_the_antimeridian_is_drawn_in_one_piece(tmp_path):
    boxes = [shapely.box(179.8, -17, 180, -16.5), shapely.box(-180, -17, -179.7, -16.5)]
    features = [
        {
            "type": "Feature",
            "properties": {"id": str(n), "kind": "park"},
            "geometry": json.loads(shapely.to_geojson(box)),
        }
        for n, box in enumerate(boxes)
    ]
    path = tmp_path / "fiji.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert make_view_bounds(read_zone(path))["zone"] == [[-17.0, 179.8], [-16.5, 180.3]]
