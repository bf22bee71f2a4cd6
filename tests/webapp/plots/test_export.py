"""`/api/inspect/export`: what people brought, measured, in every format that is offered."""

import csv
import html
import io
import json
import re
import zipfile
from hashlib import sha256
from urllib.parse import unquote
from xml.etree import ElementTree

import geopandas as gpd
import pyogrio
import pytest
import shapely
from workbooks import read_table, read_workbook

from geo.zone import DEFAULT_PATH
from maps.documents.factsheet import MOST_COMPARED
from maps.i18n import get_translator
from webapp.api.services.inspect import EXPORT_TYPES
from webapp.site.static_files import STATIC_FOLDER
from webapp.site.workbench_texts import workbench_messages

SHAPES = [
    shapely.box(105.46, 28.87, 105.47, 28.88),
    shapely.Polygon([(105.5, 28.9), (105.52, 28.9), (105.51, 28.92)]),
    shapely.Point(105.48, 28.86),
    shapely.LineString([(105.46, 28.87), (105.5, 28.9)]),
]
KML = "{http://www.opengis.net/kml/2.2}"


def make_body(shapes=SHAPES, **members):
    features = [
        {
            "type": "Feature",
            "id": n,
            "geometry": json.loads(shapely.to_geojson(shape)),
            "properties": {"用途": "工业", "@name": f"地块 {n}", "@number": 10 + n},
        }
        for n, shape in enumerate(shapes)
    ]
    return {"features": {"type": "FeatureCollection", "features": features}, **members}


@pytest.fixture
def export(client):
    """Send a body; return the file."""

    def post(form, body, *, status=200, lang="en"):
        answer = client.post(f"/api/inspect/export?f={form}&lang={lang}", json=body)
        assert answer.status_code == status, answer.get_data(as_text=True)[:300]
        if status != 200:
            return answer.get_json()["detail"]
        assert answer.headers["Cache-Control"] == "no-store"
        suffix = form.partition("&")[0]
        head = answer.headers["Content-Disposition"]
        assert head.startswith(f'attachment; filename="plots.{suffix}"')
        assert answer.mimetype == EXPORT_TYPES[suffix]
        return answer.get_data()

    return post


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("企业点位", "企业点位.csv"),
        ("企业点位.xlsx", "企业点位.csv"),
        ("地块.zip, 点位.csv", "地块, 点位.csv"),
        (None, None),
    ],
)
def test_a_file_is_called_as_the_layer(client, title, name):
    answer = client.post("/api/inspect/export?f=csv", json=make_body(title=title))
    plain, _, said = answer.headers["Content-Disposition"].partition("; filename*=UTF-8''")
    assert plain == 'attachment; filename="plots.csv"'
    assert unquote(said) == (name or "")


def test_shapefile_keeps_kinds_and_says_what_was_shortened(export, tmp_path):
    body = make_planners_body()
    first = body["features"]["features"][0]
    first["properties"]["备注"] = "很长的说明。" * 60
    path = tmp_path / "plots.zip"
    path.write_bytes(export("zip&crs=EPSG:4523", body))
    with zipfile.ZipFile(path) as archive:
        names, said = set(archive.namelist()), archive.read("README.txt").decode()
    assert {"plots.shp", "lines.shp", "sites.shp", "plots.cpg", "plots.dbf"} <= names
    assert "perim_m: perimeter_m" in said
    assert "很长的说明。" * 60 in said
    assert "nobody has checked them" in said
    plots = gpd.read_file(f"/vsizip/{path}/plots.shp")
    assert plots.crs.to_epsg() == 4523
    assert plots["name"].tolist() == ["地块 0", "地块 1"]
    columns = plots.columns.tolist()
    own = ["名称", "MJ_PFM", "编号", "TZE_WY", "备注", "DKBM"]
    assert set(own) <= set(columns)
    assert max(map(columns.index, own)) < min(map(columns.index, ("name", "verdict", "area_m2")))
    assert columns[0] == "row"
    assert "DKBM: 地块编码" in said
    assert "TZE_WY: 投资额(万元)" in said
    assert plots.geometry.area.iloc[0] == pytest.approx(1_081_000, rel=1e-3)


def test_csv_has_names_numbers_and_own_columns(export):
    text = export("csv", make_body()).decode("utf-8-sig")
    head, first, *_ = text.splitlines()
    assert head.startswith(
        "row,name,kind,verdict,reason,shares,outside_share,touched_parts,area_m2,"
    )
    assert first.startswith("10,地块 0,plot,possible,")
    assert "@name" not in text


def test_xlsx_has_units_in_its_headings_and_a_sheet_of_provenance(export):
    data = export("xlsx", make_body())
    (first, *_), sheets = read_table(data), read_workbook(data)
    assert first["Area (m²)"] == pytest.approx(1_081_000, rel=1e-3)
    assert {"Length (m)", "Plane area (m²)", "用途"} <= set(first)
    assert "Distance from a point inside to Luzhou (m)" in first
    said = " ".join(row["A"] for row in sheets["About these data"])
    assert f"Data SHA-256: {sha256(DEFAULT_PATH.read_bytes()).hexdigest()}" in said
    assert "nobody has checked them" in said
    chinese = read_workbook(export("xlsx", make_body(), lang="zh"))
    assert "平面面积（平方米）" in next(iter(chinese.values()))[0].values()


def make_planners_body(**members):
    """Return a body with the columns of a Chinese table: codes, numbers, names that clash."""
    body = make_body(**members)
    for n, feature in enumerate(body["features"]["features"]):
        feature["properties"] |= {
            "名称": "甲",
            "面积（平方米）": "1200.5",
            "编号": f"00{n}",
            "投资额(万元)": "" if n == 1 else f"{n + 1}50.25",
            "备注": "12" if n else "约 12",
            "kind": "二类",
            "地块编码": "510502001002003004",
        }
    return body


def test_a_chinese_workbook_is_in_chinese(export):
    body = make_planners_body(steps=["坐标参照系，按您的选择：CGCS2000。"])
    data = export("xlsx", body, lang="zh")
    rows, sheets = read_table(data), read_workbook(data)
    (head, *_), _shares, notes = sheets.values()
    titles = list(head.values())
    assert len({each.casefold() for each in titles}) == len(titles)
    latin = [each for each in titles if re.search("[A-Za-z]", each.replace("GCJ-02", ""))]
    assert latin == ["kind"]  # which is the file's own
    assert {row["类别"] for row in rows} == {"地块", "点位", "线"}
    assert {row["分区判定"] for row in rows} <= {"确定", "无法确定", "未知"}
    assert titles.index("分区") + 1 == titles.index("分区（英文）")
    assert titles.index("分区标识符") == titles.index("分区") + 2
    assert {row["区县"] for row in rows} <= {"江阳区", "龙马潭区", "纳溪区", None}
    assert {row["区县（英文）"] for row in rows} - {None}
    assert {row["所在分区的边界类型"] for row in rows} <= {"示意", None}
    said = [row.get("A", "") for row in notes]
    assert said[-2:] == ["读取步骤", "坐标参照系，按您的选择：CGCS2000。"]
    assert not re.search("area_m2|area_basis|published_area|读图者", " ".join(said))


def test_own_numbers_are_numbers_and_codes_stay_text(export):
    rows = read_table(export("xlsx", make_planners_body(), lang="zh"))
    assert [row["投资额(万元)"] for row in rows] == [150.25, None, 350.25, 450.25]
    assert rows[0]["面积（平方米）"] == 1200.5
    assert rows[0]["面积（平方米）（量算）"] == pytest.approx(1_081_000, rel=1e-3)
    assert [row["编号"] for row in rows] == ["000", "001", "002", "003"]
    assert [row["备注"] for row in rows] == ["约 12", "12", "12", "12"]
    assert rows[0]["地块编码"] == "510502001002003004"


def test_distances_are_not_buried_and_what_is_the_zones_is_named_so(export):
    body = make_planners_body()
    rows = read_table(export("xlsx", body, lang="zh"))
    titles = list(rows[0])
    first = ["行号", "要素名称", "类别", "分区判定", "判定依据", "各分区占比", "各分区以外的占比"]
    assert titles[:7] == first
    assert titles[7:10] == ["面积（平方米）（量算）", "面积（公顷）", "面积（亩）"]
    assert titles.index("内部点至泸州的距离（米）") < titles.index("用途")
    assert not {"边界类型", "位置不确定度（米）"} & set(titles)
    assert rows[0]["面积（亩）"] == pytest.approx(rows[0]["面积（公顷）"] * 15, abs=1e-3)
    only_plots = read_table(export("xlsx", make_body(SHAPES[:2]), lang="zh"))
    assert "长度（米）" not in only_plots[0]  # as no row has one
    head = export("csv", body).decode("utf-8-sig").partition("\r\n")[0].split(",")
    assert {"part_placement", "part_position_uncertainty_m", "area_ha", "area_mu"} < set(head)
    assert not {"placement", "position_uncertainty_m"} & set(head)


def test_shares_add_up_and_those_with_parts_inside_stand_apart(export):
    plot = shapely.box(105.43, 28.86, 105.46, 28.885)
    text = export("csv", make_body([plot])).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["shares"].startswith("rest of Jiangyang Area 41%, ")
    own = [float(each) for each in row["own_shares"].split("; ")]
    assert len(own) == len(row["parts"].split("; "))
    assert sum(own) + float(row["outside_share"]) == pytest.approx(1, abs=1e-8)
    assert float(row["overlap_shares"].split("; ")[0]) > 0.99
    (told,) = read_table(export("xlsx", make_body([plot])))
    assert told["Parts with shares"] == row["shares"]
    assert not [title for title in told if title.startswith("Share in")]


@pytest.mark.parametrize("form", ["geojson", "gpkg"])
def test_layers_have_the_shapes_back(export, tmp_path, form):
    path = tmp_path / f"plots.{form}"
    path.write_bytes(export(form, make_body()))
    table = gpd.read_file(path)
    assert shapely.equals_exact(table.geometry.to_numpy(), SHAPES, 1e-12).all()
    assert table["kind"].tolist() == ["plot", "plot", "site", "line"]


def test_kml_has_every_kind_of_shape(export):
    root = ElementTree.fromstring(export("kml", make_body()))
    names = [each.findtext(f"{KML}name") for each in root.iter(f"{KML}Placemark")]
    assert names == [f"地块 {n}" for n in range(4)]
    for kind in ("Polygon", "Point", "LineString"):
        assert root.find(f".//{KML}{kind}") is not None
    values = {
        each.get("name"): each.findtext(f"{KML}value")
        for each in next(root.iter(f"{KML}Placemark")).iter(f"{KML}Data")
    }
    assert float(values["area_m2"]) == pytest.approx(1_081_000, rel=1e-3)


def test_kml_and_boundary_points_are_read_back(export, client):
    for form, most in (("kml", 4), ("txt", 2)):
        data = {"file": (io.BytesIO(export(form, make_body())), f"plots.{form}")}
        (layer,) = client.post("/api/inspect", data=data).get_json()["layers"]
        assert len(layer["rows"]) == most, layer["refusal"]
        assert layer["rows"][0]["name"] == "地块 0"
        assert layer["rows"][0]["area_m2"] == pytest.approx(1_081_090, rel=1e-3)


def read_drawing(data, folder):
    (folder / "a.dxf").write_bytes(data)
    return pyogrio.read_dataframe(folder / "a.dxf")


def test_a_drawing_has_the_plots_with_their_names_in_the_crs_that_is_asked_for(export, tmp_path):
    for crs, false_east in (("", 35_000_000), ("&crs=EPSG:4544", 0)):
        read = read_drawing(export(f"dxf{crs}", make_body()), tmp_path)
        texts = read[read["Layer"] == "names"]["Text"].tolist()
        assert texts[::2] == ["地块 0", "地块 1"]
        assert 400_000 < read.total_bounds[0] - false_east < 600_000


def test_a_geopackage_is_in_the_crs_that_is_asked_for(export, tmp_path):
    (tmp_path / "a.gpkg").write_bytes(export("gpkg&crs=EPSG:4544", make_body()))
    table = gpd.read_file(tmp_path / "a.gpkg")
    assert table.crs.to_epsg() == 4544
    back = table.to_crs(4490).geometry.to_numpy()
    assert all(
        one.hausdorff_distance(other) < 1e-9 for one, other in zip(back, SHAPES, strict=True)
    )


@pytest.mark.parametrize(
    ("form", "body", "sentence"),
    [
        ("csv&crs=EPSG:4544", make_body(), "only DXF, GeoPackage, Shapefile and plot"),
        ("dxf&crs=EPSG:4490", make_body(), "This format is in metres"),
        ("dxf", make_body(SHAPES[2:]), "There is no plot among the features."),
        ("gpkg&crs=EPSG:4513", make_body(), "don't lie in"),
    ],
)
def test_a_crs_that_does_not_fit_is_refused_in_one_sentence(export, form, body, sentence):
    assert sentence in export(form, body, status=400)


def test_boundary_points_state_the_geodesic_area(export):
    text = export("txt", make_body()).decode("gb18030")
    assert "[地块坐标]" in text
    assert ",10,地块 0,面,,工业,,@" in text  # without a number of its own, that in its file


def test_boundary_points_keep_what_the_file_says_of_its_plots(export):
    body = make_body(SHAPES[:2])
    own = {"DKBH": "JY-2026-01", "用地性质": "二类工业用地", "地类代码": 601.0, "测绘单位": "甲院"}
    first, second = body["features"]["features"]
    first["properties"] |= own | {"调查日期": "2026-05-08", "图幅号": "H48G,1"}
    second["properties"] |= {**own, "DKBH": None, "用地性质": None, "调查日期": "2026-05-09"}
    text = export("txt", body).decode("gb18030")
    assert ",JY-2026-01,地块 0,面,H48G，1,二类工业用地,601,@" in text
    assert ",,地块 1,面,,工业,601,@" in text
    assert "your-plot" not in text
    assert "数据产生单位=甲院\r\n" in text
    assert "数据产生日期=\r\n" in text  # they have several


@pytest.mark.parametrize("form", ["pdf", "docx", "svg", "png"])
@pytest.mark.slow
def test_documents_and_figures_compare_plots_with_parts(export, form):
    body = make_body(SHAPES[:2], part=["new-energy-park"], title="Two plots")
    data = export(form, body)
    assert data[:4] in {b"%PDF", b"PK\x03\x04", b"<svg", b"<?xm", b"\x89PNG"}
    if form == "svg":
        assert "地块 0" in data.decode()
        assert "Two plots" in data.decode()


@pytest.mark.slow
def test_no_figure_says_how_the_readers_plots_were_made(export):
    for lang, words, wrong in (
        ("en", "Outlines as the reader's own files have them, not checked.", "digitised"),
        ("zh", "边界取自使用者自己的文件，未经核实。", "数字化"),
    ):
        text = html.unescape(export("svg", make_body(SHAPES[:2]), lang=lang).decode())
        assert words in text
        assert wrong not in text
    text = export("txt", make_body()).decode("gb18030")
    assert "数据产生单位=\r\n" in text  # no place for a sentence
    assert "数据产生日期=\r\n" in text


@pytest.mark.parametrize(("lang", "said"), [("en", "has room for"), ("zh", "最多并列")])
def test_how_many_a_factsheet_takes_is_said_before_the_choice(lang, said):
    assert f"{said} %(most)s" in workbench_messages(get_translator(lang))["exportNote"]
    script = (STATIC_FOLDER / "plots/panel/export.js").read_text("utf-8")
    assert f"MOST_IN_FACTSHEET = {MOST_COMPARED};" in script


def test_a_document_of_too_many_is_refused(export):
    shapes = [shapely.box(105 + n / 100, 28, 105.005 + n / 100, 28.005) for n in range(60)]
    for form in ("pdf", "docx"):
        said = export(form, make_body(shapes[:6]), status=400)
        assert "has room for 4 plots and parts side by side, and these are 6. Select one" in said
        said = export(form, make_body(shapes[:6]), status=400, lang="zh")
        assert "最多并列 4 个地块和分区，现有 6 个；请选中一个地块" in said
    assert "A figure has room for 50 plots" in export("svg", make_body(shapes), status=400)
    assert export("txt", make_body(shapes)).count("面".encode("gb18030")) == 60


@pytest.mark.parametrize(
    ("form", "body", "sentence"),
    [
        ("csv", [], "The request is neither"),
        ("csv", {"features": []}, "The request is neither"),
        ("csv", {"features": {}, "part": "x"}, "The request is neither"),
        ("csv", {"features": {}, "steps": [1]}, "The request is neither"),
        ("csv", {"features": {"type": "FeatureCollection", "features": []}}, "no features"),
        ("txt", make_body(SHAPES[2:]), "There is no plot among the features."),
        ("svg", make_body(SHAPES[:1], part=["nowhere"]), "No part has the id"),
        ("csv", make_body([shapely.Point(400, 95)]), "Feature 1 can't be measured"),
        ("exe", make_body(), "f is “exe”"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_sentence(export, form, body, sentence):
    status = 404 if sentence.startswith("No part") else 400
    assert sentence in export(form, body, status=status)


@pytest.mark.slow
def test_formulas_stay_text(export):
    body = make_body(SHAPES[:1])
    body["features"]["features"][0]["properties"] = {
        "@name": "=1+1", "=HYPERLINK(1)": "@SUM(A1)", "note": "<script>alert(1)</script>",
    }  # fmt: skip
    text = export("csv", body).decode("utf-8-sig")
    assert "'=1+1" in text
    assert "'@SUM(A1)" in text
    assert "'=HYPERLINK(1)" in text
    kml = export("kml", body).decode()
    assert "<script>" not in kml
    assert "<script>" not in export("svg", body).decode()


def test_the_plane_is_that_of_the_file(export):
    body = make_body(SHAPES[:1])
    for code in ("EPSG:4543", "EPSG:4544"):
        body["features"]["features"][0]["properties"]["@plane_crs"] = code
        assert f",{code}," in export("csv", body).decode()
    body["features"]["features"][0]["properties"]["@plane_crs"] = 5
    assert ",EPSG:4544," in export("csv", body).decode()


def test_plots_that_overlap_are_told_in_each_row_and_in_the_workbook(export):
    body = make_body(shapes=[SHAPES[0], shapely.box(105.465, 28.87, 105.475, 28.88)])
    rows = list(csv.DictReader(io.StringIO(export("csv", body).decode("utf-8-sig"))))
    assert [row["findings"][:12] for row in rows] == ["It overlaps ", "It overlaps "]
    data = export("xlsx", body)
    (first, _), sheets = read_table(data), read_workbook(data)
    assert first["Warnings"].startswith("It overlaps ")
    assert "WARNING: 2 plots overlap" in " ".join(r["A"] for r in sheets["About these data"])


def test_a_difference_has_one_sign_in_the_row_and_in_its_remark(export):
    body = make_body(shapes=SHAPES[:1])
    body["features"]["features"][0]["properties"]["面积亩"] = 2594
    (row,) = csv.DictReader(io.StringIO(export("csv", body).decode("utf-8-sig")))
    stated_m2, difference_m2 = float(row["stated_area_m2"]), float(row["stated_difference_m2"])
    percent = f"{100 * difference_m2 / stated_m2:.2f}".replace("-", "−")
    assert percent.startswith("−37.")
    assert row["findings"] == f"The measured area differs from the stated one by {percent}%."


def test_the_difference_that_the_page_tells_is_not_told_again_in_other_digits(export):
    body = make_body(shapes=SHAPES[:1])
    said = "The measured area differs from the stated one by −37.58%."
    body["features"]["features"][0]["properties"] |= {"面积亩": 2594, "@warnings": said}
    (row,) = csv.DictReader(io.StringIO(export("csv", body).decode("utf-8-sig")))
    assert row["findings"] == said


def test_a_workbook_has_a_row_for_each_plot_and_part(export):
    body = make_body(shapes=[*SHAPES, shapely.box(105.40, 28.80, 105.60, 28.95)])
    rows = list(csv.DictReader(io.StringIO(export("csv", body).decode("utf-8-sig"))))
    head, *found = read_workbook(export("xlsx", body))["Shares by part"]
    assert list(head.values())[4:] == ["Share of the plot (%)", "Area (m²)", "Area (mu)"]
    for row in (each for each in rows if each["kind"] == "plot"):
        own = [each for each in found if each["B"] == int(row["row"])]
        assert {each["A"] for each in own} == {row["name"]}
        pairs = zip(row["parts"].split("; "), row["own_shares"].split("; "), strict=True)
        shares = {part: 100 * float(text) for part, text in pairs if part and float(text)}
        told = {each["D"]: each["E"] for each in own if "D" in each}
        assert told == pytest.approx(shares, abs=1e-7)
        assert sum(each["E"] for each in own) == pytest.approx(100, abs=1e-6)
        assert sum(each["F"] for each in own) == pytest.approx(float(row["area_m2"]), rel=1e-8)
        assert own[0]["G"] == pytest.approx(own[0]["F"] * 3 / 2000, abs=1e-4)
