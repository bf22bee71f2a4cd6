"""The pages and the two tables, as clients of every kind ask for them."""

import csv
import gzip
import io

import brotli
import pytest

AREA_KEYS = (
    "id name name_zh kind parent area_m2 perimeter_m compactness published_area_km2 "
    "difference_percent placement position_uncertainty_m"
).split()
DISTANCE_KEYS = "id place distance_m centre_distance_m bearing_deg position_uncertainty_m".split()
IDS = (
    "longmatan-core jiangyang-district luxian-district pharmaceutical-park machinery-park "
    "new-energy-park intelligent-manufacturing-park big-data-park"
).split()
PLACES = "chongqing chengdu guiyang luzhou luzhou-yunlong-airport luxian-town".split()
PAGES = ["/", "/parts/longmatan-core", "/areas", "/distances", "/embed"]


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
    assert len(rows) == len(IDS) * len(PLACES)
    assert all(list(row) == DISTANCE_KEYS for row in rows)
    assert {row["place"] for row in rows} == set(PLACES)
    assert all(row["distance_m"] <= row["centre_distance_m"] for row in rows)


def test_distances_of_one_part_or_place(client):
    assert len(client.get("/distances?f=json&place=chengdu").json) == len(IDS)
    assert len(client.get("/distances?f=json&part=big-data-park").json) == len(PLACES)
    assert client.get("/distances?place=atlantis").status_code == 400


def test_csv_opens_in_a_spreadsheet(client):
    answer = client.get("/areas?f=csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert list(rows[0]) == AREA_KEYS
    assert rows[0]["name_zh"] == "龙马潭核心区"


def test_accept_chooses_the_form(client):
    assert client.get("/areas", headers={"Accept": "application/json"}).is_json
    assert client.get("/areas", headers={"Accept": "text/csv"}).content_type.startswith("text/csv")
    assert client.get("/areas", headers={"Accept": "*/*"}).content_type.startswith("text/html")


def test_sorting_both_ways_keeps_the_unknown_last(client):
    up, down = (
        [row["published_area_km2"] for row in client.get(f"/areas?f=json&sort={sort}").json]
        for sort in ("published_area_km2", "-published_area_km2")
    )
    assert up == [3.0, 4.62, 21.3, None, None, None, None, None]
    assert down == [21.3, 4.62, 3.0, None, None, None, None, None]


MAY_BE_GIVEN = {
    "/?": "view lang", "/areas?": "sort f lang", "/distances?": "part place sort f lang",
    "/compare?": "part f", "/embed?": "parts part view controls theme parent",
    "/report?": "format part view size dpi lang", "/export/figure.svg?": "part view size dpi lang",
    "/locate?lon=105&lat=28&": "datum accuracy_m f", "/api/distances?": "part place f lang",
    "/oembed?url=http://localhost/embed&": "maxwidth format",
}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "name"),
    [(address, name) for address, names in MAY_BE_GIVEN.items() for name in names.split()],
)
def test_an_empty_value_is_refused_everywhere(client, address, name):
    assert client.get(f"{address}{name}=").status_code in {400, 404, 501}


@pytest.mark.parametrize("path", PAGES)
def test_language_by_address_and_by_browser(client, path):
    assert 'lang="zh-Hans"' in client.get(f"{path}?lang=zh").text[:200]
    assert (
        'lang="zh-Hans"'
        in client.get(path, headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"}).text[:200]
    )
    assert 'lang="en"' in client.get(path, headers={"Accept-Language": "de"}).text[:200]


@pytest.mark.parametrize("path", PAGES)
def test_schematic_is_said_on_every_page(client, path):
    assert "No official boundary has been published" in client.get(path).text
    assert "官方尚未公布边界" in client.get(f"{path}?lang=zh").text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/parts/nowhere", 404, "no part has the id"),
        ("/nothing", 404, "There is nothing at this address."),
        ("/areas?f=xml", 400, "use one of html, json, csv"),
        ("/areas?sort=beauty", 400, "sort is"),
        ("/?lang=de", 400, "use en or zh"),
        ("/?view=moon", 400, "use one of zone, region"),
        ("/embed?part=moon", 400, "use one of the ids"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(client, path, status, said):
    answer = client.get(path)
    assert answer.status_code == status
    assert said in answer.text
    assert "Traceback" not in answer.text


def test_a_script_gets_problem_details(client):
    answer = client.get("/areas?f=json&sort=beauty")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 400


def test_a_wrong_method_is_refused(client):
    answer = client.post("/areas")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("path", [*PAGES, "/areas?f=csv", "/distances?f=json"])
def test_a_client_that_has_it_gets_304(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert first.status_code == 200
    assert again.status_code == 304
    assert again.data == b""


def test_two_answers_are_equal(client):
    assert client.get("/").data == client.get("/").data


def test_compression_is_negotiated(client):
    plain = client.get("/").data
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    smaller = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain
    assert smaller.headers["Content-Encoding"] == "br"
    assert brotli.decompress(smaller.data) == plain
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_health(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert answer.json["parts"] == 8


def test_assets_may_be_kept_for_good(client):
    page = client.get("/").text
    address = page.split('<script defer src="')[1].split('"')[0]
    answer = client.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/assets/000000000000/leaflet.js").status_code == 404


def test_links_keep_the_language(client):
    page = client.get("/?lang=zh").text
    assert 'href="/areas?lang=zh"' in page
    assert "/parts/big-data-park?lang=zh" in page
    assert 'href="/areas"' in client.get("/").text


def test_a_part_alone_for_a_script(client):
    answer = client.get("/parts/big-data-park?fragment=1")
    assert answer.text.count("<article") == 1
    assert "<html" not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_lets_nothing_foreign_run(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert ("frame-ancestors *" in policy) == (path == "/embed")


def test_no_cookie_is_ever_set(client):
    assert all("Set-Cookie" not in client.get(path).headers for path in PAGES)


def test_a_page_that_names_no_icon_has_one(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.content_type) == (200, "image/png")


def test_an_error_page_is_headed_in_the_readers_language(client):
    page = client.get("/parts/nope?lang=zh").text
    assert "<h1>未找到" in page
    assert '<p class="lead">没有标识符为' in page


def test_a_shared_part_is_titled_by_its_name(client):
    page = client.get("/parts/big-data-park?lang=en").text
    assert 'property="og:title" content="Big data industrial park"' in page
