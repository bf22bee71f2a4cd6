"""`/areas` and `/distances` against the contract of the two tables."""

import csv
import html
import io
import json
import re

import pytest
from workbooks import read_table

from geo.fields.languages import field_names
from geo.zone import read_zone
from maps.content.credits import cite_briefly
from webapp import create_app

NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
NAMES = field_names("name")
AREA_KEYS = (
    f"id {' '.join(NAMES)} kind parent area_m2 area_basis perimeter_m compactness "
    "published_area_km2 difference_percent placement position_uncertainty_m"
).split()


DISTANCE_KEYS = (
    "id place distance_m centre_distance_m centroid_outside bearing_deg bearing_uncertainty_deg "
    "position_uncertainty_m"
).split()


IDS = (
    "longmatan-core jiangyang-district luxian-district pharmaceutical-park machinery-park "
    "new-energy-park intelligent-manufacturing-park big-data-park"
).split()


# Add a new reference place here: other tests count those of the data.
PLACES = "chongqing chengdu guiyang luzhou luzhou-yunlong-airport luxian-town".split()


def test_the_areas_are_those_of_the_contract(client):
    rows = client.get("/areas?f=json").json
    assert [row["id"] for row in rows] == IDS
    assert all(list(row) == AREA_KEYS for row in rows)
    core = rows[0]
    assert core["area_m2"] == pytest.approx(4.62e6, rel=1e-4)
    assert core["published_area_km2"] == 4.62
    assert core["placement"] == "schematic"
    assert rows[1]["published_area_km2"] is None


def test_the_top_parts_make_202_km2(client):
    rows = client.get("/areas?f=json").json
    top = sum(row["area_m2"] for row in rows if row["parent"] is None)
    assert top == pytest.approx(202e6, rel=1e-4)


def test_the_distances_are_those_of_the_contract(client):
    rows = client.get("/distances?f=json").json
    assert {row["place"] for row in rows} == set(PLACES), "Add a new place to PLACES above."
    assert len(rows) == len(IDS) * len(PLACES)
    assert all(list(row) == DISTANCE_KEYS for row in rows)
    assert all(row["distance_m"] <= row["centre_distance_m"] for row in rows)


def test_distances_of_one_part_or_place(client):
    assert len(client.get("/distances?f=json&place=chengdu").json) == len(IDS)
    assert len(client.get("/distances?f=json&part=big-data-park").json) == len(PLACES)
    assert client.get("/distances?place=atlantis").status_code == 400


def test_what_an_assumed_size_leaves_open_is_part_of_the_method(client, made_path):
    said = client.get("/distances?lang=en").get_data(as_text=True)
    assert "an edge could move by about 1.1 km more" in said
    collection = json.loads(made_path.read_bytes())
    for feature in collection["features"]:
        feature["properties"]["placement"] = "surveyed"
    made_path.write_text(json.dumps(collection))
    surveyed = create_app({"DATA": made_path}).test_client().get("/distances?lang=en")
    assert "could move" not in surveyed.get_data(as_text=True)


def test_a_centroid_outside_its_part_is_said_with_the_distances(made_path):
    ring = json.loads(made_path.read_bytes())
    ring["features"][0]["geometry"]["coordinates"].append(
        [[105.41, 28.91], [105.41, 28.99], [105.49, 28.99], [105.49, 28.91], [105.41, 28.91]]
    )
    made_path.write_text(json.dumps(ring))
    client = create_app({"DATA": made_path}).test_client()
    rows = client.get("/distances?f=json").json
    outside = {row["id"]: row["centroid_outside"] for row in rows}
    assert outside == {"west": True, "east": False, "inner": False}
    said = client.get("/distances?view=rows&lang=zh").get_data(as_text=True)
    assert said.count("几何中心位于分区之外") == 2  # one for each place


@pytest.fixture
def with_previous(made_path):
    """A client of a zone that has an earlier version, and findings."""
    return create_app({"DATA": made_path, "PREVIOUS": made_path}).test_client()


def test_csv_opens_in_a_spreadsheet(client):
    answer = client.get("/areas?f=csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    at = AREA_KEYS.index("parent") + 1
    assert list(rows[0]) == [*AREA_KEYS[:at], *field_names("parent_name"), *AREA_KEYS[at:]]
    assert rows[0]["name_zh"] == "龙马潭核心区"
    assert {row["parent_name_zh"] for row in rows} == {"", "江阳片区", "泸县片区"}


@pytest.mark.parametrize(
    "path",
    [
        "/areas",
        "/distances",
        "/compare?part=west&part=east",
        "/quality",
        "/changes",
        "/api/areas",
        "/api/distances",
    ],
)
@pytest.mark.slow
def test_a_workbook_has_the_numbers_of_the_csv(with_previous, path):
    client, mark = with_previous, "&" if "?" in path else "?"
    rows = list(
        csv.DictReader(
            io.StringIO(client.get(f"{path}{mark}f=csv&lang=zh").text.removeprefix("\ufeff"))
        )
    )
    answer = client.get(f"{path}{mark}f=xlsx&lang=zh")
    assert answer.content_type.endswith("spreadsheetml.sheet")
    found = read_table(answer.data)
    assert len(found) == len(rows) > 0
    assert not {name for name in found[0] if name.isascii()}
    for ours, theirs in zip(found, rows, strict=True):
        numbers = [each for each in ours.values() if isinstance(each, float)]
        assert numbers == [float(each) for each in theirs.values() if NUMBER.fullmatch(each)]
        said, codes = set(ours.values()), {"schematic", "surveyed", "published", "warning", "park"}
        assert not said & (codes - {theirs.get("rule")})
        named = [(key, f"{key}_name_zh") for key in theirs if f"{key}_name_zh" in theirs]
        for key, name in [*named, *([("id", "name_zh")] if "name_zh" in theirs else [])]:
            assert not theirs[key] or {theirs[key], theirs[name] or theirs[key]} <= said


def test_a_workbook_is_a_download_that_tells_of_its_sources(client):
    answer = client.get("/distances?f=xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="distances.xlsx"'
    assert "datapackage.json" in answer.headers["Link"]
    heads = list(read_table(answer.data)[0])
    assert heads[:5] == [
        "Part",
        "Part, identifier",
        "Place",
        "Place, identifier",
        "From the nearest edge (m)",
    ]
    assert heads[-1] == "Uncertainty (m)"
    assert client.get("/distances?f=xlsx").data == answer.data


def test_a_refusal_of_a_workbook_is_no_page(client):
    answer = client.get("/areas?f=xlsx&sort=nothing")
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")


def test_sorting_both_ways_keeps_the_unknown_last(client):
    up, down = (
        [row["published_area_km2"] for row in client.get(f"/areas?f=json&sort={sort}").json]
        for sort in ("published_area_km2", "-published_area_km2")
    )
    assert up == [3.0, 4.62, 21.3, None, None, None, None, None]
    assert down == [21.3, 4.62, 3.0, None, None, None, None, None]


def test_the_page_of_distances_is_a_matrix_and_the_rows_a_view(client):
    page = client.get("/distances?lang=en").get_data(as_text=True)
    matrix = page.partition("</table>")[0]
    assert matrix.count('<th scope="row">') == len(IDS)
    assert matrix.count("<td>") == len(IDS) * len(PLACES)
    for query in ("?view=rows", "?sort=bearing_deg", "?view=rows&place=chengdu"):
        rows = client.get(f"/distances{query}").get_data(as_text=True)
        assert "matrix" not in rows
    assert client.get("/distances?view=sideways").status_code == 400
    assert client.get("/distances?f=json").json == client.get("/distances?f=json&view=rows").json


def test_a_place_has_its_parts_by_distance_and_names_the_nearest(client):
    page = client.get("/distances?place=chongqing&lang=en").get_data(as_text=True)
    table = client.get("/distances?place=chongqing&f=json").json
    nearest = min(table, key=lambda row: row["distance_m"])["id"]
    body = page[page.index("<tbody>") :]
    assert body.index(f"/parts/{nearest}") < min(
        body.index(f"/parts/{each}") for each in IDS if each != nearest
    )
    assert "Park · nearest as drawn: " in page  # others may be nearer
    assert re.search("Core · <a [^>]*/parts/longmatan-core.*?km ±1", page)
    assert "Possibly nearer, within the uncertainty" in page


@pytest.mark.parametrize(
    ("lang", "heading"), [("en", "To railway stations"), ("zh", "至火车站的距离")]
)
def test_distances_to_stations_are_those_of_the_panels(client, zone, lang, heading):
    page = client.get(f"/distances?lang={lang}").text
    table = page.partition(heading)[2].partition("</table>")[0]
    names = zone.stations["name_zh" if lang == "zh" else "name"]
    assert all(name in table for name in names)
    assert table.count("<td>") == len(zone.parts) * len(zone.stations)
    panel = client.get(f"/parts/big-data-park?lang={lang}").text
    [nearest] = re.findall(r'<p class="station">.*?class="quiet">(\S+) km', panel, re.DOTALL)[:1]
    assert f"{nearest}\u00a0km" in table


def test_without_stations_no_table_of_theirs_is_shown(made_path):
    none = '{"type": "FeatureCollection", "features": []}'
    made_path.with_name("stations.geojson").write_text(none)
    page = create_app({"DATA": made_path}).test_client().get("/distances?lang=en").text
    assert "matrix" in page
    assert "railway stations" not in page


@pytest.mark.parametrize("address", ["/areas", "/distances", "/quality", "/locate", "/changes"])
def test_each_printed_page_tells_its_date_sources_and_address(made_path, address):
    client = create_app({"DATA": made_path, "PREVIOUS": made_path}).test_client()
    page = client.get(f"{address}?lang=zh").get_data(as_text=True)
    (foot,) = re.findall(r'<footer class="quiet in-print origin">.*?</footer>', page, re.DOTALL)
    zone = read_zone(made_path)
    assert ("数据日期：" in foot) == bool(zone.facts["as_of"])
    assert f"http://localhost{address}?lang=zh" in foot
    for source in zone.data_sources.values():
        assert cite_briefly(source, "zh") in html.unescape(foot)


def test_an_error_has_no_sources(client):
    answer = client.get("/areas?sort=colour")
    assert answer.status_code == 400
    assert "in-print origin" not in answer.get_data(as_text=True)


def test_a_printed_page_has_the_date_of_the_data(client, zone):
    page = client.get("/areas?lang=zh").get_data(as_text=True)
    assert f"数据日期：{zone.facts['as_of']} · 本页网址：" in page
