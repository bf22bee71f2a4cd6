"""What the site adds around the map of a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from maps.assets import SCRIPTS

PAGE_TEMPLATE = "page.html"  # the one with a list of parts
BODY_TEMPLATE = "_page_body.html"  # of the same page, without its scripts


@dataclass(frozen=True)
class SavedTools:
    """The tools of a map that is saved as one file, as text to be inlined.

    Attributes
    ----------
    script : str
        A module that imports nothing; it finds what it is given with `ZoneMap.speak`.
    styles : str
        A style sheet.
    """

    script: str
    styles: str


@dataclass(frozen=True)
class Chrome:
    """What the site adds around the map: navigation, links, tools; or `saved`, what a file holds.

    Attributes
    ----------
    template : str
        `page.html` has list, panel and map; `bare.html`, for iframes, the map and its panel.
    pages : sequence of (label, address, `aria-current` or empty)
        The site's other pages.
    languages : sequence of (label, lang, address)
        The same page in each language.
    part_url, home_url : str or None
        The address of a part's page, with `{id}` in place of its quoted id, and that of the map
        without a selection; None keeps the selection in the fragment of the address.
    modules, data
        Addresses of the site's ES modules, and what they read from the page's `#site-data`.
    head_tags : sequence of (tag, attributes)
        Links and metadata for the document's head.
    styles : sequence of str
        Addresses of the site's style sheets, for what is not painted first.
    tools, search : str
        HTML of the tools over the map, and of the search above the list; trusted markup.
    downloads : sequence of (label, address)
        The zone's data in each format.
    static_image : (address, text alternative), optional
        What a browser without scripts shows instead of the map.
    controls : bool
        Whether the map has its buttons, scale and legend.
    theme : str, optional
        `light` or `dark`; None follows the reader's system.
    docs_url, table_url : str, optional
        Addresses of the documentation, and of the table of parts where it is too large for this
        page.
    brief_url : str, optional
        The address of a part's site brief, as `part_url` is that of its page; its format follows.
    saved : SavedTools, optional
        What a file with tools has inlined besides.
    basemap_url, tiles_url : str, optional
        Addresses of the base map's data, and of what its tiles are drawn with; a file without a
        server holds them itself.
    """

    template: str = PAGE_TEMPLATE
    pages: Sequence[tuple[str, str, str]] = ()
    languages: Sequence[tuple[str, str, str]] = ()
    part_url: str | None = None
    home_url: str | None = None
    canonical: str | None = None
    modules: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    head_tags: Sequence[tuple[str, Mapping[str, str]]] = ()
    styles: Sequence[str] = ()
    scripts: Sequence[str] = SCRIPTS
    tools: str = ""
    search: str = ""
    downloads: Sequence[tuple[str, str]] = ()
    static_image: tuple[str, str] | None = None
    controls: bool = True
    theme: str | None = None
    docs_url: str | None = None
    table_url: str | None = None
    brief_url: str | None = None
    basemap_url: str | None = None
    tiles_url: str | None = None
    saved: SavedTools | None = None

    @property
    def is_body(self) -> bool:
        """Whether it is for a page's body alone, which takes the place of another's."""
        return self.template == BODY_TEMPLATE
