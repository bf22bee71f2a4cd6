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
        (("--at", "105.4"), "--at is “105.4”. Use longitude and latitude"),
        (("--at", "nan,1"), "can't be located"),
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
