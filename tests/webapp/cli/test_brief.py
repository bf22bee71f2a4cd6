"""`zonemap brief`: of one part, point or plot."""

import json

import pytest
from document_text import pdf_pages
from site_briefs import PLOT, read_csv, read_json


@pytest.fixture
def plot(tmp_path):
    path = tmp_path / "plot.geojson"
    feature = {"type": "Feature", "properties": {"name": "A 7"}, "geometry": PLOT.__geo_interface__}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


@pytest.mark.slow
def test_a_part_is_written_as_a_page(run, tmp_path):
    path = tmp_path / "brief.pdf"
    assert run("brief", "--part", "big-data-park", "-o", path, "--lang", "zh")[0] == 0
    (page,) = pdf_pages(path.read_bytes())
    assert "大数据产业园" in page


def test_a_point_is_written_as_data(run, tmp_path):
    path = tmp_path / "brief.json"
    assert run("brief", "--at", "105.2,28.6", "-o", path)[0] == 0
    assert read_json(path.read_bytes())["site"]["name"] == "28.600000, 105.200000"


@pytest.mark.parametrize("words", [(), ("--datum", "bd09")])
def test_a_point_is_read_from_the_link_of_a_map_in_its_own_system(run, tmp_path, words):
    path = tmp_path / "brief.json"
    link = "https://uri.amap.com/marker?position=105.463565,28.896947"
    assert run("brief", "--at", link, *words, "-o", path)[0] == 0
    assert read_json(path.read_bytes())["site"]["name"] == "28.900000, 105.460000"


@pytest.mark.parametrize(
    "text", ["28°54′N 105°27′36″E", "geo:28.9,105.46;u=35", "北纬28.9，东经105.46", "105.46，28.9"]
)
def test_a_point_is_read_as_the_search_reads_it(run, tmp_path, text):
    path = tmp_path / "brief.json"
    assert run("brief", "--at", text, "-o", path)[0] == 0
    assert read_json(path.read_bytes())["site"]["name"] == "28.900000, 105.460000"


def test_a_plot_has_the_facts_beside_the_boundaries(run, tmp_path, made_path, plot):
    head = "id,field,value,as_of,source"
    (tmp_path / "facts.csv").write_text(f"{head}\nA 7,use,Industry,2020,Bureau\n")
    path = tmp_path / "brief.csv"
    assert run("brief", "--file", plot, "-o", path, "--data", made_path)[0] == 0
    rows = {row["field"]: row for row in read_csv(path.read_bytes())}
    assert rows["use"]["text"] == "Industry"
    assert rows["use"]["age"].endswith("years old")
    assert rows["use"]["source"] == "Bureau"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Use one of --part, --at and --file."),
        (("--part", "a", "--at", "1,2"), "Use one of --part, --at and --file."),
        (("--part", "nowhere"), "No part has the id"),
        (("--at", "105.4"), "The value of --at is “105.4”. Use longitude and latitude"),
        (
            ("--at", "https://surl.amap.com/1aBcD"),
            "This short link has no coordinates of its own: open it in a browser",
        ),
        (("--at", "geo:28.9,105.4 geo:28.8,105.3"), "This text names several places."),
        (("--at", "nan,1"), "The value of --at is “nan,1”. Use longitude and latitude"),
        (("--at", "105.4,98"), "can't be located"),
        (("--at", "1e2,28.9"), "The value of --at is “1e2,28.9”. Use longitude and latitude"),
        (
            ("--at", "1_05.44,2_8.9"),
            "The value of --at is “1_05.44,2_8.9”. Use longitude and latitude",
        ),
        (("--at", "١٠٥,٢٨"), "Use longitude and latitude"),
        (("--at", "105.44,28.9 (2)"), "Use longitude and latitude"),
        (("--file", "nothing.geojson"), "There is no file “nothing.geojson”"),
    ],
)
def test_what_names_no_single_site_is_refused(run, tmp_path, words, said):
    path = tmp_path / "brief.csv"
    code, _, told = run("brief", *words, "-o", path)
    assert (code, path.exists()) == (2, False)
    assert said in told


@pytest.mark.parametrize("name", ["brief.exe", "brief", "facts.csv", "facts.json"])
def test_a_file_that_must_not_be_written_is_refused(run, tmp_path, made_path, name):
    code, _, told = run("brief", "--part", "west", "--data", made_path, "-o", tmp_path / name)
    assert (code, (tmp_path / name).exists()) == (2, False)
    assert "can't be written as" in told or "would overwrite" in told


PLANNERS = {
    "地块编号": "JY-2026-02",
    "权利人": "泸州高新投资集团有限公司",
    "权属": "国有",
    "用地性质": "二类工业用地",
    "面积亩": "12164.33",
    "使用年限": "50",
    "备注": "已批",
}


@pytest.fixture
def write_brief(run, tmp_path, made_path):
    """Write the brief of a planner's plot; return its rows by field."""

    def write(facts="", *, lang="zh"):
        if facts:
            (tmp_path / "facts.csv").write_text(f"id,field,value,as_of,source\n{facts}", "utf-8")
        path = tmp_path / "plots-gbk.geojson"
        feature = {"type": "Feature", "properties": PLANNERS, "geometry": PLOT.__geo_interface__}
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
        out = tmp_path / "brief.csv"
        told = run("brief", "--file", path, "-o", out, "--data", made_path, "--lang", lang)
        assert told[0] == 0
        rows = {}
        for row in read_csv(out.read_bytes()):
            rows.setdefault(row["field"], []).append(row)
        return rows

    return write


def test_a_plot_has_the_facts_of_its_own_file(write_brief):
    rows = write_brief()
    expected = {
        "plot_number": "JY-2026-02",
        "owner": "泸州高新投资集团有限公司",
        "ownership": "国有",
        "use": "二类工业用地",
        "gross_area_m2": "8,109,553 平方米",
        "term": "50 年",
        "other_column": "已批",
    }
    assert {name: rows[name][0]["text"] for name in expected} == expected
    assert {rows[name][0]["source"] for name in expected} == {"plots-gbk.geojson"}
    assert rows["gross_area_m2"][0]["kind"] == "原载 12,164.33 亩"
    assert "plot_number" not in rows["settled_by_land"][0]["value"]


def test_the_facts_file_wins_and_a_contradiction_is_told(write_brief):
    rows = write_brief(
        "JY-2026-02,use,商务用地,2026-03,公告\n"
        'JY-2026-02,gross_area_m2,"8,109,000",2026-03,公告\n'
        "*,plot_ratio,1.2,2026,规划\n*,use,综合用地,2026,规划\n"
    )
    assert [(row["value"], row["source"], row["kind"]) for row in rows["use"]] == [
        ("商务用地", "公告", ""),
        ("二类工业用地", "plots-gbk.geojson", "与事项文件不一致"),
    ]
    assert [row["source"] for row in rows["gross_area_m2"]] == ["公告"]  # equal up to rounding
    assert rows["plot_ratio"][0]["value"] == "1.2"


def test_what_a_plots_file_states_goes_before_what_is_of_the_whole_zone(write_brief):
    rows = write_brief("*,use,综合用地,2026,规划\n")
    assert [row["value"] for row in rows["use"]] == ["二类工业用地"]
