"""The line on map review: the number as printed, or that there is none."""

import pytest

from maps.content.map_review import map_review_line, map_review_lines


@pytest.mark.parametrize(
    ("number", "lang", "is_schematic", "line"),
    [
        (None, "zh", True, "示意图 · 未经审核，无审图号"),
        (None, "zh", False, "未经审核，无审图号"),
        ("", "zh", False, "未经审核，无审图号"),
        (None, "en", True, "Schematic map · not reviewed for publication, no map review number"),
        (None, "en", False, "Not reviewed for publication, no map review number"),
        ("川S【2026】00001号", "zh", True, "审图号：川S【2026】00001号"),
        ("川S【2026】00001号", "en", False, "Map review number: 川S【2026】00001号"),
        ("审图号：GS（2026）1号", "zh", False, "审图号：GS（2026）1号"),
        ("审图号：GS（2026）1号", "en", False, "审图号：GS（2026）1号"),
    ],
)
def test_the_line(number, lang, is_schematic, line):
    assert map_review_line(number, lang, is_schematic=is_schematic) == line


@pytest.mark.parametrize(
    ("number", "lang", "is_schematic", "narrow", "tiny"),
    [
        (None, "zh", True, "示意图 · 未经审核，无审图号", "示意图 · 未经审核，无审图号"),
        (None, "zh", False, "未经审核，无审图号", "未经审核，无审图号"),
        ("", "en", True, "Schematic map · not reviewed for publication", "Schematic, not reviewed"),
        (None, "en", False, "Not reviewed for publication", "Not reviewed"),
        (
            "川S【2026】00001号",
            "zh",
            True,
            "审图号：川S【2026】00001号",
            "审图号：川S【2026】00001号",
        ),
        ("审图号：GS（2026）1号", "en", False, "审图号：GS（2026）1号", "审图号：GS（2026）1号"),
    ],
)
def test_narrow_and_tiny_maps_say_it_too(number, lang, is_schematic, narrow, tiny):
    full = map_review_line(number, lang, is_schematic=is_schematic)
    assert map_review_lines(number, lang, is_schematic=is_schematic) == (full, narrow, tiny)
