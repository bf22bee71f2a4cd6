"""The names that the map's search finds: in every language, and by their pinyin."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import geopandas as gpd
import shapely

from geo.fields.languages import field_names
from geo.geodesy.antimeridian import find_seam, unwrap_series
from geo.measured import Measured
from geo.rows import get_rows, none_if_nan
from maps.content import vocabulary
from maps.content.distance_matrix import describe_nearest_part
from maps.content.part import localize_part_name, localize_second_name
from maps.i18n import localize_field
from maps.web.paths import DECIMALS

SearchEntry = dict[str, Any]
# What people call railway stations, whatever their names are: each word finds all of them.
STATION_WORDS = ("station", "railway station", "train station")
STATION_WORDS_ZH = ("火车站", "高铁站")
# Of parts, or of their vertices, and places: either takes half a second to measure.
MOST_PAIRS, MOST_VERTEX_PAIRS = 2_500, 150_000


def make_search_key(text: str) -> str:
    """Return text as the search compares it: without case, accents, spaces and punctuation.

    >>> make_search_key("Lóngmǎtán Core"), make_search_key("龙马潭 核心区")
    ('longmatancore', '龙马潭核心区')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def make_pinyin_keys(name_zh: str) -> list[str]:
    """Return the pinyin of a Chinese name without tones, and its initials.

    The vowel ü is written u. 长 is also read *chang*, as in nearly every place name; the
    dictionary reads it *zhang* where it knows no better.

    >>> make_pinyin_keys("重庆"), make_pinyin_keys("泸县")
    (['chongqing', 'cq'], ['luxian', 'lx'])
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (its dictionary takes time to load)

    keys = []
    for text in dict.fromkeys((name_zh, name_zh.replace("长", "常"))):
        syllables = [make_search_key(each) for each in lazy_pinyin(text, v_to_u=True)]
        keys += ["".join(syllables), "".join(each[:1] for each in syllables)]
    return list(dict.fromkeys(keys))


@lru_cache(maxsize=4)
def make_search_index(measured: Measured, lang: str) -> list[SearchEntry]:
    """Return an entry for everything that has a name: parts, places, stations, counties.

    Each entry has `group`, `id`, `name`, `nameLang`, `kind` (in words), `other` (its name in
    another language, or empty), `keys` (see `make_search_key` and `make_pinyin_keys`) and `at`,
    latitude and longitude of the centre in degrees. Counties have `box`, [[south, west], [north,
    east]]; all others `doubt_m`, their position uncertainty in metres or None. Places and
    stations of a zone of no more than hundreds of parts have `nearest`, which part is nearest to
    them, how far it is and which others could be nearer, in words, and `nearestPart`, its id; where
    that is no park, `nearestPark` says the same of the parks.
    """
    zone = measured.zone
    counties = zone.context[zone.context["kind"] == "county"]
    seam = find_seam(zone.parts.geometry.values)
    places = unwrap_series(zone.places.geometry, seam=seam)
    stations = unwrap_series(zone.stations.geometry, seam=seam)
    is_soon = _is_measured_soon(measured)
    return [
        *_iter_entries("part", zone.parts, unwrap_series(measured.centres, seam=seam), lang),
        *(
            {**each, **(_describe_nearest(measured, each, lang) if is_soon else {})}
            for group, rows, shapes in (
                ("place", zone.places, places),
                ("station", zone.stations, stations),
            )
            for each in _iter_entries(group, rows, shapes, lang)
        ),
        *_iter_entries("county", counties, unwrap_series(counties.geometry, seam=seam), lang),
    ]


def _describe_nearest(measured: Measured, entry: SearchEntry, lang: str) -> dict[str, str]:
    is_station = entry["group"] == "station"
    part_id, said = describe_nearest_part(measured, entry["id"], lang, stations=is_station)
    kinds = measured.zone.parts["kind"]
    if kinds[part_id] == "park" or not (kinds == "park").any():
        return {"nearest": said, "nearestPart": part_id}
    _id, park = describe_nearest_part(measured, entry["id"], lang, stations=is_station, park=True)
    return {"nearest": said, "nearestPart": part_id, "nearestPark": park}


def _is_measured_soon(measured: Measured) -> bool:
    """Return whether the distances of all parts take less time than who searches would wait.

    Those of a few parts are measured for the pages anyway; those of thousands take seconds.
    """
    parts, places = measured.zone.parts, len(measured.zone.places) + len(measured.zone.stations)
    vertices = shapely.get_num_coordinates(parts.geometry.values).sum()
    is_little = len(parts) * places <= MOST_PAIRS
    return measured.are_few or (is_little and vertices * places <= MOST_VERTEX_PAIRS)


def _iter_entries(
    group: str, rows: gpd.GeoDataFrame, shapes: gpd.GeoSeries, lang: str
) -> Iterator[SearchEntry]:
    bounds = shapes.bounds.round(DECIMALS).to_numpy().tolist()
    records = get_rows(rows, without="geometry")
    for row, (west, south, east, north) in zip(records, bounds, strict=True):
        if group == "county" and not localize_field(row, "name", lang)[0]:
            continue
        entry = {"group": group, **_make_entry(row, lang)}
        if group == "station":
            entry["keys"] = [*dict.fromkeys([*entry["keys"], *_make_station_keys()])]
        if group == "county":
            entry["box"] = [[south, west], [north, east]]
        else:
            entry["doubt_m"] = none_if_nan(row["position_uncertainty_m"])
        entry["at"] = [round((south + north) / 2, DECIMALS), round((west + east) / 2, DECIMALS)]
        yield entry


@cache
def _make_station_keys() -> Sequence[str]:
    """Return the keys of what stations are called in general."""
    chinese = [key for word in STATION_WORDS_ZH for key in (word, make_pinyin_keys(word)[0])]
    return [*map(make_search_key, STATION_WORDS), *chinese]


def _make_entry(row: Mapping[str, Any], lang: str) -> SearchEntry:
    name = localize_part_name(row, lang)
    other = localize_second_name(row, lang)
    spelled = make_pinyin_keys(row["name_zh"]) if row["name_zh"] else []
    names = [make_search_key(text) for text in map(row.get, field_names("name")) if text]
    return {
        "id": row["id"],
        "name": name.text,
        "nameLang": name.lang,
        "kind": vocabulary.kind_label(row["kind"], lang),
        "code": row["kind"],
        "other": other.text if other else "",
        "keys": [*dict.fromkeys([*names, *spelled])],
    }
