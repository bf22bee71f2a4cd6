"""A map saved as one file with tools, which opens from disk, in every language."""

import base64
import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import escape

from geo.measured import Measured
from maps.content.part import localize_zone_name
from maps.i18n import LANGUAGES, get_language
from maps.web.chrome import BODY_TEMPLATE, Chrome, SavedTools
from maps.web.document import render_map_document

# Of templates/page.html and _scripts.html: what is put in place of them.
_PAGES_ROOM = '<template id="other-pages"></template>'
_PACKED_ROOM = '<script type="text/plain" id="packed"></script>'
# The panels of parts that nobody has chosen yet: half of the page's words.
_PANELS = re.compile(r'(<template class="other-panels">)(.*?)(</template>)', re.DOTALL)


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
    given = {
        code: dict(framed[code].data) for code in sorted(framed, key=lambda each: each != lang)
    }
    plain = {code: replace(each, data={}, saved=tools) for code, each in framed.items()}
    own = render_map_document(measured, lang=lang, chrome=plain[lang], selected=selected)
    html, panels = _take_panels(own.html)
    changes = {}
    panels_by_language = {lang: panels}
    pages = []
    for code in (each for each in plain if each != lang):
        bare = replace(plain[code], template=BODY_TEMPLATE)
        other = render_map_document(measured, lang=code, chrome=bare, selected=selected)
        page, panels_by_language[code] = _take_panels(other.html)
        pages.append(_wrap_page(page, code, localize_zone_name(measured.zone, code).text))
        changes[code] = find_changes(own.data, other.data)
        given[code] = find_changes(given[lang], given[code])
    # What is alike stands within 32 kB, as the panels of one part do, and is compressed once too.
    panels_by_part = [
        dict(zip(panels_by_language, texts, strict=True))
        for texts in zip(*panels_by_language.values(), strict=True)
    ]
    packed = {"site": given, "map": changes, "panels": panels_by_part}
    html = html.replace(_PAGES_ROOM, "".join(pages), 1)
    return html.replace(_PACKED_ROOM, _PACKED_ROOM.replace("><", f">{pack_json(packed)}<"), 1)


def _take_panels(html: str) -> tuple[str, list[str]]:
    """Return a page without the panels that nobody has chosen yet, and these, in their order."""
    found = _PANELS.search(html)
    panels = re.split(r"(?=<article class=\"part-detail\")", found[2].strip()) if found else []
    return _PANELS.sub(r"\1\3", html, count=1), [each for each in panels if each]


def _wrap_page(body: str, code: str, title: str) -> str:
    """Return another language's body as it waits beside the own one, which it is much like.

    Within 32 kB of each other what they have in common is compressed once.
    """
    attributes = f'data-lang="{code}" lang="{get_language(code).html_lang}" title="{escape(title)}"'
    return f'<template class="other-page" {attributes}>{body}</template>'


def pack_json(value: Any) -> str:
    """Return a value as JSON, gzip and base64; equal values give equal text.

    zone-languages.js unpacks it: what `ZoneMap.Packed` says in types/zone-map.d.ts.
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
