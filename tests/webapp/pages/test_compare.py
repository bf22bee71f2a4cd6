"""Two to four parts side by side, as a page and as data."""

import csv
import io
import re

import pytest
from workbooks import read_table

from geo.measured import Measured
from webapp.site.static_files import STATIC_FOLDER

ROW = r'<tr( class="same")?><th scope="row">(?:<bdi[^>]*>)?([^<]+)'
PAIR = "/compare?part=longmatan-core&part=big-data-park"


def test_data_are_those_of_the_tables(client):
    rows = client.get(f"{PAIR}&f=json").json
    areas = {row["id"]: row for row in client.get("/areas?f=json").json}
    far = {(row["id"], row["place"]): row for row in client.get("/distances?f=json").json}
    assert [row["id"] for row in rows] == ["longmatan-core", "big-data-park"]
    for row in rows:
        assert row["area_m2"] == areas[row["id"]]["area_m2"]
        assert row["chengdu_distance_m"] == far[row["id"], "chengdu"]["distance_m"]
        assert row["sources"]


def test_csv_has_the_same_columns(client):
    text = client.get(f"{PAIR}&f=csv").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    plain = [key for key in rows[0] if not key.startswith("parent_name")]
    assert plain == list(client.get(f"{PAIR}&f=json").json[0])


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?part=nowhere", "nowhere"),
        ("?part=longmatan-core&f=csv", "fewer than two"),
        ("?part=longmatan-core&part=longmatan-core&f=json", "fewer than two"),
        ("?f=json", "fewer than two"),
    ],
)
def test_bad_choices_are_refused(client, query, sentence):
    answer = client.get(f"/compare{query}")
    assert answer.status_code == 400
    assert sentence in answer.get_data(as_text=True)


TICKED = r'<input type="checkbox" name="part" value="([^"]+)" checked>'
FIVE = ("pharmaceutical-park", "new-energy-park", "big-data-park", "longmatan-core",
        "luxian-district")  # fmt: skip
REFUSED = {
    "five": ("&".join(f"part={each}" for each in FIVE), FIVE, "5 parts to compare"),
    "one": ("part=big-data-park", FIVE[2:3], "Only one part is chosen"),
    "one twice": ("part=big-data-park&part=big-data-park", FIVE[2:3], "Only one part is chosen"),
    "one unknown": (
        *("part=big-data-park&part=nowhere&part=longmatan-core", FIVE[2:4]),
        "No part has the id “nowhere”. Choose two to four parts.",
    ),
    "unknown only": ("part=a&part=b", (), "No part has the id “a”, “b”."),
    "ids in a list": (
        *("part=big-data-park,longmatan-core", FIVE[2:4]),
        "No part has the id “big-data-park,longmatan-core”.",
    ),
    "another name": (
        *("parts=big-data-park,longmatan-core,x&utm_source=chat", FIVE[2:4]),
        "Unknown parameter “parts”. Choose two to four parts, or name each",
    ),
    "another name too": ("part=big-data-park&id=longmatan-core", FIVE[2:4], "parameter “id”"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", REFUSED)
def test_what_cant_be_compared_is_said_above_the_chooser_as_it_was_sent(client, case, lang):
    query, ticked, sentence = REFUSED[case]
    answer = client.get(f"/compare?{query}&lang={lang}")
    page = answer.get_data(as_text=True)
    (said,) = re.findall(r'<p class="lead" role="alert">(.*?)</p>', page)
    assert answer.status_code == (200 if case in {"one", "one twice"} else 400)
    assert set(re.findall(TICKED, page)) == set(ticked)
    assert page.count('type="checkbox" name="part"') == 8
    assert "comparison of-" not in page
    assert (sentence in said) == (lang == "en")
    assert said.endswith("." if lang == "en" else "。")


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_data_are_refused_as_a_problem(client, form):
    for case, (query, _ticked, _sentence) in REFUSED.items():
        answer = client.get(f"/compare?{query}&f={form}")
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json"), case


def test_what_messengers_add_to_an_address_is_passed_over(client):
    assert client.get(f"{PAIR}&utm_source=chat&partner=7").status_code == 200


def test_a_zone_of_thousands_lists_what_was_chosen_alone(client, monkeypatch, zone):
    monkeypatch.setattr("geo.measured.Measured.are_few", False)
    answer = client.get("/compare?part=nowhere&lang=en")
    assert answer.status_code == 400
    assert 'role="alert">No part has the id' in answer.text
    assert "choose_parts.js" not in answer.text
    chosen = list(zone.parts.index[:5])
    answer = client.get("/compare", query_string={"part": chosen, "lang": "en"})
    assert answer.status_code == 400
    assert re.findall(r'name="part" value="(.*?)" checked', answer.text) == chosen
    assert answer.text.count('type="checkbox"') == 5


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.slow
def test_a_second_name_stands_beside_a_name_that_needs_one(client, lang):
    """Signs and plans have the Chinese one, so that a Chinese page needs no other."""
    head = client.get(f"{PAIR}&lang={lang}").get_data(as_text=True)
    head = head[head.index("<thead>") : head.index("</thead>")]
    assert "龙马潭核心区" in head
    assert ("Longmatan Core Area" in head) == (lang == "en")


def test_none_asks_for_some(client):
    page = client.get("/compare").get_data(as_text=True)
    assert page.count('type="checkbox"') == 8
    assert "comparison" not in page


def test_the_page_says_what_is_drawn(client):
    page = client.get(f"{PAIR}&lang=zh").get_data(as_text=True)
    assert "虚线：示意轮廓" in page
    assert page.count('class="thumbnail"') == 2


def test_what_all_share_can_be_left_out_and_the_chooser_is_first(client):
    page = client.get(f"{PAIR}&lang=en").get_data(as_text=True)
    assert page.index('class="picker"') < page.index("only-differences") < page.index("comparison")
    alike = {name for mark, name in re.findall(ROW, page) if mark}
    assert {"Area basis", "Boundary type", "Difference"} <= alike
    assert "Chongqing" in alike  # within the uncertainty
    assert not {"Kind", "Published area", "Sources"} & alike


def test_bars_and_ranks_are_of_the_numbers(client):
    page = client.get(f"{PAIR}&lang=en").get_data(as_text=True)
    published = page[page.index(">Published area<") : page.index(">Measured area<")]
    assert re.findall(r'width="([\d.]+)"', published) == ["100.0", f"{100 * 3 / 4.62:.1f}"]
    assert re.findall(r'class="rank">(\w+)', published) == ["larger", "smaller"]
    three = client.get(f"{PAIR}&part=pharmaceutical-park&lang=en").get_data(as_text=True)
    published = three[three.index(">Published area<") : three.index(">Measured area<")]
    assert re.findall(r'class="rank">(\w+)', published) == ["smallest", "largest"]
    near = page[page.index(">Chongqing<") : page.index(">Chengdu<")]
    assert "rank" not in near  # 126 ±11 km and 126.6 ±6.7 km
    at_town = page[page.index(">Luzhou<") : page.index(">Luzhou Yunlong Airport<")]
    assert at_town.count("bar-of-value") == 1  # the other is less than its uncertainty


def test_the_workbook_says_where_distances_start(client):
    (first, _second) = read_table(client.get(f"{PAIR}&f=xlsx&lang=en").get_data())
    far = {name for name in first if "to Luzhou (m)" in name and "Uncertainty" not in name}
    assert far == {
        "Distance from the nearest edge to Luzhou (m)",
        "Distance from the centroid to Luzhou (m)",
    }


def test_the_checksum_is_printed_unfolded(client):
    page = client.get(f"{PAIR}&lang=zh").get_data(as_text=True)
    (printed,) = re.findall(
        r'<p class="quiet digest in-print">数据校验值：<code>(\w+)</code>', page
    )
    assert f"<code>{printed}</code></details>" in page
    style = (STATIC_FOLDER / "site.css").read_text("utf-8")
    assert "@media screen { .in-print { display: none; } }" in style
    assert "details.digest { display: none; }" in style.partition("@media print")[2]


@pytest.mark.parametrize(
    ("lang", "place", "alike"),
    [
        ("en", "Chongqing", "difference within the uncertainty"),
        ("zh", "重庆", "差异在误差范围内"),
    ],
)
def test_a_difference_within_the_uncertainty_is_said_of_the_row(client, lang, place, alike):
    """126 ±11 km and 126.6 ±6.7 km; 4.62 and 3 km² were published, without an uncertainty."""
    page = client.get(f"{PAIR}&lang={lang}").get_data(as_text=True)
    row = next(each for each in page.split("<tr") if f">{place}</bdi>" in each)
    assert alike in row
    assert alike not in page[: page.index('class="section"')]


def test_where_some_differ_each_names_those_it_is_not_told_apart_from(client):
    page = client.get(f"{PAIR}&part=luxian-district&lang=en").get_data(as_text=True)
    row = next(each for each in page.split("<tr") if ">Chengdu</bdi>" in each)
    core, park, district = row.split("<td")[1:]
    assert re.search(r"difference from <bdi[^>]*>Big data industrial park</bdi> within", core)
    assert re.search(r"difference from <bdi[^>]*>Longmatan Core Area</bdi> within", park)
    assert "nearest" in district
    assert "within" not in district


@pytest.mark.parametrize(("query", "is_on"), [("", False), ("&only=differences", True)])
def test_the_address_says_whether_only_differences_are_shown(client, query, is_on):
    page = client.get(f"{PAIR}&lang=zh{query}").get_data(as_text=True)
    (switch,) = re.findall(r'<input [^>]*name="only"[^>]*>', page)
    assert ("checked" in switch) == is_on
    files = re.findall(r'href="(/compare[^"]*f=(?:csv|xlsx|json)[^"]*)"', page)
    assert len(files) == 3
    assert {client.get(each.replace("&amp;", "&")).status_code for each in files} == {200}


@pytest.mark.parametrize(
    ("lang", "labels", "remark"),
    [
        ("en", ("Perimeter", "Compactness"), "of the assumed shape"),
        ("zh", ("周长", "紧凑度"), "假定形状"),
    ],
)
def test_measures_of_an_assumed_shape_say_so_for_each_part(client, lang, labels, remark):
    page = client.get(f"{PAIR}&part=luxian-district&lang={lang}").get_data(as_text=True)
    for label in labels:
        row = next(each for each in page.split("<tr") if f">{label}</th>" in each)
        assert row.count(f'<span class="quiet">{remark}') == 3


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_nearest_station_of_each_part_is_told(client, zone, lang):
    page = client.get(f"{PAIR}&lang={lang}").get_data(as_text=True)
    label = {"en": "Nearest station", "zh": "最近的火车站"}[lang]
    row = re.search(rf'<th scope="row">{label}</th>(.*?)</tr>', page, re.DOTALL)[1]
    for part in ("longmatan-core", "big-data-park"):
        for station in Measured(zone).of_part(part).stations:
            name = zone.station_rows[station["place"]]["name_zh" if lang == "zh" else "name"]
            assert name in row


def test_phones_show_the_notes_of_sources_and_numbers_keep_their_units(client):
    """One source gives two areas that contradict each other, which only its note says."""
    page = client.get(PAIR).get_data(as_text=True)
    assert "the same text also says over 1,000 mu" in page
    assert "4,500\N{NO-BREAK SPACE}mu" in page
    styles = (STATIC_FOLDER / "site.css").read_text(encoding="utf-8")
    assert not re.search(r"sources \.quiet \{[^}]*display: none", styles)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "distance from the nearest edge; bearing from the centroid, with uncertainty, below",
        ),
        ("zh", "距离自最近边界；下方为自几何中心的方位角与不确定度"),
    ],
)
def test_distances_are_from_the_edge_and_bearings_from_the_centroid(client, lang, said):
    assert said in client.get(f"{PAIR}&lang={lang}").get_data(as_text=True)
