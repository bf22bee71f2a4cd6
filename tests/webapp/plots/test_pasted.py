"""Pasted text: GeoJSON, WKT, coordinates a line, and rows of a spreadsheet."""

import numpy as np
import pytest

from webapp.plots.pasted import read_pasted_text

NEAR = (28.9, 105.4)
WKT = "POLYGON ((105.46 28.87, 105.47 28.87, 105.47 28.88, 105.46 28.87))"


def where(layer):
    return [row["inside_point"]["wgs84"] for row in layer["rows"]]


def test_wkt_is_read_over_several_lines(paste):
    layer = paste(WKT.replace(", ", ",\n") + "\n" + "POINT (105.5 28.9)")
    assert [row["kind"] for row in layer["rows"]] == ["plot", "site"]


def test_ewkt_is_in_its_own_system(paste):
    layer = paste("SRID=4544;POINT(540000 3193000)")
    assert where(layer)[0] == [pytest.approx(105.41, abs=0.01), pytest.approx(28.85, abs=0.01)]


@pytest.mark.parametrize(
    "text",
    [
        "105.46, 28.87\n105.47, 28.88",
        "105.46 28.87\n105.47 28.88\n\n",
        "105.46\t28.87\r\n105.47\t28.88",
        "105.46;28.87\n105.47;28.88",
        "[105.46, 28.87],\n[105.47, 28.88]",
        "28.87, 105.46\n28.88, 105.47",
        "105°27'36\"E, 28°52'12\"N\n105°28'12\"E, 28°52'48\"N",
        "105 27 36, 28 52 12\n105 28 12, 28 52 48",
        "28 52 12 N 105 27 36 E\n28 52 48 N 105 28 12 E",
        "105,46 28,87\n105,47 28,88",
        "105,46, 28,87\n105,47, 28,88",
        "105,46;28,87\n105,47;28,88",
        "１０５．４６，２８．８７\n１０５．４７，２８．８８",
    ],
)
def test_coordinates_a_line_are_sites(paste, text):
    layer = paste(text)
    assert where(layer) == [
        [pytest.approx(105.46), pytest.approx(28.87)],
        [pytest.approx(105.47), pytest.approx(28.88)],
    ]


@pytest.mark.parametrize(
    "line", ["28.87,105.46 甲点", "甲点 28.87, 105.46", "甲点　28.87，105.46", "28.87 105.46 甲点"]
)
def test_a_name_may_stand_beside_coordinates(paste, line):
    layer = paste(f"{line}\n28.88, 105.47")
    assert [row["name"] for row in layer["rows"]] == ["甲点", None]
    assert where(layer) == [
        [pytest.approx(105.46), pytest.approx(28.87)],
        [pytest.approx(105.47), pytest.approx(28.88)],
    ]


@pytest.mark.parametrize("text", ["28 55 E", "a 28.8 105.4 b", "a" + " " * 300_000 + "b"])
def test_a_side_and_two_names_are_no_place(paste, text):
    assert isinstance(paste(text), str)


def test_latitudes_first_are_told(paste):
    assert "latitude" in paste("28.87, 105.46")["steps"][0]


def test_a_closed_list_is_an_outline(paste):
    layer = paste("105.46,28.87\n105.47,28.87\n105.47,28.88\n105.46,28.87")
    assert [row["kind"] for row in layer["rows"]] == ["plot"]
    assert "one outline" in layer["steps"][0]


@pytest.mark.parametrize(
    "text",
    [
        "名称\t经度\t纬度\n甲\t105.46\t28.87\n",
        "甲\t105.46\t28.87\n",
        "甲,105.46,28.87",
        "甲\t28.87\t105.46\n",
        "甲\t105,46\t28,87\n",
        "甲;105 27 36;28 52 12\n",
        "名称,经度,纬度\n甲,105.46,28.87",
    ],
)
def test_rows_of_a_spreadsheet_are_sites(paste, text):
    layer = paste(text)
    assert where(layer) == [[105.46, 28.87]]
    assert layer["rows"][0]["name"] == "甲"


def test_geojson_and_kml_are_what_they_are(paste):
    assert paste('{"type": "Point", "coordinates": [105.46, 28.87]}')["format"] == "GeoJSON"
    point = "<Point><coordinates>105.46,28.87</coordinates></Point>"
    kml = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>{point}</Placemark></kml>'
    assert paste(kml)["format"] == "KML"


def test_the_name_is_as_asked(paste):
    assert paste("105.46 28.87", name="Three sites")["name"] == "Three sites"
    assert paste("105.46 28.87", name="../../etc/x")["name"] == "x"


@pytest.mark.parametrize("text", ["", "  \n", "hello", "hello world", "see you at 5"])
def test_other_text_is_refused_in_one_sentence(paste, text):
    assert paste(text).startswith("The text has neither GeoJSON, WKT")


@pytest.mark.parametrize("text", ["POLYGON ((1 2, 3", "(" * 5000, "1e999 1e999", "{" * 3000])
def test_broken_text_has_no_rows(paste, text):
    layer = paste(text)
    assert isinstance(layer, str) or (layer["rows"] == [] and layer["refusal"])


def test_metres_are_asked_about(paste):
    (question,) = paste("540000 3193000\n540400 3193000")["questions"]
    assert question["name"] == "crs"


def test_headings_are_made_where_there_are_none():
    found = read_pasted_text("A\t5\tx\n", NEAR)
    assert found.text == "A\t5\tx\n"  # one number is no position
    assert read_pasted_text("A\t105\t28\n", NEAR).text.startswith("name\tlongitude\tlatitude\n")


AT = [pytest.approx(105.44, abs=1e-6), pytest.approx(28.88, abs=1e-6)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("甲地，105.44，28.88", "甲地"),
        ("甲地：105.44,28.88", "甲地"),
        ("位置：105.44,28.88", "位置"),
        ("甲地 28°52′48″N 105°26′24″E", "甲地"),
        ("甲地 北纬28°52′48″，东经105°26′24″", "甲地"),
        ("泸州市江阳区 (105.44,28.88)", "泸州市江阳区"),
        ("3号地块：105.44,28.88", "3号地块"),
        ("https://www.google.com/maps?q=28.88,105.44", None),
    ],
)
def test_a_line_is_a_name_and_a_position(paste, line, name):
    for text in (line, f"{line}\n\n{line}\r\n"):
        layer = paste(text)
        assert where(layer) == [AT] * len(layer["rows"])
        assert {row["name"] for row in layer["rows"]} == {name}
        assert [each["name"] for each in layer["questions"]] == ["datum"]


def test_each_line_is_in_the_system_that_it_names(paste):
    lines = (
        "甲地：https://uri.amap.com/marker?position=105.443565,28.876947",
        "https://uri.amap.com/marker?position=105.44,28.88&coordinate=wgs84 乙地",
        "高德 105.443565,28.876947",
        "丙地 105.44,28.88",
    )
    layer = paste("\n".join(lines))
    assert [row["name"] for row in layer["rows"]] == ["甲地", "乙地", None, "丙地"]
    spots = np.array(where(layer))
    assert spots == pytest.approx(np.array([[105.44, 28.88]] * 4), abs=1e-4)
    assert spots[:3].tolist() != [[105.443565, 28.876947]] * 3
    assert layer["questions"] == []
    assert "1 of the lines" in layer["steps"][1]
    moved = paste("\n".join(lines), datum="gcj02")
    assert where(moved)[:3] == where(layer)[:3]
    assert where(moved)[3] != where(layer)[3]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲地：105.44,28.88\n乙地：105.45", "Line 2 has no position"),
        ("甲地：105.44,28.88\n\nhttps://surl.amap.com/x", "Line 3: This short link"),
        ("地块坐标\n甲地：105.44,28.88", "Line 1 has no position"),
        ("https://surl.amap.com/x", "This short link"),
        ("hello world", "such as “Site A 105.44, 28.88”"),
    ],
)
def test_a_refusal_names_the_line(paste, text, said):
    assert said in paste(text)


def test_the_line_that_a_refusal_shows_is_read(paste):
    assert where(paste("Site A 105.44, 28.88")) == [AT]


CORNERS = [(3195000, 35544000), (3195000, 35544400), (3195300, 35544400), (3195300, 35544000)]


@pytest.mark.parametrize("form", ["J{} {}.5 {}.25", "J{}，{}.5，{}.25", "J{}\t1\t{}.5\t{}.25"])
def test_numbered_corners_are_one_plot(paste, form):
    layer = paste("\n".join(form.format(n, *each) for n, each in enumerate(CORNERS, 1)))
    (row,) = layer["rows"]
    assert (row["kind"], row["plane_crs"]) == ("plot", "EPSG:4523")
    assert row["plane_area_m2"] == pytest.approx(120_000)
    assert "corners of one plot" in layer["steps"][0]


@pytest.mark.parametrize("numbers", [[1, 2], [1, 2, 3, 1, 2, 3]])
def test_two_points_and_two_plots_are_not_one(paste, numbers):
    lines = [f"J{n} {x}.5 {y}.25" for n, (x, y) in zip(numbers, CORNERS * 2, strict=False)]
    found = paste("\n".join(lines))
    assert isinstance(found, str) or all(row["kind"] == "site" for row in found["rows"])


def test_a_ring_may_repeat_its_first_corner(paste):
    lines = [
        f"J{n} {x} {y}" for n, (x, y) in zip([1, 2, 3, 4, 1], [*CORNERS, CORNERS[0]], strict=True)
    ]
    assert [row["kind"] for row in paste("\n".join(lines))["rows"]] == ["plot"]


def test_what_is_told_of_corners_makes_them_a_plot(paste):
    lines = ["105.46,28.87", "105.47,28.87", "105.47,28.88"]
    layer = paste("\n".join(lines))
    assert any("repeat the first line" in step for step in layer["steps"])
    assert [row["kind"] for row in paste("\n".join([*lines, lines[0]]))["rows"]] == ["plot"]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("name", ["", "P{},"])
def test_one_decimal_comma_among_points_is_refused_by_its_own_line(paste, place, name):
    lines = [f"{name}105.4{n}, 28.8{n}".format(n) for n in range(3)]
    lines[place] = f"{name}105,4 28,9".format(place)
    said = paste("\n".join(lines))
    assert isinstance(said, str)
    assert f"Line {place + 1} has decimal commas" in said
    assert lines[place] in said
    fixed = said.split("“")[-1].split("”")[0]
    lines[place] = lines[place].replace("105,4 28,9", fixed)
    spots = [row["inside_point"]["wgs84"] for row in paste("\n".join(lines))["rows"]]
    assert spots[place] == [105.4, 28.9]
    assert len(spots) == 3
