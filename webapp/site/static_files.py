"""The site's own scripts and styles: their names, contents, digest and addresses."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from flask import url_for

from maps import assets
from maps.assets import LinkedAssets, minify_script, minify_style

STATIC_FOLDER = Path(str(files("webapp"))) / "static"
SAVED_ONLY = "saved/"  # what only saved maps have is not served
# The rest of the map page waits for each stylesheet: it gets them as one.
BUNDLES = {"map_page.css": ("site.css", "tools.css", "marks.css")}


@cache
def static_version() -> str:
    """Return a digest of the site's own scripts and styles, for addresses that may be cached."""
    # Of the files as they lie there, and the code that makes them smaller: the first page would
    # wait until all of them are.
    makers = (Path(each).read_bytes() for each in (__file__, assets.__file__))
    files = (_read_static(name) for name in static_names() if name not in BUNDLES)
    return hashlib.sha256(b"\0".join((*makers, *files))).hexdigest()[:12]


@cache
def static_names() -> tuple[str, ...]:
    """Return the site's own files and bundles, by path below the folder of scripts and styles."""
    found = (path.relative_to(STATIC_FOLDER).as_posix() for path in STATIC_FOLDER.rglob("*.*"))
    return tuple(sorted([*BUNDLES, *(name for name in found if not name.startswith(SAVED_ONLY))]))


@cache
def static_content(name: str) -> bytes:
    """Return one of the site's own files as it is sent: without comments and most spaces."""
    if name in BUNDLES:
        return b"\n".join(map(static_content, BUNDLES[name]))
    data = _read_static(name)
    minify = {".js": minify_script, ".css": minify_style}.get(Path(name).suffix)
    return minify(data.decode()).encode() if minify else data


@cache
def _read_static(name: str) -> bytes:
    """Return a file's bytes, which stay the same for its version if the file doesn't."""
    return (STATIC_FOLDER / name).read_bytes()


def map_assets() -> LinkedAssets:
    """Return the map's assets as addresses of this site."""
    return LinkedAssets(url_for("assets.index").rstrip("/"))
