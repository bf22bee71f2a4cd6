"""Leaflet without what a file's map makes no use of."""

import re
import subprocess

import pytest

from maps.assets import SCRIPTS, STYLES, read_asset
from maps.web.lean_library import (
    UNUSED,
    drop_unused,
    empty_classes,
    read_leaflet,
    read_lean_leaflet,
)


def test_the_lean_script_is_shorter_and_runs(tmp_path, node):
    whole, lean = read_leaflet("leaflet.js"), read_lean_leaflet()
    assert len(lean) < len(whole) - 30_000
    path = tmp_path / "leaflet.js"
    path.write_bytes(lean)
    subprocess.run([node, "--check", str(path)], check=True)


@pytest.mark.parametrize("name", UNUSED)
def test_each_class_is_there_and_says_less(name):
    whole = read_leaflet("leaflet.js").decode()
    lean = empty_classes(whole, [name])
    assert len(lean) < len(whole) - 200
    assert re.findall(r"\bt\.[A-Z]\w*=\w+", lean) == re.findall(r"\bt\.[A-Z]\w*=\w+", whole)


def test_our_scripts_make_none_of_them():
    made = r"\b(?:new )?L\.(?:control\.)?([a-zA-Z.]+)\("
    scripts = "".join(read_asset(name).decode() for name in SCRIPTS[1:])
    factories = {f"{each[0].lower()}{each[1:]}" for each in UNUSED} | set(UNUSED)
    assert set(re.findall(made, scripts)) & factories == set()
    styles = "".join(read_asset(name).decode() for name in STYLES[1:])
    assert (
        re.findall(r"\.leaflet-(?:bar|popup|control-(?:layers|zoom)|image)\b(?!-pane)", styles)
        == []
    )


def test_a_class_that_is_not_there_is_told():
    with pytest.raises(ValueError, match="no class Carousel"):
        empty_classes(read_leaflet("leaflet.js").decode(), ["Carousel"])


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".leaflet-bar a { left: 0 }", ""),
        (".leaflet-popup-pane { left: 0 }", ".leaflet-popup-pane { left: 0 }"),
        ("/* .a { } */.leaflet-tile, .leaflet-layer{top:0}", " .leaflet-layer{top:0}"),
        (".leaflet-control { left: 0 }", ".leaflet-control { left: 0 }"),
    ],
)
def test_styles_of_what_is_not_there_are_left_out(sheet, kept):
    assert drop_unused(sheet) == kept
