import dataclasses
import json
import math
from types import SimpleNamespace

import shapely

from maps.tiles.description import (
    NEAR_ZOOM,
    describe_tiles,
    find_first_zoom,
    list_zooms,
    read_detail,
)


def test_the_script_is_told_where_the_tiles_are_and_how_they_look(tiled):
    said = describe_tiles(tiled, "zh", url="/{z}/{x}/{y}")
    assert (said["field"], said["url"], said["zooms"]) == ("name_zh", "/{z}/{x}/{y}", [4, 10, 15])
    assert shapely.box(*said["detail"]).covers(shapely.box(105.3, 28.8, 105.6, 29.2))
    assert said["isChinese"]
    assert len(json.dumps(said)) < 8_000


def test_without_tiles_nothing_is_said(tiled):
    assert describe_tiles(dataclasses.replace(tiled, tiles=None), "en", url="") is None


def test_tiles_of_all_the_region_take_the_place_of_its_lines(tiled):
    assert find_first_zoom(tiled) == 0
    tiles = SimpleNamespace(bounds=(105, 28, 106, 29))
    assert find_first_zoom(dataclasses.replace(tiled, tiles=tiles)) == NEAR_ZOOM
    alone = dataclasses.replace(tiled, basemap=tiled.basemap.iloc[:0], tiles=tiles)
    assert find_first_zoom(alone) == 0


def test_tiles_of_others_are_of_one_piece():
    for about in (
        {},
        {"region": 1, "detail": []},
        {"region": {"zoom": "x"}, "detail": {"bbox": 3}},
        {"detail": {"bbox": [math.nan] * 4}},
        {"detail": {"bbox": [1e308, -1e308, -1e308, 1e308]}},
        {"detail": {"bbox": [10**400] * 4}},
        {"detail": {"bbox": [5, 4, 6, 3]}},
    ):
        tiles = SimpleNamespace(about=about, min_zoom=0, max_zoom=14, bounds=(1, 2, 3, 4))
        assert list_zooms(tiles) == [0, 14, 14]
        assert read_detail(tiles) == [1, 2, 3, 4]
