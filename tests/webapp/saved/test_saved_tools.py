"""The map that is saved with its tools: how large it is, what it may load, what it holds."""

import gzip
import json
import re
from base64 import b64decode
from html import unescape

import pytest

from geo.zone import DEFAULT_PATH, read_zone
from maps.assets import csp_hash
from maps.export.registry import FORMATS
from maps.figure.options import FigureOptions
from maps.i18n import LANGUAGES
from webapp.saved.export import export_with_tools
from webapp.saved.styles import select_rules

pytestmark = pytest.mark.slow


def save(zone, lang="en", **options):
    return export_with_tools(FORMATS["html"], zone, FigureOptions(lang=lang, **options)).decode()


@pytest.fixture(scope="module", params=LANGUAGES)
def html(request):
    return save(read_zone(DEFAULT_PATH), request.param)


@pytest.fixture(scope="module")
def packed(html):
    text = re.search(r'id="packed">([^<]*)</script>', html).group(1)
    return json.loads(gzip.decompress(b64decode(text)))


def test_it_is_small_enough_to_be_sent(html):
    assert len(html.encode()) < 600_000
    further = len(LANGUAGES) - 2
    assert len(gzip.compress(html.encode())) <= 199_000 + 8_000 * further


def test_it_may_run_and_load_nothing_but_what_it_holds(html):
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', html).group(1))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "connect-src" not in policy
    held = re.findall(r'<script(?: type="module")?>(.*?)</script>', html, flags=re.DOTALL)
    held += re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL)
    assert [text[:40] for text in held if csp_hash(text) not in policy] == []
    assert policy.count("sha256-") == len(held)


def test_it_imports_nothing_and_asks_for_nothing(html):
    script = re.findall(r'<script type="module">(.*?)</script>', html, flags=re.DOTALL)[-1]
    assert re.findall(r"\bimport\b", script) == []
    assert re.findall(r"\beval\b|\bFunction\(", script) == []


def test_it_holds_every_language(html, packed):
    assert set(packed["site"]) == set(LANGUAGES)
    assert [set(each) for each in packed["panels"]] == [set(LANGUAGES)] * 8
    own = re.search(r'data-lang="(\w+)"', html).group(1)
    others = [code for code in LANGUAGES if code != own]
    pages = re.findall(
        r'<template class="other-page" data-lang="(\w+)"(.*?)</main>', html, re.DOTALL
    )
    assert [code for code, _page in pages] == others == list(packed["map"])
    ids = [
        [re.findall(r'data-panel="([^"]*)"', text) for text in each.values()]
        for each in packed["panels"]
    ]
    assert all(len(of_one) == 1 and of_one == found[0] for found in ids for of_one in found)
    assert not any("<script" in page or 'id="ask-card"' not in page for _code, page in pages)
    assert "legend" in packed["map"]["en" if own == "zh" else "zh"]["messages"]
    names = {
        code: json.dumps(packed["site"][code]["names"], ensure_ascii=False) for code in LANGUAGES
    }
    assert "Longmatan Core Area" in names["en"]
    assert "龙马潭核心区" in names["zh"]


def test_it_holds_no_rules_of_the_bare_page(html):
    styles = "".join(re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL))
    assert re.findall(r"(?:^|[{},])\s*(\.bare [^{]*)", styles) == []
    assert ".page:not(.bare)" in styles


def test_equal_zones_give_equal_files():
    assert save(read_zone(DEFAULT_PATH)) == save(read_zone(DEFAULT_PATH))


def test_a_chosen_part_is_open_at_first():
    html = save(read_zone(DEFAULT_PATH), parts=("big-data-park",))
    panels = html.partition('<div class="panels">')[2].partition("</section>")[0]
    assert re.findall(r'data-panel="([^"]*)"', panels) == ["big-data-park"]


def test_a_zone_of_many_parts_has_no_comparison_without_panels(monkeypatch):
    monkeypatch.setattr("geo.measured.FEW", 3)
    html = save(read_zone(DEFAULT_PATH))
    assert "compare-card" not in html.partition("<script")[0]
    assert 'id="compare-card"' not in html
    assert 'id="ask-card"' in html


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".a { left: 0 }", ".a { left: 0 }"),
        (".b { left: 0 }", ""),
        (".a .b, p > .a { left: 0 }", "p > .a { left: 0 }"),
        (".k-1 { left: 0 } .m-1 { top: 0 }", ".k-1 { left: 0 }"),
        ("@media print { .b { left: 0 } }", ""),
        (
            "@media print { .a { left: 0 } @media (width < 9px) { .a { top: 0 } } .b { top: 0 } }",
            "@media print { .a { left: 0 }\n@media (width < 9px) { .a { top: 0 } } }",
        ),
        ("/* .a { } */ p { left: 0 }", "p { left: 0 }"),
        (".x-y { left: 0 }", ".x-y { left: 0 }"),
    ],
)
def test_rules_that_nothing_needs_are_left_out(sheet, kept):
    assert select_rules(sheet, ["a", "k-"], prefixes=("x-",)) == kept
