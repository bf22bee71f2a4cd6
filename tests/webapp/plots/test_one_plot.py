"""The factsheet and the brief of a plot say of it what its row in the page says."""

import io
import json

import pytest
import shapely
from docx import Document
from docx.table import Table

PLOT = shapely.box(105.5228, 28.8521, 105.5256, 28.8550)
OVERLAPS = "It overlaps 跨界地块 by 22,049 m² (33.1 mu)."


def collect(**properties):
    feature = {
        "type": "Feature",
        "geometry": json.loads(shapely.to_geojson(PLOT)),
        "properties": {"地块名称": "大数据中心", "面积(亩)": 139.05, **properties},
    }
    return {"type": "FeatureCollection", "features": [feature]}


@pytest.fixture
def row(client):
    sent = json.dumps(collect()).encode()
    data = {"file": [(io.BytesIO(sent), "plots.geojson")]}
    answer = client.post("/api/inspect", data=data, query_string={"lang": "en"})
    return answer.get_json()["layers"][0]["rows"][0]


@pytest.fixture
def read_factsheet(client):
    def read(lang="en", **marks):
        body = {"features": collect(**marks), "title": "My layer"}
        answer = client.post(f"/api/inspect/export?f=docx&lang={lang}", json=body)
        assert answer.status_code == 200, answer.get_data(as_text=True)[:300]
        return Document(io.BytesIO(answer.data))

    return read


def read_brief(client, lang="en", **marks):
    answer = client.post(
        f"/api/brief?f=json&lang={lang}", data=json.dumps(collect(**marks)),
        content_type="application/geo+json",
    )  # fmt: skip
    assert answer.status_code == 200
    return answer.get_json()["fields"]


def list_cells(table: Table):
    return [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in table.rows]


@pytest.mark.slow
def test_a_factsheet_has_the_distances_of_the_row_with_their_uncertainty(row, read_factsheet):
    tables = [list_cells(each) for each in read_factsheet().tables]
    (table,) = [each for each in tables if each and each[0][0] == "Place"]
    assert table[0] == [
        "Place", "From a point inside", "Bearing", "Uncertainty (of the place)",
    ]  # fmt: skip
    told = {cells[0]: cells[1:] for cells in table[1:]}
    assert {each["name"] for each in row["distances"]} == set(told)
    for each in row["distances"]:
        km, unit = told[each["name"]][0].split()
        assert unit == "km"
        assert abs(float(km) * 1000 - each["distance_m"]) <= each["uncertainty_m"]
    assert told["Chongqing"][2] == "±700 m"
    assert not any("not stated" in cell for cells in table for cell in cells)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_factsheet_states_the_area_of_the_file_and_warns_of_it(read_factsheet, lang):
    document = read_factsheet(lang)
    facts = dict(list_cells(document.tables[0])[1:])
    said = "\n".join(each.text for each in document.paragraphs)
    if lang == "zh":
        assert facts["文件所载面积"].replace("\n", "") == "139.05 亩（面积(亩)）"
        assert facts["差值"].startswith("−")
        assert "大数据中心：量算面积与文件所载面积相差 −" in said
    else:
        assert facts["Area stated in the file"] == "139.05 mu (面积(亩))"
        assert facts["Difference"].startswith("−")
        assert " mu · −" in facts["Difference"]
        assert "大数据中心: The measured area differs from the stated one by −" in said


@pytest.mark.slow
def test_the_document_of_one_plot_is_called_by_its_name(read_factsheet):
    paragraphs = [each.text for each in read_factsheet().paragraphs if each.text]
    assert paragraphs[0] == "大数据中心"
    assert "My layer" not in paragraphs


@pytest.mark.slow
def test_what_only_the_page_knows_of_overlaps_is_told_by_each_document(client, read_factsheet):
    marks = {"@name": "大数据中心", "@warnings": OVERLAPS}
    said = "\n".join(each.text for each in read_factsheet(**marks).paragraphs)
    assert said.replace("\xa0", " ").count(OVERLAPS) == 1
    fields = read_brief(client, **marks)
    told = [each["text"] for each in fields if each["field"] == "warning"]
    assert told[0] == OVERLAPS
    assert told[1].startswith("The measured area differs from the stated one by −")
    assert not [each for each in fields if each["label"] == "@warnings"]
    rows = client.post("/api/inspect/export?f=csv&lang=en", json={"features": collect(**marks)})
    assert OVERLAPS in rows.get_data(as_text=True)


@pytest.mark.slow
def test_the_zones_date_is_not_told_as_that_of_the_plot(client):
    dated = [each["label"] for each in read_brief(client) if each["field"] == "data_as_of"]
    assert dated == ["Zone data as of"]
