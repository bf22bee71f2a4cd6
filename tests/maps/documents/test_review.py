import re
from datetime import date
from xml.etree import ElementTree

import pytest

from geo.diff import compare_zones
from geo.errors import Phrase
from geo.quality import Finding, make_dataset, run_checks, to_row
from geo.zone import read_zone, to_geojson
from maps.documents.review import (
    make_quality_rows,
    make_quality_table,
    make_quality_view,
    map_item_names,
    render_changes_html,
    render_quality_html,
)
from maps.i18n import get_translator

PART = get_translator("zh")("Part")
EVIL = "<script>alert(1)</script>{{7*7}}"


@pytest.fixture
def dataset(zone):
    collection = to_geojson(zone)
    collection["features"][0]["properties"].update(id=EVIL, name=None, parent=None)
    return make_dataset(collection, name=EVIL, today=date(2026, 11, 24))


@pytest.fixture
def edited(collection, write_zone_file):
    old = read_zone(write_zone_file(collection, "old.geojson"))
    collection["features"][0]["properties"].update(name=EVIL)
    collection["features"][1]["geometry"]["coordinates"][0][1:3] = [[105.72, 28.9], [105.72, 29]]
    return old, read_zone(write_zone_file(collection, "new.geojson"))


def assert_page(html, lang):
    assert html.startswith("<!doctype html>")
    assert f'<html lang="{lang}">' in html
    assert "<script" not in html
    assert not re.search(r"(src|href)=|url\(|@import", html)
    assert "49" not in re.findall(r"alert\(1\).{0,40}", html)[0]
    for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        ElementTree.fromstring(svg)  # well-formed


@pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_quality_page_holds_every_finding(dataset, lang, tag):
    findings = run_checks(dataset)
    html = render_quality_html(findings, dataset, lang)
    assert_page(html, tag)
    assert html.count("<tr>") == len(findings) + 1
    assert all(finding.rule in html for finding in findings)


def test_quality_page_is_chinese_throughout(dataset):
    html = render_quality_html(run_checks(dataset), dataset, "zh")
    cells = re.findall(r"<td>([^<]*)</td>", html)
    assert "缺少英文名称。" in html
    assert not any("Fill in" in cell or "The " in cell for cell in cells)


def test_clean_zone_is_said_to_be_clean(zone):
    dataset = make_dataset({"features": []}, name="a", today=date(2026, 11, 24))
    assert "No problems found." in render_quality_html([], dataset, "en")


@pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_changes_page_shows_both_colours(edited, lang, tag):
    html = render_changes_html(compare_zones(*edited), *edited, lang)
    assert_page(html, tag)
    assert html.count('<path class="gained ') == 1
    assert html.count('<path class="old ') == html.count('<path class="new ') == 3
    assert ("示意" in html) == (lang == "zh")


def test_outlines_say_how_they_were_placed(edited, dataset):
    """Only what is schematic is dashed: the made zone has one surveyed part."""
    html = render_changes_html(compare_zones(*edited), *edited, "en")
    assert html.count('<path class="old surveyed"') == html.count('<path class="new surveyed"') == 1
    assert html.count('<path class="new schematic"') == 2
    assert render_quality_html(run_checks(dataset), dataset, "en").count("outline schematic") == 8
    assert ".schematic{stroke-dasharray:var(--dash-schematic)}" in html


def test_rows_of_findings_are_in_the_language_asked_for(dataset):
    finding = Finding("invalid-ring", "a", values={"reason": Phrase("self-intersection", {})})
    rows = {lang: make_quality_rows([finding], lang)[0] for lang in ("en", "zh")}
    assert rows["en"] == to_row(finding)
    assert "自相交" in rows["zh"]["sentence"]
    assert rows["zh"].keys() == rows["en"].keys()


def test_equal_inputs_give_equal_pages(edited):
    pages = {render_changes_html(compare_zones(*edited), *edited, "en") for _ in range(2)}
    assert len(pages) == 1


def spoil(collection):
    """Break features in every way that a check words itself, or leaves to the reader of files."""
    first, second, third, *rest = collection["features"]
    del first["properties"]["id"]
    first.pop("id", None)
    first["geometry"] = None
    second["properties"].update(kind=None, industries=3, position_uncertainty_m="x", parent="gone")
    third["geometry"]["coordinates"][0].pop()
    third["properties"].update(as_of="soon", sources=["nowhere"], name="")
    return collection | {"features": [first, second, third, *rest, 3]}


ALLOWED = re.compile(r"`[^`]*`|“[^”]*”|GeoJSON|Feature|WGS|RFC|Polygon|type|id|kind|industries|"
                     r"position_uncertainty_m|core|district|parcel|park|null|km|m²|YYYY|MM|DD|m\b")  # fmt: skip


def test_a_report_in_chinese_has_no_english_left(collection):
    dataset = make_dataset(spoil(collection), name="园区", today=date(2026, 11, 1))
    found = run_checks(dataset)
    rules = {finding.rule for finding in found}
    assert {"unusable-geometry", "unusable-field", "unknown-parent", "missing-name"} <= rules
    rows, headings = make_quality_table(found, dataset, "zh")
    assert headings == ["规则", "严重程度", PART, "问题", "经度", "纬度", "处理建议"]
    parts = {each.key for each in dataset.items} | {
        each.fields.get("name") for each in dataset.items
    }
    for row in rows:
        words = [text for text in row.values() if isinstance(text, str) and text not in parts]
        assert not re.search("[A-Za-z]", ALLOWED.sub("", " ".join(words))), words
    assert "第 4 个要素" in {row[PART] for row in rows}
    said = {row["问题"] for row in rows}
    assert "该要素：id 缺失；每个要素都须有此字段。" in said
    assert "该要素：kind 缺失；请使用以下之一：core、district、park、parcel。" in said
    assert "该要素没有几何图形；请补绘，或删除该要素。" in said


def test_the_page_of_findings_names_the_rules_in_its_language(collection):
    dataset = make_dataset(spoil(collection), name="a", today=date(2026, 11, 1))
    page = render_quality_html(run_checks(dataset), dataset, "zh")
    assert '<code data-rule="unusable-geometry">几何图形无效</code>' in page
    page = render_quality_html(run_checks(dataset), dataset, "en")
    assert '<code data-rule="unusable-geometry">unusable-geometry</code>' in page


@pytest.mark.parametrize(
    ("metres", "said"),
    [(5000, "±5 km"), (10_700, "±11 km"), (250, "±250 m"), (0.05, "±5 cm"), (None, "±未注明")],
)
def test_an_uncertainty_is_written_without_a_space_and_with_its_unit(collection, metres, said):
    for feature in collection["features"]:
        feature["properties"].update(placement="schematic", position_uncertainty_m=metres)
    found = run_checks(make_dataset(collection, name="a", today=date(2026, 11, 1)))
    (row, *_) = (row for row in make_quality_rows(found, "zh") if row["rule"] == "schematic")
    assert f"（{said}）" in row["sentence"]


@pytest.mark.parametrize(("lang", "name"), [("en", "Jiangyang Area"), ("zh", "江阳片区")])
def test_the_page_of_findings_calls_parts_by_their_names(zone, lang, name):
    dataset = make_dataset(to_geojson(zone), name="zone", today=date(2026, 11, 24))
    html = render_quality_html(run_checks(dataset), dataset, lang)
    assert f">{name}</td>" in html
    assert "jiangyang-district" not in html
    rows, headings = make_quality_table(run_checks(dataset), dataset, lang)
    assert name in {row[headings[2]] for row in rows}


@pytest.fixture
def alike(zone):
    """Two overlapping features of one id, and one that has no name."""
    collection = to_geojson(zone)
    first = collection["features"][0]
    own = first["properties"] | {"id": "b", "parent": None, "name": None}
    collection["features"] = [
        {**first, "properties": own | {"name_zh": name}} for name in ("重叠一", "重叠二", None)
    ]
    return make_dataset(collection, name="a", today=date(2026, 11, 24))


def test_features_of_one_id_have_their_own_names(alike):
    findings = run_checks(alike)
    view = make_quality_view(findings, alike, "zh")["findings"]
    [missing] = [each for each in view if each["rule"] == "missing-name"]
    assert (missing["part_name"], missing["part"]) == ("重叠一、重叠二、b（第 3 个要素）", None)
    overlaps = [each for each in view if each["rule"] == "overlap"]
    assert [each["part_name"] for each in overlaps] == ["重叠一", "重叠一", "重叠二"]
    assert overlaps[0]["sentence"].startswith("与“重叠二”重叠")
    assert overlaps[2]["sentence"].startswith("与“b”（第 3 个要素）重叠")


def test_rows_of_features_of_one_id_are_told_apart(alike):
    rows = make_quality_rows(run_checks(alike), "en")
    names = map_item_names(alike, "en")
    found = [(each["part"], names[each["part"]]["name_zh"]) for each in rows if each["part"]]
    assert set(found) == {
        ("b (feature 1)", "重叠一"), ("b (feature 2)", "重叠二"), ("b (feature 3)", None)
    }  # fmt: skip


@pytest.mark.parametrize("count", [2, 5, 300])
def test_what_many_parts_lack_is_said_once_with_the_first_names(collection, count):
    own = {"kind": "parcel", "placement": "surveyed", "position_uncertainty_m": 1, "sources": []}
    rows = [own | {"id": f"a-{n}", "name_zh": f"甲-{n}", "name": None} for n in range(count)]
    shape = collection["features"][0]["geometry"]
    features = [{"type": "Feature", "properties": row, "geometry": shape} for row in rows]
    found = make_dataset({**collection, "features": features}, name="a", today=date(2026, 11, 24))
    findings = [
        Finding(rule, item.key, (105, 28))
        for rule in ("missing-name", "missing-source")
        for item in found.items[:200]
    ]
    if count > 200:
        rules = ("missing-name", "missing-source")
        more = [{"rule": Phrase(rule, {}), "count": count - 200} for rule in rules]
        findings += [Finding("more-findings", values=each) for each in more]
    rows, headings = make_quality_table(findings, found, "zh")
    named = "甲-0、甲-1" if count == 2 else f"甲-0、甲-1、甲-2、另有 {count - 3} 个分区"
    said = [(row[headings[2]], row[headings[3]]) for row in rows]
    assert said == [
        (named, f"{count} 个分区：缺少英文名称。"), (named, f"{count} 个分区：未注明资料来源。")
    ]  # fmt: skip
    view = make_quality_view(findings, found, "zh")["findings"]
    assert [(each["part_name"], each["sentence"]) for each in view] == said
    assert len(make_quality_rows(findings, "zh")) == len(findings)
