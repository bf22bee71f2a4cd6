"""The names that can be searched for, in Chinese, in English and by their pinyin."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import geopandas as gpd

from geo.geodesy.antimeridian import seam_of, unwrap_series
from geo.io.values import none_if_nan
from geo.measured import Measured
from geo.rows import rows_of
from maps.content import vocabulary
from maps.content.part import part_words
from maps.i18n import OTHER, own_text
from maps.web.layer_data import DECIMALS

Entry = dict[str, Any]


def search_key(text: str) -> str:
    """Return text as it is compared: no case, accents, tones, spaces or signs.

    >>> search_key("Lóngmǎtán Core"), search_key("龙马潭 核心区")
    ('longmatancore', '龙马潭核心区')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", "".join(c for c in plain if not unicodedata.combining(c)))


def pinyin_keys(name_zh: str) -> list[str]:
    """Return the pinyin of a Chinese name without tones, and its initials.

    The vowel ü is written u. 长 is read chang too, as it is in nearly every place's name.

    >>> pinyin_keys("重庆"), pinyin_keys("泸县")
    (['chongqing', 'cq'], ['luxian', 'lx'])
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (its dictionary takes time to load)

    keys = []
    for text in dict.fromkeys((name_zh, name_zh.replace("长", "常"))):
        syllables = [search_key(each) for each in lazy_pinyin(text, v_to_u=True)]
        keys += ["".join(syllables), "".join(each[:1] for each in syllables)]
    return list(dict.fromkeys(keys))


@lru_cache(maxsize=4)
def gazetteer(measured: Measured, lang: str) -> list[Entry]:
    """Return everything with a name: parts, then places, then counties.

    Each entry has `group`, `id`, `name`, `nameLang`, `kind` (in words), `other` (the name in the
    other language), `keys` (see `search_key` and `pinyin_keys`) and `at`, latitude and longitude
    of the centre; parts and places have `doubt_m`, their position uncertainty, and counties
    `box`, [[south, west], [north, east]].
    """
    zone = measured.zone
    counties = zone.context[zone.context["kind"] == "county"]
    seam = seam_of(zone.parts.geometry.values)
    return [
        *_entries("part", zone.parts, unwrap_series(measured.centres, seam=seam), lang),
        *_entries("place", zone.places, unwrap_series(zone.places.geometry, seam=seam), lang),
        *_entries("county", counties, unwrap_series(counties.geometry, seam=seam), lang),
    ]


def _entries(
    group: str, rows: gpd.GeoDataFrame, shapes: gpd.GeoSeries, lang: str
) -> Iterator[Entry]:
    bounds = shapes.bounds.round(DECIMALS).to_numpy().tolist()
    records = rows_of(rows.drop(columns="geometry"))
    for row, (west, south, east, north) in zip(records, bounds, strict=True):
        if group == "county" and not (row["name"] or row["name_zh"]):
            continue
        entry = {"group": group, **_named(row, lang)}
        if group == "county":
            entry["box"] = [[south, west], [north, east]]
        else:
            entry["doubt_m"] = none_if_nan(row["position_uncertainty_m"])
        entry["at"] = [round((south + north) / 2, DECIMALS), round((west + east) / 2, DECIMALS)]
        yield entry


def _named(row: Mapping[str, Any], lang: str) -> Entry:
    name = part_words(row, lang)
    other, used = own_text(row, "name", OTHER[lang])
    spelled = pinyin_keys(row["name_zh"]) if row["name_zh"] else []
    names = [search_key(text) for text in (row["name"], row["name_zh"]) if text]
    return {
        "id": row["id"],
        "name": name.text,
        "nameLang": name.lang,
        "kind": vocabulary.kind_label(row["kind"], lang),
        "code": row["kind"],
        "other": other if used != lang else "",
        "keys": [*dict.fromkeys([*names, *spelled])],
    }
