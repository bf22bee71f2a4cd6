"""Scripts and styles of the map: linked from a server, or inlined into one file.

Leaflet comes from the Python package XStatic-Leaflet; nothing is fetched.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from maps.theme import css_variables

_STATIC = Path(__file__).parent / "static"


def _read_leaflet(name: str) -> bytes:
    path = distribution("XStatic-Leaflet").locate_file(f"xstatic/pkg/leaflet/data/{name}")
    data = Path(str(path)).read_bytes()
    text = data.replace(b"\r\n", b"\n")  # as a browser reads it when it takes an inline hash
    return text.replace(b"\n//# sourceMappingURL=leaflet.js.map", b"")


def _read_own(name: str) -> bytes:
    return (_STATIC / name).read_bytes()


_ASSET_READERS: Mapping[str, Callable[[str], bytes]] = {
    "leaflet.css": _read_leaflet,
    "palette.css": lambda _name: css_variables().encode(),
    "zone-map.css": _read_own,
    "zone-modes.css": _read_own,
    "leaflet.js": _read_leaflet,
    "zone-map.js": _read_own,
    "zone-labels.js": _read_own,
    "zone-controls.js": _read_own,
    "zone-sheet.js": _read_own,
    "zone-page.js": _read_own,
    "zone-list.js": _read_own,
    "zone-embed.js": _read_own,
    "trust.css": _read_own,
}
STYLES = ("leaflet.css", "palette.css", "zone-map.css", "zone-modes.css")
SCRIPTS = (
    "leaflet.js",
    "zone-map.js",
    "zone-labels.js",
    "zone-controls.js",
    "zone-sheet.js",
    "zone-page.js",
)
LIST_SCRIPTS = ("zone-list.js",)
EMBED_SCRIPTS = (*SCRIPTS, "zone-embed.js")
BUNDLES = {"map.css": STYLES, "map.js": SCRIPTS}
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

    def get_url(self, name: str) -> str:
        """Return the address of an asset, which changes with its content: cache it for good."""
        return f"{self.prefix}/{asset_version(name)}/{name}"

    def select_files(self, names: Sequence[str]) -> Sequence[str]:
        """Return the files to link for some assets: a bundle in place of what it contains.

        >>> LinkedAssets("/assets").select_files(EMBED_SCRIPTS)
        ['map.js', 'zone-embed.js']
        """
        for whole, held in BUNDLES.items():
            if set(held) <= set(names):
                return [whole, *(name for name in names if name not in held)]
        return names


def _minify_text(text: str, *, is_style: bool) -> str:
    """Return a script or style of ours without comments and indents.

    Comments are found by pattern, not parsed: our files have none within a string.
    """
    if is_style:
        return re.sub(r"(?<=\w):\s+|\s*([{};,])\s*", lambda found: found[1] or ":", text)
    text = re.sub(r"^\s*/\*.*?\*/\n", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\s+// [^\"'`\n]*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n\s+", "\n", text)


@dataclass(frozen=True)
class InlineAssets:
    """Assets inlined as text, for a document that must open from disk."""

    inline: bool = True

    def select_files(self, names: Sequence[str]) -> Sequence[str]:
        """Return the assets as they are: within a document, bundles would save nothing."""
        return names

    def read_text(self, name: str) -> str:
        """Return an asset as text that can't close the `<script>` or `<style>` around it."""
        return _inline_asset(name)


@cache
def _inline_asset(name: str) -> str:
    text = read_asset(name).decode("utf-8")
    if name.endswith(".css"):
        text = re.sub(r"/\*.*?\*/\n*", "", text, flags=re.DOTALL)
    if _ASSET_READERS[name] is _read_own:
        text = _minify_text(text, is_style=name.endswith(".css"))
    return text.replace("</", "<\\/" if name.endswith(".js") else "</")


Assets = LinkedAssets | InlineAssets
