import dataclasses
from types import SimpleNamespace

import pytest

from maps.tiles.credit import credit_tiles, list_tile_credits
from maps.web.document import render_standalone_html


def test_contributors_licence_and_date_are_named_in_each_language(tiled):
    assert list_tile_credits(tiled, ["en", "zh"]) == (
        "© OpenStreetMap contributors, ODbL, extract 2026-05-01",
        "© OpenStreetMap 贡献者，ODbL，数据提取于 2026-05-01",
    )


@pytest.mark.parametrize(("lang", "said"), [("en", "extract date unknown"), ("zh", "日期不详")])
def test_a_date_that_is_not_known_is_said_to_be_so(lang, said):
    assert credit_tiles(SimpleNamespace(extract_date=None), lang).endswith(said)


def test_the_credit_is_seen_unopened_and_goes_with_the_tiles(tiled):
    said = "© OpenStreetMap contributors, ODbL, extract 2026-05-01"
    unopened = f'{said}<span class="opener"> · Sources</span></summary>'
    assert unopened in render_standalone_html(tiled)
    without = dataclasses.replace(tiled, tiles=None)
    assert said not in render_standalone_html(without)
    assert list_tile_credits(without, ["en"]) == ()
