"""Scripts and styles of the map: linked from a server, or inlined into one file."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maps.theme import css_variables
from maps.web.kept_scripts import keep_script
from maps.web.lean_library import drop_bare, read_leaflet, read_lean_leaflet, read_lean_styles
from maps.web.renaming import shorten_names
from maps.web.squeeze import squeeze_script

_STATIC = Path(__file__).parent / "web" / "static"


def _read_own(name: str) -> bytes:
    minify = minify_script if name.endswith(".js") else minify_style
    return minify((_STATIC / name).read_text("utf-8")).encode()


def minify_script(text: str) -> str:
    """Return a script of ours without most comments, types, indentation and line breaks."""
    text = re.sub(r"\n\s+", "\n", strip_comments(text)).lstrip()
    # A line with two slashes may end in a comment, which would go on.
    joined = re.compile(r"^((?:(?!//)[^\n])*)(?:(?<=[{;,(\[])\n|\n(?=[})\]]))", re.MULTILINE)
    return joined.sub(r"\1", text)


def strip_comments(text: str) -> str:
    """Return a script of ours without most comments and types.

    No text of ours holds a line break, or two slashes between spaces, in quotes.
    """
    text = re.sub(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"/\*\*(?:(?!\*/)[^\n])*\*/ ?", "", text)
    return re.sub(r"(?:^|[ \t]+)// [^\"'`\n]*$", "", text, flags=re.MULTILINE)


def minify_style(text: str) -> str:
    """Return a style sheet of ours without comments and spaces around its signs.

    >>> minify_style("/* Margins. */ .a > .b { margin: 0.5rem -0.2rem; }")
    '.a>.b{margin:.5rem -0.2rem}'
    """
    text = re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)
    plain = re.sub(r"(?<=\w):\s+|\s*([{};,])\s*", lambda found: found[1] or ":", text)
    return re.sub(r"(?<=[\s:,(])0(?=\.\d)| (?=>)|(?<=>) ", "", plain).replace(";}", "}")


SHELL_STYLES = ("palette.css", "zone-shell.css")  # inlined: what is painted first waits for no file
SHELL_SCRIPT = "zone-early.js"
LOADING_SCRIPT = "zone-loading.js"  # inlined too, where a page links the others
ONLINE_STYLES = ("zone-backgrounds.css",)  # not in a file, which asks no server for tiles
STYLES = ("leaflet.css", "zone-map.css", "zone-basemap.css", *ONLINE_STYLES, "zone-modes.css")
# Instead of Leaflet's own, where few parts and no tiles are drawn.
LEAN = {"leaflet.js": "leaflet-lean.js", "leaflet.css": "leaflet-lean.css"}
LEAN_STYLES = tuple(LEAN.get(name, name) for name in STYLES)
SCRIPTS = (
    "leaflet.js",
    "zone-dom.js",
    "zone-polyline.js",
    "zone-free-area.js",
    "zone-first-frame.js",
    "zone-view.js",
    "zone-fitting.js",
    "zone-tooltip.js",
    "zone-outlines.js",
    "zone-layer.js",
    "zone-canvas.js",
    "zone-graticule.js",
    "zone-label-ties.js",
    "zone-label-placement.js",
    "zone-largest-parts.js",
    "zone-labels.js",
    "zone-limits.js",
    "zone-basemap.js",
    "zone-controls.js",
    "zone-bands.js",
    "zone-bottom-sheet.js",
    "zone-table.js",
    "zone-keys.js",
    "zone-print.js",
    "zone-panels.js",
    "zone-page.js",
)
ONLINE_SCRIPTS = ("zone-panels.js",)  # not in a file, which holds its panels
LIST_SCRIPTS = ("zone-virtual-list.js",)
EMBED_SCRIPTS = (*SCRIPTS, "zone-embed.js")
# Only where the zone has tiles of OpenStreetMap. What paints them runs in the page and in a worker,
# which loads the same file.
TILE_PAINTING_SCRIPTS = (
    "zone-tile-reader.js",
    "zone-tile-painter.js",
    "zone-tile-square.js",
    "zone-tile-worker.js",
)
TILE_SCRIPTS = (
    *TILE_PAINTING_SCRIPTS,
    "zone-tile-names.js",
    "zone-tile-store.js",
    "zone-tile-worker-client.js",
    "zone-tile-sources.js",
    "zone-tile-queue.js",
    "zone-tile-layer.js",
    "zone-tiles.js",
)
TILE_STYLES = ("zone-tiles.css",)
TILE_BUNDLE, TILE_PAINTING_BUNDLE = "tiles.js", "tile-painting.js"
# Only where the zone has figures by road.
ROAD_SCRIPTS, ROAD_STYLES = ("zone-roads.js",), ("zone-roads.css",)
LANGUAGE_SCRIPT = "zone-languages.js"  # only in a saved map that holds several languages
BUNDLES = {
    "map.css": STYLES,
    "map-lean.css": LEAN_STYLES,
    "map.js": SCRIPTS[1:],  # without Leaflet: between two shorter scripts a press is answered
    TILE_PAINTING_BUNDLE: TILE_PAINTING_SCRIPTS,
    TILE_BUNDLE: TILE_SCRIPTS[len(TILE_PAINTING_SCRIPTS) :],
}
# What is no file of ours in `static/`.
_MADE: Mapping[str, Callable[[str], bytes]] = {
    "palette.css": lambda _name: css_variables().encode(),
    "leaflet.css": read_leaflet,
    "leaflet.js": read_leaflet,
    "leaflet-lean.js": lambda _name: read_lean_leaflet(),
    "leaflet-lean.css": lambda _name: read_lean_styles(),
}
_ASSET_READERS: Mapping[str, Callable[[str], bytes]] = {
    name: _MADE.get(name, _read_own)
    for name in (
        *SHELL_STYLES,
        SHELL_SCRIPT,
        LOADING_SCRIPT,
        *STYLES,
        *LEAN.values(),
        *EMBED_SCRIPTS,
        *LIST_SCRIPTS,
        *TILE_SCRIPTS,
        *TILE_STYLES,
        *ROAD_SCRIPTS,
        *ROAD_STYLES,
        LANGUAGE_SCRIPT,
        "review.css",
    )
}
ASSET_NAMES = frozenset({*_ASSET_READERS, *BUNDLES})


@cache
def read_asset(name: str) -> bytes:
    """Return the bytes of one asset or bundle of the map.

    Raises
    ------
    KeyError
        When no asset has this name.
    """
    if name in BUNDLES:
        between = b";\n" if name.endswith(".js") else b"\n"
        return between.join(map(read_asset, BUNDLES[name]))
    return _ASSET_READERS[name](name)


@cache
def asset_version(name: str) -> str:
    """Return the first 12 hex digits of the asset's sha256, for an address that may be cached."""
    return hashlib.sha256(read_asset(name)).hexdigest()[:12]


def csp_hash(text: str) -> str:
    """Return the CSP source expression of an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@dataclass(frozen=True)
class LinkedAssets:
    """Assets linked from a page, at addresses below `prefix` that carry their version."""

    prefix: str
    inline: bool = False
    shell_scripts: Sequence[str] = (SHELL_SCRIPT, LOADING_SCRIPT)

    def get_url(self, name: str) -> str:
        """Return the address of an asset, which changes with its content: cache it for good."""
        return f"{self.prefix}/{asset_version(name)}/{name}"

    def select_files(self, names: Sequence[str]) -> Sequence[str]:
        """Return the files to link for some assets: bundles in place of what they contain.

        >>> LinkedAssets("/assets").select_files(EMBED_SCRIPTS)
        ['leaflet.js', 'map.js', 'zone-embed.js']
        """
        bundles = {whole: held for whole, held in BUNDLES.items() if set(held) <= set(names)}
        bundle_of = {name: whole for whole, held in bundles.items() for name in held}
        return list(dict.fromkeys(bundle_of.get(name, name) for name in names))


@dataclass(frozen=True)
class InlineAssets:
    """Assets inlined as text, for a document that must open from disk."""

    inline: bool = True
    shell_scripts: Sequence[str] = (SHELL_SCRIPT,)

    def select_files(self, names: Sequence[str]) -> Sequence[str]:
        """Return the assets as they are: within a document, bundles would save nothing."""
        return names

    def read_text(self, name: str) -> str:
        """Return an asset as text that can't close the `<script>` or `<style>` around it."""
        return _inline_asset(name)

    def join_texts(self, names: Sequence[str]) -> str:
        """Return assets of one kind as one text, as `read_text` does each."""
        return _join_inline(tuple(names))


@cache
def _join_inline(names: tuple[str, ...]) -> str:
    is_script = bool(names) and names[0].endswith(".js")
    shorten, between = (_inline_asset, ";\n") if is_script else (_inline_style_of_file, "\n")
    return between.join(map(shorten, names))


@cache
def _inline_asset(name: str) -> str:
    if name.endswith(".css"):
        return keep_script(f"{name}.short", _read_source(name), minify_style)
    text = _read_source(name)
    if _ASSET_READERS[name] is _read_own:
        text = keep_script(
            f"{name}.short", text, lambda it: shorten_names(squeeze_script(minify_script(it)))
        )
    return text.replace("</", "<\\/")


def _inline_style_of_file(name: str) -> str:
    return keep_script(f"{name}.file", _read_source(name), lambda it: drop_bare(minify_style(it)))


def _read_source(name: str) -> str:
    is_own = _ASSET_READERS[name] is _read_own
    return (_STATIC / name).read_text("utf-8") if is_own else read_asset(name).decode()


Assets = LinkedAssets | InlineAssets
