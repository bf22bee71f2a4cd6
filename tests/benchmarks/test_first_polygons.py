"""The map page of a zone with tiles of OpenStreetMap beside the same page without them.

Painted is when all outlines are in a frame that was drawn. The tiles must not be asked for before,
and be painted in the end.
"""

import shutil
from statistics import median

import pytest
from browsing import opened
from servers import zonemap
from tiled_zone import write_tiled_zone

from geo.reading.osm.archive import FILE_NAME

ROUNDS = 9
TILES = """() => performance.getEntriesByType('resource')
    .filter(({ name }) => /\\/tiles\\//.test(name)).map(({ startTime }) => startTime)"""
INKED = """() => [...document.querySelectorAll('.vector-tile canvas')].some((each) => {
    const copy = new OffscreenCanvas(each.width, each.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(each, 0, 0);
    return copy.getImageData(0, 0, each.width, each.height).data.some((n) => n); })"""


@pytest.fixture(scope="module")
def zones(tmp_path_factory):
    """Boundary files of the same zone, with tiles and without."""
    tiled = write_tiled_zone(tmp_path_factory.mktemp("tiled"))
    bare = tmp_path_factory.mktemp("bare")
    shutil.copytree(
        tiled.parent, bare, dirs_exist_ok=True, ignore=shutil.ignore_patterns(FILE_NAME)
    )
    return {"tiles": tiled, "no tiles": bare / tiled.name}


def visit(browser, address, *, has_tiles):
    """Return after how many ms all outlines are painted; see that the tiles come after them."""
    with opened(browser, address, pressed=False) as (page, _):
        page.wait_for_function("() => window.found?.painted_ms", timeout=60_000)
        if has_tiles:
            page.wait_for_function(INKED, timeout=60_000)
        else:
            page.wait_for_load_state("networkidle")
        painted_ms, asked_ms = page.evaluate("() => found.painted_ms"), page.evaluate(TILES)
    assert bool(asked_ms) == has_tiles
    assert min(asked_ms, default=painted_ms) >= painted_ms, "tiles are asked for before"
    return painted_ms


@pytest.mark.benchmark(group="page")
@pytest.mark.parametrize("path", ["/", "/embed"])
def test_first_polygons_with_tiles(benchmark, goals, browser, zones, path):
    with (
        zonemap(zones["tiles"], workers=1, folder=zones["tiles"].parent) as tiled,
        zonemap(zones["no tiles"], workers=1, folder=zones["no tiles"].parent) as bare,
    ):
        pages = {"tiles": tiled, "no tiles": bare}
        runs = {name: [] for name in pages}

        def visit_all():
            for n in range(ROUNDS + 1):  # of which the first makes what is made once
                for name in sorted(pages, reverse=n % 2 == 0):
                    address = f"{pages[name].address}{path}?lang=en"
                    ms = visit(browser, address, has_tiles=name == "tiles")
                    runs[name] += [ms] if n else []

        benchmark.pedantic(visit_all, rounds=1)
    benchmark.extra_info.update(runs)
    for name, found in runs.items():
        each = ", ".join(f"{ms:.0f}" for ms in sorted(found))
        print(f"\n  {path:7} {name:9} polygons after {median(found):5.0f} ms ({each})", end="")
    ratio = median(runs["tiles"]) / median(runs["no tiles"])
    goals(f"page {path}: time to polygons, without tiles", ratio, at_most=1.1)
