"""The interactive map as one HTML document: for the site, an iframe, or a file.

folium's elements change while they are rendered, so every document is built anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from geo.measured import Measured
from geo.zone import Zone
from maps.assets import (
    LANGUAGE_SCRIPT,
    SHELL_STYLES,
    TILE_PAINTING_BUNDLE,
    Assets,
    InlineAssets,
    LinkedAssets,
)
from maps.content.columns import area_columns
from maps.content.credits import all_layers, gather_credits, localize_attributions
from maps.content.distance_matrix import find_nearest_by_place
from maps.content.map_review import map_review_lines
from maps.content.method import describe_assumed_size
from maps.content.models import PartLink
from maps.content.part import get_part_view, link_part, localize_part_name, localize_zone_name
from maps.content.part_list import describe_map, has_many_parts, list_parts, make_part_tree
from maps.content.roads.shapes import make_road_data
from maps.i18n import get_translator
from maps.tiles.credit import COPYRIGHT_URL, list_tile_credits
from maps.tiles.inlined import describe_inlined, make_tile_data
from maps.web.basemap_data import make_ground
from maps.web.chrome import Chrome
from maps.web.first_frame import FirstFrame, draw_first_frame
from maps.web.folium_elements import ZoneFigure, ZoneLayer, ZoneMap
from maps.web.inlined import hash_assets, saved_page_policy
from maps.web.layer_data import make_layer_data, make_view_bounds
from maps.web.map_files import list_map_files

FIRST_ENTRIES = 40  # more than a screen shows; the script adds others as the list is scrolled


@dataclass(frozen=True)
class MapDocument:
    """A rendered page, its map's data, and the CSP sources of what is inlined beside links."""

    html: str
    data: dict[str, Any]
    script_hashes: tuple[str, ...]
    style_hashes: tuple[str, ...]


def render_map_document(
    measured: Measured,
    *,
    lang: str = "en",
    assets: Assets | None = None,
    chrome: Chrome | None = None,
    selected: str | None = None,
    view: str = "zone",
) -> MapDocument:
    """Return the zone as one HTML document; equal inputs give equal bytes.

    Parameters
    ----------
    assets : Assets, optional
        Whether scripts and styles are linked or inlined; inlined by default.
    chrome : Chrome, optional
        What the site adds around the map.
    selected : str, optional
        Id of the part whose panel is open at first.
    view : str
        `zone` or `region`: what the map shows at first.

    Raises
    ------
    UnknownIdError
        When the zone has no part `selected`.
    """
    assets, chrome, zone = assets or InlineAssets(), chrome or Chrome(), measured.zone
    shown = select_panels(measured, selected)
    # A part's panel covers the map, or moves it; a base map bounds the view of the region.
    is_free = selected is None and not chrome.is_body and (view != "region" or zone.basemap.empty)
    # In a file the scripts are at hand, and soon draw the ground from the same lines.
    has_ground = chrome.saved is None
    frame = draw_first_frame(measured, view=view, has_ground=has_ground) if is_free else None
    figure = _make_page(measured, lang, assets, chrome)
    figure.values.update(
        panels=[get_part_view(measured, part_id, lang) for part_id in shown],
        selected=selected,
        title=_make_title(zone, selected if chrome.part_url else None, lang),
        has_late_content=frame is not None and not assets.inline,
    )
    data = _make_map_data(measured, lang, assets, chrome, shown)
    data.update(selected=selected, view=view)
    made = _make_zone_map(zone, data, lang, frame)
    made.add_child(ZoneLayer(data, lang=lang, is_localized=chrome.saved is not None))
    figure.add_child(made)
    html = figure.render()
    return MapDocument(
        html,
        data,
        script_hashes=(*hash_assets(assets.shell_scripts), figure.script_hash),
        style_hashes=hash_assets(SHELL_STYLES),
    )


def _make_title(zone: Zone, selected: str | None, lang: str) -> str:
    """Return the document's title: what is open comes first, as tabs and bookmarks cut the end."""
    title = localize_zone_name(zone, lang).text
    if selected is None:
        return title
    return f"{localize_part_name(zone.part(selected), lang).text} · {title}"


def _make_map_data(
    measured: Measured,
    lang: str,
    assets: Assets,
    chrome: Chrome,
    shown: list[str],
) -> dict[str, Any]:
    """Return what the map's scripts are given, whatever is selected; `shown` have panels."""
    zone = measured.zone
    painting = assets.get_url(TILE_PAINTING_BUNDLE) if isinstance(assets, LinkedAssets) else None
    return {
        **make_layer_data(measured, lang=lang, bounds=make_view_bounds(zone)),
        "panels": len(shown) == len(zone.parts),
        "address": {"part": chrome.part_url, "home": chrome.home_url},
        "controls": chrome.controls,
        **make_ground(measured, lang, chrome.basemap_url, shown),
        **make_tile_data(zone, lang, chrome.tiles_url, painting),
        **(make_road_data(measured, shown, lang) if assets.inline else {}),
    }


def _make_page(measured: Measured, lang: str, assets: Assets, chrome: Chrome) -> ZoneFigure:
    """Return the page around the map, without what depends on the selection."""
    zone = measured.zone
    name, windowed = localize_zone_name(zone, lang), has_many_parts(measured.zone)
    review_number, tile_credits = zone.facts["map_review_number"], list_tile_credits(zone, [lang])
    shown = gather_credits(zone, zone.parts, all_layers(zone), attributions=tile_credits)
    scripts, styles = list_map_files(measured, chrome, inline=assets.inline)
    return ZoneFigure(
        lang=lang,
        assets=assets,
        template=chrome.template,
        zone_name=name,
        facts=zone.facts,
        description=describe_map(measured, lang),
        schematic=zone.is_schematic,
        attributions=localize_attributions(shown.attributions, lang),
        tile_credit="".join(tile_credits),
        tile_note=describe_inlined(zone, lang) if chrome.tiles_url is None else "",
        copyright_url=COPYRIGHT_URL,
        review_lines=map_review_lines(review_number, lang, is_schematic=zone.is_schematic),
        sources=list(shown.sources.values()),
        entries=list_parts(measured, list(measured.zone.parts.index[:FIRST_ENTRIES]), lang)
        if windowed
        else make_part_tree(measured, lang),
        long=not measured.are_few,
        windowed=windowed,
        part_count=len(zone.parts),
        shell_styles=SHELL_STYLES,
        styles=assets.select_files(styles),
        scripts=assets.select_files(scripts),
        table_columns=area_columns(lang),
        table_rows=_make_table_rows(measured, lang),
        nearest_by_place=find_nearest_by_place(measured, lang) if chrome.saved else [],
        assumed_size=describe_assumed_size(measured.sizes, lang) if chrome.saved else "",
        chrome=chrome,
        digest=zone.sha256,
        language_script=LANGUAGE_SCRIPT,
        policy=partial(saved_page_policy, scripts, styles, chrome.saved) if assets.inline else None,
    )


def _make_zone_map(
    zone: Zone, data: dict[str, Any], lang: str, first_frame: FirstFrame | None
) -> ZoneMap:
    _ = get_translator(lang)
    centre = [sum(sides) / 2 for sides in zip(*data["bounds"]["zone"], strict=True)]
    label = _("Map of %(zone)s") % {"zone": localize_zone_name(zone, lang).text}
    return ZoneMap(lang=lang, label=label, first_frame=first_frame, location=centre, zoom_start=10)


def subset_parts(measured: Measured, part_ids: Sequence[str]) -> Measured:
    """Return the zone with only some of its parts; one whose parent is left out has none then.

    Raises
    ------
    UnknownIdError
        When the zone has no part of one of these ids.
    """
    for part_id in part_ids:
        measured.zone.part(part_id)
    parts = measured.zone.parts.loc[list(dict.fromkeys(part_ids))].copy()
    parts["parent"] = parts["parent"].where(parts["parent"].isin(parts.index), None)
    return Measured(replace(measured.zone, parts=parts))


def select_panels(measured: Measured, selected: str | None) -> list[str]:
    """Return the ids of the parts whose panels are in the page: all of few, else the selected.

    Raises
    ------
    UnknownIdError
        When the zone has no part `selected`.
    """
    if selected is not None:
        measured.zone.part(selected)
    if measured.are_few:
        return [str(key) for key in measured.zone.parts.index]
    return [] if selected is None else [selected]


def _make_table_rows(measured: Measured, lang: str) -> list[tuple[PartLink, dict[str, Any]]]:
    """Return each part of a small zone with its measures, for the table in the page."""
    if not measured.are_few:
        return []
    rows = measured.size_rows.items()
    return [(link_part(measured.zone, key, lang), row) for key, row in rows]


def render_standalone_html(zone: Zone, lang: str = "en", *, selected: str | None = None) -> str:
    """Return one HTML file with map and list, which opens from disk and fetches nothing.

    The tools of the site come from `webapp` (`maps.web.saved.render_saved_map`).
    """
    return render_map_document(Measured(zone), lang=lang, selected=selected).html
