"""Pasted text: GeoJSON, WKT, coordinates a line, and rows of a spreadsheet."""

import pytest

from webapp.plots.pasted import read_pasted_text

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
    found = read_pasted_text("A\t5\tx\n")
    assert found.text == "A\t5\tx\n"  # one number is no position
    assert read_pasted_text("A\t105\t28\n").text.startswith("name\tlongitude\tlatitude\n")
