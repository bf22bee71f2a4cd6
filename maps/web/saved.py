"""A map saved as one file with tools, which opens from disk, in every language."""

import base64
import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geo.measured import Measured
from maps.content.part import localize_zone_name
from maps.i18n import LANGUAGES, get_language
from maps.web.chrome import BODY_TEMPLATE, Chrome, SavedTools
from maps.web.document import MapDocument, render_map_document

_ROOM = '<script type="text/plain" id="packed"></script>'  # of templates/_scripts.html
# The panels of parts that nobody has chosen yet: half of the page's words.
_PANELS = re.compile(r'<template class="other-panels">(.*?)</template>', re.DOTALL)


def render_saved_map(
    measured: Measured,
    lang: str,
    *,
    tools: SavedTools,
    chromes: Mapping[str, Chrome],
    selected: str | None = None,
) -> str:
    """Return the zone as one HTML file with tools; equal inputs give equal bytes.

    Parameters
    ----------
    lang : str
        The language that the file opens in.
    tools : SavedTools
        Their script and styles.
    chromes : mapping
        By the code of each language: the markup of the tools, and the data that they are given.
    selected : str, optional
        Id of the part whose panel is open at first.

    Raises
    ------
    UnknownIdError
        When the zone has no part `selected`.
    """
    links = [(each.own_name, code, f"?lang={code}") for code, each in LANGUAGES.items()]
    framed = {code: replace(each, languages=links) for code, each in chromes.items()}
    given = {code: each.data for code, each in framed.items()}
    plain = {code: replace(each, data={}, saved=tools) for code, each in framed.items()}
    own = render_map_document(measured, lang=lang, chrome=plain[lang], selected=selected)
    panels = _PANELS.search(own.html)
    # What the languages have in common is packed once where it is at most 32 kB apart: the names.
    packed: dict[str, Any] = {lang: {"panels": panels[1] if panels else "", "site": given[lang]}}
    for code in (each for each in plain if each != lang):
        bare = replace(plain[code], template=BODY_TEMPLATE)
        other = render_map_document(measured, lang=code, chrome=bare, selected=selected)
        title = localize_zone_name(measured.zone, code).text
        site = dict(reversed(list(given[code].items())))
        packed[code] = {"site": site, **_describe_other(own, other, code, title)}
    html = own.html.replace(_ROOM, _ROOM.replace("><", f">{pack_json(packed)}<"), 1)
    return _PANELS.sub('<template class="other-panels"></template>', html)


def _describe_other(own: MapDocument, other: MapDocument, code: str, title: str) -> dict[str, Any]:
    """Return what another language's page has in place of the own one's."""
    return {
        "lang": get_language(code).html_lang,
        "title": title,
        "body": other.html,
        "changes": find_changes(own.data, other.data),
    }


def pack_json(value: Any) -> str:
    """Return a value as JSON, gzip and base64; equal values give equal text.

    zone-languages.js unpacks it: by the code of each language what `ZoneMap.Spoken` says in
    types/zone-map.d.ts.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def find_changes(before: Any, after: Any) -> dict[str, Any]:
    """Return what has to be set in a JSON value to make it another one.

    Objects, and lists of the same length, are looked into, so that what is equal is left out; the
    items of a list go by their position. What only `before` has is set to None.

    Examples
    --------
    >>> find_changes({"a": [{"name": "x", "at": 1}]}, {"a": [{"name": "y", "at": 1}]})
    {'a': {'0': {'name': 'y'}}}
    """
    changes: dict[str, Any] = {}
    for key, (old, new) in _pair_up(before, after).items():
        if old == new:
            continue
        is_alike = isinstance(new, dict) or (isinstance(new, list) and len(old or ()) == len(new))
        changes[key] = find_changes(old, new) if is_alike and type(old) is type(new) else new
    return changes


def _pair_up(before: Any, after: Any) -> dict[str, tuple[Any, Any]]:
    if isinstance(before, dict):
        keys = [*before, *(key for key in after if key not in before)]
        return {key: (before.get(key), after.get(key)) for key in keys}
    return {str(n): pair for n, pair in enumerate(zip(before, after, strict=True))}
