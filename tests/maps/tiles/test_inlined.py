import base64

import pytest

from geo.reading.osm.archive import unpack_tile
from maps.tiles import inlined
from maps.tiles.inlined import describe_inlined, make_tile_data, pick_tiles


def test_a_file_has_its_tiles_within(tiled):
    given = make_tile_data(tiled, "en", None)["tiles"]
    assert given["zooms"] == [4, 10, 15]
    assert unpack_tile(base64.b64decode(given["tiles"]["8/202/106"]))
    assert sum(map(len, given["tiles"].values())) < inlined.MOST_BYTES * 4 / 3 + 4_000


@pytest.mark.parametrize(
    ("room", "zooms"), [(5_000, [4, 4, 4]), (60_000, [4, 6, 11]), (10**7, [4, 10, 15])]
)
def test_the_finest_tiles_are_left_out_first(tiled, monkeypatch, room, zooms):
    monkeypatch.setattr(inlined, "MOST_BYTES", room)
    pick_tiles.cache_clear()
    found = pick_tiles(tiled.tiles)
    pick_tiles.cache_clear()
    assert found.zooms == zooms
    assert found.is_cut is (zooms[-1] < 15)
    assert {int(key.split("/")[0]) for key in found.tiles} == set(range(4, zooms[-1] + 1))


def test_a_file_says_at_which_scale_its_tiles_end(tiled, monkeypatch):
    assert describe_inlined(tiled, "en") == ""
    monkeypatch.setattr(inlined, "MOST_BYTES", 60_000)
    pick_tiles.cache_clear()
    said = describe_inlined(tiled, "en")
    pick_tiles.cache_clear()
    assert said == "In this file the detail of OpenStreetMap ends at about 1:120,000."


def test_a_page_of_a_server_has_the_address(tiled):
    assert make_tile_data(tiled, "en", "/tiles")["tiles"] == "/tiles"
