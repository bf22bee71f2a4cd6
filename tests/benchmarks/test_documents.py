"""Map documents: ours, `folium.GeoJson` and `explore()`: time, bytes, memory, and what is drawn."""

import json
import re

import numpy as np
import pytest
import shapely
from polylines import read_polyline

DEEPEST_ZOOM = 18  # templates/map.js
PIXEL_DEG = 360 / 256 / 2**DEEPEST_ZOOM


def grid(count):
    """Return a zone of `count` districts, each an outline of 100 corners."""
    turn = np.linspace(0, 2 * np.pi, 101)
    features = []
    for n in range(count):
        middle = np.array([100 + (n % 150) * 0.07, 20 + (n // 150) * 0.07])
        reach = 0.03 + 0.003 * np.sin(np.arange(101) * 7.1 + n)
        ring = middle + reach[:, None] * np.c_[np.cos(turn), np.sin(turn)]
        ring[-1] = ring[0]
        geometry = {"type": "Polygon", "coordinates": [ring.round(7).tolist()]}
        properties = {"id": f"part-{n}", "name": f"Part {n}", "kind": "district"}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def drawn(document):
    """Return the outlines that our document gives to Leaflet, in the order of the file."""
    data = json.JSONDecoder().raw_decode(document, document.index("L.zoneLayer(") + 12)[0]
    found = {
        part_id: shapely.Polygon(np.array(read_polyline(paths[0][0])) * data["scale"])
        for part_id, _name, _area, _kind, paths, _doubt in data["parts"]
    }
    return [found[f"part-{n}"] for n in range(len(found))]


@pytest.mark.parametrize("count", [8, 2_900, 20_000])
def test_documents(benchmark, race, goals, tmp_path, count):
    source = grid(count)
    (tmp_path / "zone.geojson").write_text(json.dumps(source))
    found = race("document", rounds=2 if count > 2_900 else 5)
    texts = {way: row.pop("answer") for way, row in found.items()}
    for way, text in texts.items():
        assert set(map(int, re.findall(r"Part (\d+)", text))) >= set(range(count)), way
        found[way]["bytes"] = len(text.encode())
    outlines = [shapely.geometry.shape(each["geometry"]) for each in source["features"]]
    apart_px = (
        float(np.max(shapely.hausdorff_distance(drawn(texts["zonemap"]), outlines))) / PIXEL_DEG
    )
    assert apart_px < 1
    benchmark.extra_info["worst_difference_px"] = apart_px
    own = found["zonemap"]["bytes"]
    for way, row in found.items():
        print(
            f"\n  {way:24} {row['bytes'] / 1000:9.0f} kB, ours {own / row['bytes']:.2f} of it",
            end="",
        )
    print(
        f"\n  {count} polygons; at zoom {DEEPEST_ZOOM} no corner is more than {apart_px:.2f} px off"
    )
    if count == 2_900:
        explored = found["explore()"]
        goals(f"document of {count}: time of explore()", 1 / explored["times"], at_most=0.1)
        goals(f"document of {count}: bytes of explore()", own / explored["bytes"], at_most=0.5)
        goals(f"document of {count}: pixels off at zoom {DEEPEST_ZOOM}", apart_px, at_most=1)
