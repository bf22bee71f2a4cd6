"""The map page's tools: their cards, their style sheet, and the searchable names."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
from flask import render_template, url_for

from geo.rows import get_rows
from maps.assets import asset_version
from maps.content.models import LocalizedText
from maps.content.part import localize_part_name
from maps.content.part_list import has_many_parts
from maps.content.point import DATUM_NAMES
from maps.content.search_index import make_search_index
from maps.tiles.description import describe_tiles
from maps.web.basemap_data import make_basemap_data
from maps.web.chrome import Chrome
from webapp.http.language import gettext, lang
from webapp.serialize import to_compact_json
from webapp.site.links import page_url, static_url
from webapp.site.plot_texts import plot_texts_digest
from webapp.site.script_texts import tool_messages
from webapp.site.static_files import static_version
from webapp.state import current_measured

RINGS_KM = (10, 25, 50, 100, 200, 300)


def add_tools(chrome: Chrome) -> Chrome:
    """Return the chrome of the map page with the tools added."""
    zone = current_measured().zone
    data = {
        **chrome.data,
        "messages": {**chrome.data["messages"], **tool_messages(gettext, lang())},
        "addresses": {
            "names": names_url(lang()),
            "locate": page_url("locate.point"),
            "compare": page_url("compare.compare"),
            "distances": page_url("tables.distances", place="__id__"),
            "counties": url_for("api.items", collection_id="counties"),
            **_list_road_address(),
            "plotTexts": plot_texts_url(lang()),
            "inspect": url_for("api.inspect_sent"),
            "brief": url_for("api.brief"),
        },
    }
    tools = render_template(
        "_tools.html",
        datums=DATUM_NAMES,
        rings_km=RINGS_KM,
        compare_url=page_url("compare.compare"),
        has_compare=True,
        is_saved=False,
        parts=[] if has_many_parts(current_measured().zone) else list_names(zone.parts, lang()),
        cities=list_names(zone.places[zone.places["kind"] == "city"], lang()),
    )
    search = render_template("_search.html")
    return replace(
        chrome,
        data=data,
        tools=tools,
        search=search,
        styles=[static_url("map_page.css")],
        basemap_url=basemap_url(lang()),
        tiles_url=tiles_url(lang()),
    )


def _list_road_address() -> dict[str, str]:
    """Return the address of a part's lines and areas by road, where figures may be shown."""
    zone = current_measured().zone
    if zone.roads is None or not zone.roads.is_current:
        return {}
    return {"roads": url_for("roads.shapes", digest=map_data_digest(), code=lang(), part_id="PART")}


def list_names(rows: gpd.GeoDataFrame, code: str) -> Sequence[tuple[str, LocalizedText]]:
    """Return id and name of each row in a language."""
    records = get_rows(rows, without="geometry")
    return [(row["id"], localize_part_name(row, code)) for row in records]


def map_data_digest() -> str:
    """Return a digest of the data and of the scripts that read what is made of them.

    Browsers keep for good what they found at an address with it: neither new data nor new software
    may find there what was made before.
    """
    made_of = f"{current_measured().zone.digest} {asset_version('map.js')} {static_version()}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:12]


def names_url(code: str) -> str:
    """Return the address of the searchable names in one language."""
    return url_for("map.names", digest=map_data_digest(), code=code)


def plot_texts_url(code: str) -> str:
    """Return the address of the texts of what a person adds to the map, in one language."""
    return url_for("map.plot_texts", digest=plot_texts_digest(code), code=code)


def basemap_url(code: str) -> str | None:
    """Return the address of the base map in one language; None where the zone has none."""
    zone = current_measured().zone
    if zone.basemap.empty:
        return None
    return url_for("map.basemap", digest=map_data_digest(), code=code)


def tiles_url(code: str) -> str | None:
    """Return the address of what the tiles are drawn with; None where the zone has none."""
    zone = current_measured().zone
    if zone.tiles is None:
        return None
    return url_for("tiles.description", digest=tiles_digest(code), code=code)


def tiles_digest(code: str) -> str:
    """Return a digest of the data and of what the software draws their tiles with."""
    zone = current_measured().zone
    described = to_compact_json(describe_tiles(zone, code, url=""))
    return hashlib.sha256(f"{zone.digest} {described}".encode()).hexdigest()[:12]


def basemap_json(code: str) -> str:
    """Return the base map in one language as JSON."""
    return to_compact_json(make_basemap_data(current_measured().zone, code))


def names_json(code: str) -> str:
    """Return the search index in one language as JSON."""
    return to_compact_json(make_search_index(current_measured(), code))
