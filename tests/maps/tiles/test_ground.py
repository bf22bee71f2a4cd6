"""Waters, railways and main roads of the tiles beneath small maps."""

from dataclasses import replace

import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from tiled_zone import write_tiled_zone

from geo.errors import InputError
from geo.geodesy.antimeridian import unwrapped_bounds
from geo.zone import read_zone
from maps.svg.ground import credit_ground, list_ground
from maps.svg.thumbnail import draw_thumbnail, fit_view_boxes
from maps.tiles.ground import list_tile_ground

CREDIT = "© OpenStreetMap contributors, ODbL, extract 2026-05-01"
FAR = (10.0, 50.0, 11.0, 51.0)


@pytest.fixture(scope="module")
def tiled(tmp_path_factory):
    return read_zone(write_tiled_zone(tmp_path_factory.mktemp("tiled")))


@pytest.fixture(scope="module")
def bounds(tiled):
    return unwrapped_bounds(tiled.parts.geometry)


def test_roads_lie_above_railways_and_these_above_waters(tiled, bounds):
    ground = list_tile_ground(tiled, bounds)
    kinds = ground["kind"].tolist()
    assert kinds[0] == "tile-water"
    assert kinds[-1] == "tile-road motorway"
    assert kinds.index("tile-rail") < kinds.index("tile-road motorway")
    assert ground.crs == tiled.parts.crs


def test_a_road_that_tiles_cut_is_one_line_again(tiled, bounds):
    roads = list_tile_ground(tiled, bounds).set_index("kind").geometry["tile-road motorway"]
    lengths = [line.length for line in shapely.get_parts(roads)]
    assert max(lengths) > 0.3  # degrees: across several tiles
    assert shapely.box(*bounds).intersects(roads)


def test_they_take_the_place_of_rivers_and_keep_borders(tiled, bounds):
    kinds = set(list_ground(tiled, tiles_in=bounds)["kind"])
    assert "tile-road motorway" in kinds
    assert "boundaries level-4" in kinds
    assert not [kind for kind in kinds if kind.startswith("water_lines")]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_extract_is_credited_where_it_is_drawn(tiled, bounds, lang):
    said = " ".join(credit_ground(tiled, lang, tiles_in=bounds))
    assert "2026-05-01" in said
    assert (CREDIT in said) == (lang == "en")
    assert "2026-05-01" not in " ".join(credit_ground(tiled, lang))
    assert "2026-05-01" not in " ".join(credit_ground(tiled, lang, tiles_in=FAR))


def test_elsewhere_and_without_tiles_nothing_changes(tiled, bounds):
    assert list_tile_ground(tiled, FAR) is None
    bare = replace(tiled, tiles=None)
    assert list_tile_ground(bare, bounds) is None
    assert_geodataframe_equal(list_ground(bare, tiles_in=bounds), list_ground(bare))


def test_a_thumbnail_has_roads_beneath_its_part(tiled):
    box = fit_view_boxes(tiled.parts)["luxian-district"]
    drawing = draw_thumbnail(tiled, "luxian-district", box, lang="en")
    assert drawing.index('class="tile-road motorway"') < drawing.index('class="part')


def test_damaged_tiles_get_one_sentence(tmp_path):
    data = write_tiled_zone(tmp_path)
    zone = read_zone(data)
    path = data.with_name("basemap.pmtiles")
    whole = path.read_bytes()
    path.write_bytes(whole[:20_000] + bytes(len(whole) - 20_000))
    with pytest.raises(InputError, match=r"basemap\.pmtiles is damaged"):
        list_tile_ground(zone, unwrapped_bounds(zone.parts.geometry))
