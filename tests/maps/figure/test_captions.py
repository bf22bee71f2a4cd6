"""Captions of a figure: from the data, in each language once, and hostile names as text."""

from dataclasses import replace

import numpy as np
import pytest

from geo.geodesy.projection import make_equal_area_plane
from maps.figure.captions import (
    alt_text,
    join_languages,
    parts_title,
    placement_warning,
    projection_line,
    source_line,
    uncertainty_range,
)
from maps.figure.extent import Extent
from maps.figure.options import FigureOptions


def test_words_that_are_the_same_come_once():
    assert join_languages(("zh", "en"), lambda lang: "A3") == "A3"
    assert join_languages(("zh", "en"), {"zh": "", "en": "River"}.__getitem__) == "River"


def test_a_few_parts_are_named_in_the_title_and_more_are_not(zone):
    two, five = zone.parts.iloc[:2], zone.parts.iloc[:5]
    assert parts_title(zone, zone.parts, "en") == zone.facts["name"]
    assert all(name in parts_title(zone, two, "en") for name in two["name"])
    assert five["name"].iloc[4] not in parts_title(zone, five, "en")
    assert "…" in parts_title(zone, five, "zh")


@pytest.mark.parametrize(
    ("values", "words"),
    [([5.0, 2000.0], "±5 m to ±2 km"), ([5.0, 5.0], "±5 m"), ([np.nan, np.nan], "not stated")],
)
def test_the_range_of_uncertainty(zone, values, words):
    parts = zone.parts.head(2).assign(position_uncertainty_m=values)
    assert uncertainty_range(parts["position_uncertainty_m"], "en") == words


@pytest.mark.parametrize(
    ("placement", "words"),
    [("schematic", "Not a legal or surveyed boundary"), ("surveyed", "Surveyed boundaries.")],
)
def test_the_warning_is_that_of_the_placement(zone, placement, words):
    said = placement_warning(zone.parts.assign(placement=placement), "en")
    assert words in said
    assert ("no machine-readable official boundary" in said) is (placement == "schematic")


def test_the_sources_are_those_of_the_parts(zone):
    line = source_line(zone, zone.parts.head(1), ("en",))
    for key, source in zone.sources.items():
        name = source.publisher or source.title
        if key in zone.parts["sources"].iloc[0]:
            assert name in line
    assert zone.sha256[:12] in line
    assert zone.sha256[:13] not in line


@pytest.mark.parametrize(
    ("lon", "lat", "words"),
    [(105.44, 28.9, "28.90° N, 105.44° E"), (-70, -33.5, "33.50° S, 70.00° W")],
)
def test_the_centre_of_the_projection(lon, lat, words):
    extent = Extent(lon, lat, (-1, -1, 1, 1), make_equal_area_plane(lon, lat))
    assert words in projection_line(extent, "en")


def test_the_text_alternative_has_twelve_parts_and_counts_the_others(zone):
    many = zone.parts.loc[list(zone.parts.index) * 2].reset_index(drop=True)
    many.index = [f"p{n}" for n in range(len(many))]
    text = alt_text(replace(zone, parts=many), many, FigureOptions(), "en")
    said = text.count("km² measured"), text.count("(assumed)")
    assert said == (5, 7)  # of the first twelve, five have a published area
    assert f"and {len(many) - 12} more" in text


def test_the_source_line_starts_with_the_map_review(zone):
    assert source_line(zone, zone.parts, ("zh",)).startswith(
        "示意图 · 未经审核，无审图号 | 资料来源："
    )
    both = source_line(zone, zone.parts, ("zh", "en"))
    assert both.startswith(
        "示意图 · 未经审核，无审图号 / Schematic map · not reviewed for publication"
    )
    surveyed = zone.parts.assign(placement="surveyed")
    assert source_line(zone, surveyed, ("zh",)).startswith("未经审核，无审图号 | ")
    numbered = replace(zone, facts={**zone.facts, "map_review_number": "川S【2026】1号"})
    assert source_line(numbered, zone.parts, ("zh",)).startswith("审图号：川S【2026】1号 | ")


def test_the_source_line_has_the_marks_of_its_language(zone):
    source = zone.sources[zone.parts["sources"].iloc[0][0]]
    said = f"{source.publisher or source.title}%s{source.date}"
    chinese, english = (source_line(zone, zone.parts, (lang,)) for lang in ("zh", "en"))
    assert (said % "，") in chinese
    assert (said % ", ") in english
    assert f"数据校验值：{zone.sha256[:12]} |" in chinese
    assert f"Data SHA-256: {zone.sha256[:12]} |" in english


def test_the_centre_of_the_projection_is_a_place_in_words():
    extent = Extent(105.44, 28.9, (-1, -1, 1, 1), make_equal_area_plane(105.44, 28.9))
    assert "投影中心北纬 28.90°、东经 105.44°，WGS 84" in projection_line(extent, "zh")


def test_the_text_alternative_says_that_the_date_is_not_stated(made_zone):
    said = alt_text(made_zone, made_zone.parts, FigureOptions(), "en")
    assert said.endswith("The date of the data is not stated.")
    assert "Data as of" not in said
