"""A page that the map asks for: its state, what is on it, and the words of its reader."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.errors import N_, InputError
from geo.io.temporary import temporary_folder
from geo.measured import Measured
from webapp.plots.export.features import drop_ids
from webapp.plots.export.request import parse_object
from webapp.plots.page import PageRequest, make_page_options, render_page

MAX_PIXELS = 24_000_000
_DPI = "150"
_MALFORMED = N_(
    "The request is not an object with `state` (an address of the map), and optionally `layers` (a "
    "list of GeoJSON), `title`, `note` and `size` (texts). Correct it."
)
_TEXTS = ("state", "title", "note", "size")


@dataclass(frozen=True)
class SentPage:
    """What the body of a request says: texts by their key, and layers as texts of GeoJSON."""

    texts: Mapping[str, str]
    layers: Sequence[str]


def parse_sent_page(text: bytes) -> SentPage:
    """Return what the body of a request asks for.

    Raises
    ------
    InputError
        When it is not of that form.
    """
    sent = parse_object(text, malformed=_MALFORMED)
    if not isinstance(sent.get("state"), str):
        raise InputError(_MALFORMED)
    texts = {key: sent[key] for key in _TEXTS if sent.get(key) is not None}
    layers: Any = sent.get("layers") or []
    are_texts = all(isinstance(each, str) for each in texts.values())
    are_layers = isinstance(layers, list) and all(isinstance(each, dict) for each in layers)
    if not (are_texts and are_layers):
        raise InputError(_MALFORMED)
    try:
        return SentPage(texts, [json.dumps(drop_ids(each)) for each in layers])
    except RecursionError:
        raise InputError(_MALFORMED) from None


def render_sent_page(measured: Measured, sent: SentPage, form: str, *, lang: str) -> bytes:
    """Return the page in one of `webapp.plots.page.PAGE_TYPES`, as `zonemap page` makes it.

    Raises
    ------
    InputError
        When the state, a layer or an option can't be used, or a PNG would be too large.
    UnknownIdError
        When the state names a part that there is not.
    """
    with temporary_folder() as folder:
        paths = []
        for n, layer in enumerate(sent.layers, 1):
            path = Path(folder) / f"layer-{n}.geojson"
            path.write_text(layer, "utf-8")
            paths.append(path)
        request = PageRequest(layers=tuple(paths), dpi=_DPI, lang=lang, **sent.texts)
        options = make_page_options(measured, request)
    if form == "png":
        replace(options, is_dpi_fixed=True).check_pixels(MAX_PIXELS)
    return render_page(measured, options, form)
