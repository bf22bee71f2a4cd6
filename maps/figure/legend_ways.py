"""What a legend says of the lines to the cities: straight, and by road."""

from collections.abc import Sequence

import geopandas as gpd

from geo.rows import get_row
from geo.zone import Zone
from maps.content.measures import join_uncertainty
from maps.content.places import reference_part
from maps.content.roads.conditions import describe_point_count
from maps.content.roads.table import list_ways
from maps.figure.captions import join_languages
from maps.figure.distance_lines import DISTANCE_LINE_DASHES, DistanceLine
from maps.figure.legend import Legend
from maps.figure.map_labels import MapLabels
from maps.figure.map_layers import ink_colour
from maps.i18n import display_name, get_language, get_translator, localize_field


def add_road_entry(legend: Legend, zone: Zone, part_id: str, places: Sequence[str]) -> None:
    """Write how far places are by road; nothing where that is not known."""

    def words(lang: str) -> str:
        _, language = get_translator(lang), get_language(lang)
        ways = language.clause_separator.join(list_ways(zone, part_id, places, lang))
        said = _("By road (car, free flow, without congestion, tolls and loading): %(ways)s")
        counted = describe_point_count(zone, part_id, lang)
        return said % {"ways": ways + counted} if ways else ""

    if words(legend.langs[0]):
        legend.add_note(join_languages(legend.langs, words), size=0.78)


def add_distance_lines_entry(
    legend: Legend, zone: Zone, parts: gpd.GeoDataFrame, labels: MapLabels
) -> None:
    """Write what the distance lines mean, and the lengths that have no room on the map."""
    part_id = reference_part(parts)
    row = get_row(parts, part_id)

    def words(lang: str) -> str:
        _ = get_translator(lang)
        said = _(
            "Straight-line (geodesic) distance from the centroid of %(part)s, with its uncertainty"
        )
        told = said % {"part": localize_field(row, "name", lang)[0] or part_id}
        lengths = _list_lengths(zone, labels.unlabelled, lang)
        return get_language(lang).colon.join(filter(None, (told, lengths)))

    line = {
        "linestyle": DISTANCE_LINE_DASHES,
        "color": ink_colour("place"),
        "linewidth": 0.8 * legend.page.line_scale,
    }
    said = join_languages(legend.langs, words)
    if labels.lines:
        legend.add_line(said, size=0.78, **line)
    else:
        legend.add_note(said, size=0.78)


def _list_lengths(zone: Zone, lines: Sequence[DistanceLine], lang: str) -> str:
    """Return cities with how far they are."""
    return get_language(lang).clause_separator.join(
        f"{display_name({**zone.place_rows[each.city_id], 'id': each.city_id}, lang)} "
        + join_uncertainty(each.row["centre_distance_m"], each.row["position_uncertainty_m"], lang)
        for each in lines
    )
