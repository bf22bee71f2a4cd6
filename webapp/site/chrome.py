"""What surrounds every page: navigation and head tags."""

from dataclasses import replace

from flask import request, url_for

from maps.content.part_list import describe_map, has_many_parts
from maps.export.registry import FORMATS
from maps.theme import BRAND
from maps.web.chrome import Chrome
from maps.web.document import subset_parts
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.site.backgrounds import background_data
from webapp.site.documentation import FIRST_PAGE, find_file
from webapp.site.links import (
    brief_url_pattern,
    download_links,
    export_url,
    language_links,
    oembed_links,
    page_url,
    part_url_pattern,
    picture_url,
    static_url,
)
from webapp.site.menu import list_pages
from webapp.site.script_texts import site_messages
from webapp.state import current_measured

PICTURE_OPTIONS = {"size": "16:9", "dpi": "120"}


def site_chrome() -> Chrome:
    """Return the navigation and head tags of every page."""
    return Chrome(
        pages=list_pages(page_url),
        languages=language_links(),
        part_url=part_url_pattern(),
        home_url=page_url("map.index"),
        docs_url=None if find_file(FIRST_PAGE) is None else page_url("docs.index"),
        brief_url=brief_url_pattern(),
        head_tags=head_tags(),
    )


def map_chrome(title: str, alt: str) -> Chrome:
    """Return the navigation, data and modules around the map, given its title and alt text."""
    return replace(
        site_chrome(),
        head_tags=map_head_tags(title, alt),
        styles=[static_url("site.css")],
        modules=[static_url("app.js")],
        data={
            "messages": site_messages(),
            "lang": lang(),
            "embed": url_for("embed.embed"),
            "picture": url_for("downloads.export", name=FORMATS["png"].file_name),
            "worker": url_for("offline.worker"),
            **background_data(),
        },
        table_url=page_url("tables.areas"),
        downloads=[_map_link(), *download_links()],
        static_image=None if has_many_parts(current_measured().zone) else _page_picture(alt),
    )


def _map_link() -> tuple[str, str]:
    """Return the map that answers without a network, and so stands first."""
    saved = FORMATS["html"]
    return _(saved.label), export_url(saved)


def head_tags() -> list[tuple[str, dict[str, str]]]:
    """Return the links and metadata that every page of the site has in its head."""
    apple = url_for("offline.icon", name="icon-180.png")
    return [
        ("link", {"rel": "icon", "href": url_for("offline.icon", name="icon.svg")}),
        ("link", {"rel": "apple-touch-icon", "href": apple}),
        ("link", {"rel": "manifest", "href": url_for("offline.manifest", lang=lang())}),
        ("meta", {"name": "theme-color", "content": BRAND}),
    ]


def map_head_tags(title: str, picture_alt: str) -> list[tuple[str, dict[str, str]]]:
    """Return the head tags of a page with the map: preloads, oEmbed and Open Graph."""
    picture, alt = _page_picture(picture_alt)
    return [
        *head_tags(),
        *oembed_links(),
        ("meta", {"property": "og:type", "content": "website"}),
        ("meta", {"property": "og:title", "content": title}),
        ("meta", {"property": "og:url", "content": request.base_url}),
        ("meta", {"property": "og:image", "content": picture}),
        ("meta", {"property": "og:image:alt", "content": alt}),
        ("meta", {"name": "twitter:card", "content": "summary_large_image"}),
    ]


def _page_picture(alt: str) -> tuple[str, str]:
    """Return address and text alternative of a picture of what this page shows at first.

    `alt` is that of the whole zone.
    """
    part_id, view = (request.view_args or {}).get("part_id"), request.args.get("view", "zone")
    parts = [] if part_id is None else [part_id]
    if parts or view != "zone":
        alt = describe_map(
            subset_parts(current_measured(), parts) if parts else current_measured(),
            lang(),
            view=view,
        )
    address = picture_url("png", parts, view, lang=lang(), **PICTURE_OPTIONS, _external=True)
    return address, alt
