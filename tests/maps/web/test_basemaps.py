"""Backgrounds: presets, files, keys, and where a setting is refused."""

import json

import pytest

from geo.errors import InputError
from maps.web.basemaps import make_presets, read_basemaps

KEYS = {"ZONEMAP_TIANDITU_KEY": "a&b"}
OWN = {"id": "own", "name": "Own", "attribution": "Us", "url": "https://t.example/{z}/{x}/{y}.png"}


def test_none_is_on_by_default():
    assert read_basemaps("", {}) == ()


@pytest.mark.parametrize("name", make_presets())
def test_every_preset_is_complete(name):
    [basemap] = read_basemaps(name, KEYS)
    assert basemap.attribution
    assert basemap.datum == ("gcj02" if name == "amap" else "wgs84")
    for url, origin in zip(basemap.urls, basemap.origins, strict=True):
        assert url.startswith(f"{origin}/")
        assert origin.startswith("https://")
        assert all(hole in url for hole in ("{x}", "{y}", "{z}"))
        assert "{key}" not in url


def test_a_key_comes_from_the_environment_and_is_quoted():
    [basemap] = read_basemaps("tianditu", KEYS)
    assert all(url.endswith("&tk=a%26b") for url in basemap.urls)
    assert "key_env" not in basemap.to_page_dict("en")
    with pytest.raises(InputError, match="ZONEMAP_TIANDITU_KEY"):
        read_basemaps("tianditu", {})


@pytest.mark.parametrize("suffix", ["json", "toml"])
def test_a_file_adds_to_presets(tmp_path, suffix):
    path = tmp_path / f"own.{suffix}"
    lines = [f"{key} = {json.dumps(value)}" for key, value in OWN.items()]
    text = (
        json.dumps({"basemaps": [OWN]}) if suffix == "json" else "[[basemaps]]\n" + "\n".join(lines)
    )
    path.write_text(text, encoding="utf-8")
    found = read_basemaps(f"osm, {path}", {})
    assert [each.id for each in found] == ["osm", "own"]
    assert found[1].origins == ["https://t.example"]


def read_own(tmp_path, **changes):
    path = tmp_path / "own.json"
    path.write_text(json.dumps([{**OWN, **changes}]), encoding="utf-8")
    return read_basemaps(str(path), {})


def test_wmts_addresses_are_understood(tmp_path):
    wmts = "https://t.example/wmts?TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}"
    [basemap] = read_own(tmp_path, url=wmts)
    assert basemap.urls == ("https://t.example/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",)


def test_a_preset_takes_a_review_number(tmp_path):
    path = tmp_path / "own.json"
    path.write_text(json.dumps([{"preset": "amap", "review_number": "GS(1)2"}]), encoding="utf-8")
    [basemap] = read_basemaps(str(path), {})
    assert (basemap.id, basemap.review_number) == ("amap", "GS(1)2")
    assert basemap.to_page_dict("zh")["name"] == "高德地图"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"datum": "bd09"}, "Use one of wgs84, gcj02"),
        ({"url": "ftp://t.example/{z}/{x}/{y}"}, "web host"),
        ({"url": "https://a;b/{z}/{x}/{y}"}, "web host"),
        ({"url": "https://u:p@t.example/{z}/{x}/{y}"}, "web host"),
        ({"url": "https://t.example/{z}/{x}"}, "must contain"),
        ({"url": "https://t.example/{z}/{x}/{y}/{r}"}, "must contain"),
        ({"attribution": ""}, "has no attribution"),
        ({"id": "A B"}, "can't be the id"),
        ({"max_zoom": "9"}, "not a whole number"),
        ({"colour": "red"}, "no field"),
        ({"preset": "moon"}, "Unknown basemap"),
        ({"key_env": "NO_SUCH_KEY", "url": "https://t.example/{z}/{x}/{y}?k={key}"}, "needs a key"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path, changes, said):
    with pytest.raises(InputError, match=said):
        read_own(tmp_path, **changes)


def test_unknown_names_and_files_are_said(tmp_path):
    with pytest.raises(InputError, match="Use one of osm, esri"):
        read_basemaps("mars", {})
    with pytest.raises(InputError, match="can't be read"):
        read_basemaps(str(tmp_path / "none.json"), {})
    with pytest.raises(InputError, match="same id"):
        read_basemaps("osm,osm", {})
