"""The site's menu, and which of its entries a page is, or belongs to."""

from collections.abc import Callable, Mapping

from flask import request

from webapp.http.language import gettext as _

# Pages that the menu has no entry for, by the one that they belong to.
SECTIONS = {
    "map.part": "map.index",
    "locate.point": "map.index",
    "compare.compare": "map.index",
    "review.changes": "review.quality",
}
API = "api."


def list_pages(page_url: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Return label, address and `aria-current` (see `mark_entries`) of the pages of the site."""
    marks = mark_entries(request.endpoint or "")
    pages = (
        (_("Map"), "map.index"),
        (_("Areas"), "tables.areas"),
        (_("Distances"), "tables.distances"),
        (_("Quality"), "review.quality"),
        (_("Export"), "report.report"),
        (_("Data API"), "api.landing"),
    )
    return [(label, page_url(each), marks.get(each, "")) for label, each in pages]


def mark_entries(endpoint: str) -> Mapping[str, str]:
    """Return `aria-current` by endpoint: `page` for the page itself, `true` for what it is part of.

    >>> mark_entries("map.part")["map.index"], mark_entries("map.index")["map.index"]
    ('true', 'page')
    """
    section = "api.landing" if endpoint.startswith(API) else SECTIONS.get(endpoint, endpoint)
    return {section: "true", endpoint: "page"}
