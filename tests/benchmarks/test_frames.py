"""Frames while the map is moved, beside plain Leaflet (folium) with the same shapes on a canvas.

In one run, alternating, by the browser's own frame callbacks: a city of tiles beside as many lines,
and 20,000 parcels dropped on the map beside the same parcels.
"""

import base64
import json
import re

import folium
import geopandas as gpd
import numpy as np
import pytest
import shapely
from browsing import opened
from servers import ROOT, zonemap
from tiled_zone import write_tiled_zone

from geo.reading.osm.archive import TileArchive
from geo.reading.osm.region import project_degrees, unproject_to_degrees
from geo.reading.osm.vector_tile import EXTENT, read_tile
from geo.zone import DEFAULT_PATH
from maps.assets import read_asset

ROUNDS = 3
PARCELS = 20_000
CENTRE, ZOOM = (28.87, 105.41), 15  # of the city that the tiles have
WITHIN = (105.35, 28.84, 105.47, 28.90)  # what is in view as the map is moved there
MOVE = (ROOT / "tests" / "benchmarks" / "frames.js").read_text("utf-8")
OWN_MAP = "document.querySelector('.zone-map').zone.map"
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(text), (each) => each.charCodeAt(0))], name));
  for (const kind of ['dragenter', 'dragover', 'drop']) document.querySelector('.zone-map')
    .dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
}"""
INK = """(canvases) => canvases.some((each) => {
    const copy = new OffscreenCanvas(each.width, each.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(each, 0, 0);
    return copy.getImageData(0, 0, each.width, each.height).data.some((n) => n);
})"""


def plain_page(folder, shapes, *, centre, zoom):
    """Write folium's page of the shapes on one canvas, complete in itself; return its address."""
    drawn = folium.Map(location=centre, zoom_start=zoom, tiles=None, prefer_canvas=True)
    table = gpd.GeoDataFrame(geometry=shapes, crs="OGC:CRS84")
    folium.GeoJson(json.loads(table.to_json())).add_to(drawn)
    html = re.sub(
        r'<(script|link)[^>]+(src|href)="https?:[^>]+>(</script>)?', "", drawn.get_root().render()
    )
    own = f"<script>{read_asset('leaflet.js').decode()}</script>"
    own += f"<style>{read_asset('leaflet.css').decode()}</style>"
    path = folder / "plain.html"
    path.write_text(html.replace("<head>", f"<head>{own}", 1), "utf-8")
    return path.as_uri(), drawn.get_name()


def move(page, name):
    """Move the map, wait for what it still does at first; return the frames' times by what is done."""
    page.wait_for_timeout(1500)
    return page.evaluate(f"({MOVE})({name})")


def compare(benchmark, goals, ways, what):
    """Run the ways in turn; print and note what their frames took."""
    runs = {name: {"pan": [], "zoom": []} for name in ways}

    def run_all():
        for n in range(ROUNDS):
            for name in sorted(ways, reverse=n % 2 == 1):
                for kind, took in ways[name]().items():
                    runs[name][kind] += took

    benchmark.pedantic(run_all, rounds=1)
    benchmark.extra_info.update(runs)
    for kind in ("pan", "zoom"):
        for name, found in runs.items():
            took = np.array(found[kind])
            print(
                f"\n  {what}, {kind:4} {name:8} {len(took):5} frames, p50 {np.median(took):5.1f} ms,"
                f" p95 {np.percentile(took, 95):5.1f} ms, p99 {np.percentile(took, 99):5.1f} ms,"
                f" {(took < 17.5).mean():4.0%} at 60 a second, {(took < 34).mean():4.0%} at 30",
                end="",
            )
        own, other = (np.percentile(runs[name][kind], 95) for name in ("zonemap", "plain"))
        goals(
            f"{what}: 95 % of frames as it is moved ({kind}), plain canvas", own / other, at_most=1
        )


@pytest.mark.benchmark(group="frames")
def test_a_city_of_tiles(benchmark, goals, browser, tmp_path):
    data = write_tiled_zone(tmp_path)
    lines = lines_of(TileArchive.open(data.with_name("basemap.pmtiles")))
    print(f"\n  {len(lines)} lines", end="")
    plain, name = plain_page(tmp_path, lines, centre=CENTRE, zoom=ZOOM)

    with zonemap(data, workers=1, folder=tmp_path) as server:

        def move_own():
            address = f"{server.address}/?lang=en#{ZOOM}/{CENTRE[0]}/{CENTRE[1]}"
            with opened(browser, address) as (page, _):
                page.wait_for_function(
                    f"() => ({INK})([...document.querySelectorAll('.vector-tile canvas')])"
                )
                page.wait_for_selector(".zone-map[data-tools=ready]")
                return move(page, OWN_MAP)

        def move_plain():
            with opened(browser, plain) as (page, _):
                page.wait_for_selector("canvas")
                return move(page, name)

        compare(benchmark, goals, {"zonemap": move_own, "plain": move_plain}, "tiles")


def lines_of(archive):
    """Return the lines in the tiles of the city, as wide as they are moved over, degrees."""
    zoom, found = ZOOM - 1, []
    west, south, east, north = WITHIN
    corners = project_degrees(np.array([[west, north], [east, south]])) * 2**zoom
    (left, top), (right, bottom) = np.floor(corners).astype(int)
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            for features in read_tile(archive.unpack_tile(zoom, x, y)).values():
                shapes = np.array([each.shape for each in features], dtype=object)
                lines = shapely.get_parts(shapes[shapely.get_dimensions(shapes) == 1])
                found.append(
                    shapely.transform(
                        lines,
                        lambda xy, at=(x, y): unproject_to_degrees((xy / EXTENT + at) / 2**zoom),
                    )
                )
    return np.concatenate(found)


@pytest.mark.benchmark(group="frames")
def test_thousands_of_parcels(benchmark, goals, browser, parcels, tmp_path):
    shapes = parcels[:PARCELS]
    table = gpd.GeoDataFrame({"name": range(PARCELS)}, geometry=shapes, crs="OGC:CRS84")
    sent = base64.b64encode(table.to_json().encode()).decode()
    centre, zoom = (28.8, 105.4), 11
    plain, name = plain_page(tmp_path, shapes, centre=centre, zoom=zoom)

    with zonemap(DEFAULT_PATH, workers=1, folder=tmp_path) as server:

        def move_own():
            with opened(browser, f"{server.address}/?lang=en") as (page, _):
                page.wait_for_selector(".zone-map[data-tools=ready]")
                page.evaluate(DROP, ["parcels.geojson", sent])
                page.wait_for_selector(".plots tbody tr[data-key]", timeout=120_000)
                page.evaluate(
                    f"([at, zoom]) => void {OWN_MAP}.setView(at, zoom, {{ animate: false }})",
                    [centre, zoom],
                )
                return move(page, OWN_MAP)

        def move_plain():
            with opened(browser, plain) as (page, _):
                page.wait_for_selector("canvas", timeout=120_000)
                return move(page, name)

        compare(benchmark, goals, {"zonemap": move_own, "plain": move_plain}, "20,000 parcels")
