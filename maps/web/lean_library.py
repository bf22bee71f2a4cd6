"""Leaflet's script and styles, whole or without what a file's map makes no use of.

It comes from the Python package XStatic-Leaflet, minified; nothing is fetched.
"""

import re
from collections.abc import Collection
from importlib.metadata import distribution
from pathlib import Path

from maps.web.kept_scripts import keep_script
from maps.web.squeeze import find_code_end

# Tiles, pictures, canvas, popups, pins, and controls instead of ours: not in a map of few parts
# that has no tiles.
UNUSED = (
    "Canvas",
    "Control.Attribution",
    "Control.Layers",
    "Control.Zoom",
    "GridLayer",
    "Icon.Default",
    "ImageOverlay",
    "Popup",
    "Rectangle",
    "SVGOverlay",
    "TileLayer",
    "TileLayer.WMS",
    "VideoOverlay",
)


_UNUSED_STYLES = re.compile(
    r"\.lvml|\.leaflet-(?:attribution|bar|control-(?:attribution|layers|zoom)|default-icon|image|oldie"
    r"|popup|retina|tile|vml)(?!-pane)"
)
_RULE = re.compile(r"([^{}]+)(\{[^{}]*\})")
_COMMA = re.compile(r",(?![^()]*\))")  # between selectors
_NOT_SAVED = re.compile(
    r"^\s*\.bare |\.(gesture-hint|no-script|site-name|static-map|late-content|late-notice)\b"
)


def read_leaflet(name: str) -> bytes:
    """Return one of Leaflet's files."""
    path = distribution("XStatic-Leaflet").locate_file(f"xstatic/pkg/leaflet/data/{name}")
    data = Path(str(path)).read_bytes()
    text = data.replace(b"\r\n", b"\n")  # as a browser reads it when it takes an inline hash
    return text.replace(b"\n//# sourceMappingURL=leaflet.js.map", b"")


def read_lean_leaflet() -> bytes:
    """Return the script with `UNUSED` classes, which stay, but without what they do."""
    script = read_leaflet("leaflet.js").decode()
    return keep_script(
        "leaflet.js.lean", script, lambda whole: empty_classes(whole, UNUSED)
    ).encode()


def read_lean_styles() -> bytes:
    """Return the style sheet without the rules of `UNUSED` classes and of old browsers."""
    return drop_unused(read_leaflet("leaflet.css").decode()).encode()


def drop_unused(sheet: str) -> str:
    """Return a style sheet of Leaflet without selectors that nothing of a file's map fits.

    Examples
    --------
    >>> drop_unused(".leaflet-pane > svg, .leaflet-tile { left: 0 } .leaflet-popup { top: 0 }")
    '.leaflet-pane > svg{ left: 0 }'
    """

    def choose(found: re.Match[str]) -> str:
        kept = [each for each in found[1].split(",") if not _UNUSED_STYLES.search(each)]
        return ",".join(kept) + found[2] if kept else ""

    return _RULE.sub(choose, re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))


def drop_bare(sheet: str) -> str:
    """Return a minified style sheet without the rules of what no file holds.

    That is the bare page of an embed and its hint, a page of text, and the picture without scripts.

    Examples
    --------
    >>> drop_bare(".bare .a,.b{left:0}@media print{.bare .b{top:0}}.page:not(.bare) .b{top:0}")
    '.b{left:0}.page:not(.bare) .b{top:0}'
    >>> drop_bare(".bar h1,.bar .site-name{left:0}.static-map{left:0}")
    '.bar h1{left:0}'
    """

    def choose(found: re.Match[str]) -> str:
        kept = [each for each in _COMMA.split(found[1]) if not _NOT_SAVED.search(each)]
        return ",".join(kept) + found[2] if kept else ""

    return re.sub(r"@[^{};]+\{\}", "", _RULE.sub(choose, sheet))


def empty_classes(script: str, names: Collection[str]) -> str:
    """Return the minified script with classes of Leaflet that add nothing to their base.

    Raises
    ------
    ValueError
        When it has no such class.

    Examples
    --------
    >>> empty_classes("var B=A.extend({x:1}),C=B.extend({y:{}});t.Map=B,B.Pin=C", ["Map.Pin"])
    'var B=A.extend({x:1}),C=B.extend({});t.Map=B,B.Pin=C'
    """
    for name in names:
        start = _find_body(script, _find_variable(script, name))
        script = script[:start] + script[find_code_end(script, start) - 1 :]
    return script


def _find_variable(script: str, name: str) -> str:
    """Return the variable of a class, such as `Control.Zoom`."""
    variable = "t"  # all that the script exports
    for each in name.split("."):
        found = re.search(rf"(?<![\w$.]){re.escape(variable)}\.{each}=([\w$]+)\b(?!\()", script)
        if found is None:
            raise ValueError(f"the script has no class {name}")
        variable = found[1]
    return variable


def _find_body(script: str, variable: str) -> int:
    """Return where that begins which a class adds to its base."""
    found = re.search(rf"(?<![\w$.]){re.escape(variable)}=\(?(?=[\w$.]+\(\{{)", script)
    at = found.end() if found else len(script)
    while called := re.compile(r"[\w$.]+\(\{").match(script, at):
        if ".extend(" in called[0]:
            return called.end()
        at = find_code_end(script, called.end()) + len("),")
    raise ValueError(f"the script has no class in {variable}")
