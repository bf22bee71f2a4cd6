"""The key: every part of a crowded zone is named, numbered or counted, within the page."""

import pytest
from drawn_figure import check_texts_apart, drawn

from geo.zone import read_zone
from maps.figure.key import lay_out_key
from maps.figure.options import FigureOptions
from maps.figure.page import Page

pytestmark = pytest.mark.slow

LONG = "Plot %d of the intelligent connected vehicle and new energy manufacturing cluster"
LONG_ZH = "智能网联汽车与新能源装备制造产业集聚区第%d号地块"


def make_zone(write_zone_file, count, name=LONG, name_zh=LONG_ZH):
    features = []
    for n in range(count):
        west, south = 105.2 + 0.03 * (n % 8), 28.7 + 0.03 * (n // 8)
        ring = [[west, south], [west + 0.014, south], [west + 0.014, south + 0.012],
                [west, south + 0.012], [west, south]]  # fmt: skip
        said = {"id": f"p{n}", "kind": "park", "name": name % n, "name_zh": name_zh % n}
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": said, "geometry": shape})
    return read_zone(write_zone_file({"type": "FeatureCollection", "features": features}))


def all_words(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", [(297, 210), (210, 297)])
def test_sixty_long_names_are_all_in_the_key(write_zone_file, lang, size):
    zone = make_zone(write_zone_file, 60)
    figure = drawn(zone, lang=lang, width_mm=size[0], height_mm=size[1])
    words = all_words(figure)
    plain = "".join(words).replace(" ", "")
    names = zone.parts["name" if lang == "en" else "name_zh"]
    assert [name for name in names if name.replace(" ", "") not in plain] == []
    assert lang == "zh" or {str(n) for n in range(1, 61)} <= set(words)
    assert "without a name" not in " ".join(words)


def test_what_is_left_out_is_counted(write_zone_file):
    zone = make_zone(write_zone_file, 60)
    figure = drawn(zone, lang="en", width_mm=120, height_mm=90)
    words = " ".join(all_words(figure))
    named = sum(name.replace(" ", "") in words.replace(" ", "") for name in zone.parts["name"])
    assert f"Parts without a name on this map: {60 - named}." in words
    assert 0 < named < 60


def test_short_names_stay_on_the_map(write_zone_file):
    figure = drawn(make_zone(write_zone_file, 60, "Plot %d", "%d号地块"), lang="en")
    words = all_words(figure)
    assert {f"Plot {n}" for n in range(60)} <= set(words)
    assert "Numbers on the map" not in words


@pytest.mark.parametrize("size", [(297, 210), (210, 148), (210, 297), (90, 90), (80, 60)])
@pytest.mark.parametrize("lang", ["en", "both"])
def test_nothing_overlaps_and_nothing_leaves_the_page(write_zone_file, size, lang):
    zone = make_zone(write_zone_file, 40)
    figure = drawn(zone, lang=lang, width_mm=size[0], height_mm=size[1])
    check_texts_apart(figure)


def test_a_key_is_never_higher_than_its_room(zone):
    page = Page(FigureOptions(lang="both"))
    ids = list(zone.parts.index)
    whole = lay_out_key(page, zone.parts, ids, unnamed=0, width=300, most=500)
    assert whole.part_ids == ids
    for most in range(20, int(whole.height), 7):
        key = lay_out_key(page, zone.parts, ids, unnamed=0, width=300, most=most)
        assert len(key.part_ids) + key.unnamed == len(ids)
        assert not key.part_ids or key.height <= most


@pytest.mark.parametrize("lang", ["en", "zh", "both"])
def test_a_small_figure_names_every_part(zone, lang):
    """Where names in two languages would leave parts out, those in the leading one name all."""
    words = all_words(drawn(zone, lang=lang, width_mm=85.0, height_mm=65.0))
    assert not any("without a name" in each or "未标注名称" in each for each in words)
