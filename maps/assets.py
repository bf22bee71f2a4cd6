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

from maps.style import css_variables

_STATIC = Path(__file__).parent / "web" / "static"


def _leaflet(name: str) -> bytes:
    path = distribution("XStatic-Leaflet").locate_file(f"xstatic/pkg/leaflet/data/{name}")
    data = Path(str(path)).read_bytes()
    text = data.replace(b"\r\n", b"\n")  # as a browser reads it when it takes an inline hash
    return text.replace(b"\n//# sourceMappingURL=leaflet.js.map", b"")


def _own(name: str) -> bytes:
    data = (_STATIC / name).read_bytes()
    return tightened_script(data.decode()).encode() if name.endswith(".js") else data


def tightened_script(text: str) -> str:
    """Return a script of ours without comments on lines of their own, types and indentation.

    No text of ours holds a line break, or two slashes between spaces, in quotes.
    """
    text = re.sub(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"/\*\*(?:(?!\*/)[^\n])*\*/ ?", "", text)
    text = re.sub(r"(?:^|[ \t]+)// [^\"'`\n]*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n\s+", "\n", text).lstrip()


def _tightened_style(text: str) -> str:
    return re.sub(r"(?<=\w):\s+|\s*([{};,])\s*", lambda found: found[1] or ":", text)


_MAKERS: Mapping[str, Callable[[str], bytes]] = {
    "leaflet.css": _leaflet,
    "palette.css": lambda _name: css_variables().encode(),
    "zone-map.css": _own,
    "zone-modes.css": _own,
    "leaflet.js": _leaflet,
    "zone-dom.js": _own,
    "zone-polyline.js": _own,
    "zone-free-area.js": _own,
    "zone-outlines.js": _own,
    "zone-layer.js": _own,
    "zone-canvas.js": _own,
    "zone-graticule.js": _own,
    "zone-label-placement.js": _own,
    "zone-labels.js": _own,
    "zone-controls.js": _own,
    "zone-bottom-sheet.js": _own,
    "zone-table.js": _own,
    "zone-print.js": _own,
    "zone-page.js": _own,
    "zone-virtual-list.js": _own,
    "zone-embed.js": _own,
    "review.css": _own,
}
STYLES = ("leaflet.css", "palette.css", "zone-map.css", "zone-modes.css")
SCRIPTS = (
    "leaflet.js",
    "zone-dom.js",
    "zone-polyline.js",
    "zone-free-area.js",
    "zone-outlines.js",
    "zone-layer.js",
    "zone-canvas.js",
    "zone-graticule.js",
    "zone-label-placement.js",
    "zone-labels.js",
    "zone-controls.js",
    "zone-bottom-sheet.js",
    "zone-table.js",
    "zone-print.js",
    "zone-page.js",
)
LIST_SCRIPTS = ("zone-virtual-list.js",)
EMBED_SCRIPTS = (*SCRIPTS, "zone-embed.js")
TOGETHER = {"map.css": STYLES, "map.js": SCRIPTS}
NAMES = frozenset({*_MAKERS, *TOGETHER})


@cache
def content(name: str) -> bytes:
    """Return the bytes of one asset of the map; raise KeyError for an unknown name."""
    if name in TOGETHER:
        between = b";\n" if name.endswith(".js") else b"\n"
        return between.join(map(content, TOGETHER[name]))
    return _MAKERS[name](name)


@cache
def version(name: str) -> str:
    """Return the first 12 hex digits of the asset's sha256, for an address that may be cached."""
    return hashlib.sha256(content(name)).hexdigest()[:12]


def csp_hash(text: str) -> str:
    """Return the CSP source expression of an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@dataclass(frozen=True)
class Linked:
    """Assets as addresses below `prefix`, each with its version in it."""

    prefix: str
    inline: bool = False

    def url(self, name: str) -> str:
        """Return the address of an asset."""
        return f"{self.prefix}/{version(name)}/{name}"

    def files(self, names: Sequence[str]) -> Sequence[str]:
        """Return what is to be linked for some assets: what every map needs is one file."""
        for whole, held in TOGETHER.items():
            if set(held) <= set(names):
                return [whole, *(name for name in names if name not in held)]
        return names


@dataclass(frozen=True)
class Inlined:
    """Assets as text inside the document."""

    inline: bool = True

    def files(self, names: Sequence[str]) -> Sequence[str]:
        """Return the assets as they are; joined, they would only be harder to read."""
        return names

    def text(self, name: str) -> str:
        """Return the asset as text that can't end the element it stands in."""
        return _inlined(name)


@cache
def _inlined(name: str) -> str:
    text = content(name).decode("utf-8")
    if name.endswith(".js"):
        return text.replace("</", "<\\/")
    text = re.sub(r"/\*.*?\*/\n*", "", text, flags=re.DOTALL)
    return _tightened_style(text) if _MAKERS[name] is _own else text


Assets = Linked | Inlined
