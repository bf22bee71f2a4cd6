"""`/report`: the choices, the preview, and what is offered."""

import re
from html import unescape

import pytest


@pytest.mark.parametrize("query", ["", "?lang=zh&format=factsheet.pdf&part=big-data-park&title=X"])
def test_the_report_page_keeps_every_choice(client, query):
    page = client.get(f"/report{query}").text
    assert "<form" in page
    assert "zonemap export" in page
    if query:
        assert (
            "zonemap export factsheet.pdf --factsheet --part big-data-park --lang zh --title X"
            in page
        )
        assert 'value="big-data-park" checked' in page
        assert "/report/pages.svg?part=big-data-park&amp;lang=zh&amp;title=X" in page


@pytest.mark.parametrize(("name", "note"), [("factsheet.docx", True), ("factsheet.pdf", False)])
@pytest.mark.slow
def test_a_factsheet_is_previewed_as_its_pages(client, name, note):
    page = client.get(f"/report?format={name}&lang=en&part=big-data-park").text
    assert ("Word breaks lines and pages by its own fonts" in page) is note
    (address,) = re.findall(r'<img class="pages" src="([^"]+)"', page)
    answer = client.get(unescape(address))
    assert answer.mimetype == "image/svg+xml"
    assert answer.text.count("<svg viewBox") > 1
    assert client.get("/report/pages.svg?part=nowhere").status_code == 404


def test_the_report_page_refuses_what_the_export_would(client):
    assert client.get("/report?dpi=9999").status_code == 400
    assert client.get("/report?format=exe").status_code == 400
    assert client.get("/report?part=atlantis").status_code == 404


def test_the_code_for_markdown_has_one_address(client):
    page = client.get("/report", query_string={"title": "a)](http://evil.example/ (b"}).text
    code = page.partition("<dt>Markdown</dt><dd><code>")[2].partition("</code>")[0]
    alt, _, address = code.partition("](")
    assert alt.startswith("![")
    assert address.endswith(")")
    assert not set("()[] ") & set(address[:-1])


FIVE = [
    "longmatan-core",
    "luxian-district",
    "jiangyang-district",
    "big-data-park",
    "machinery-park",
]


@pytest.mark.parametrize("name", ["factsheet.pdf", "factsheet.docx"])
@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"lang": "zh", "part": FIVE}, "最多并列对比 4 个分区"),
        ({"lang": "en", "part": FIVE}, "At most 4 parts fit side by side"),
    ],
)
def test_the_report_page_offers_no_factsheet_that_would_be_refused(client, name, choice, sentence):
    query = {"format": name, **choice}
    page = client.get("/report", query_string=query).text
    assert client.get(f"/export/{name}", query_string=query).status_code == 400
    assert sentence in page
    assert f"/export/{name}" not in page
    assert f"zonemap export {name}" not in page


def test_data_can_be_had_in_another_crs(client):
    page = client.get("/report?format=boundaries.gpkg&crs=EPSG:4523").text
    assert '<option value="EPSG:4523" selected>CGCS2000, 3-degree zone 35</option>' in page
    assert "zonemap export boundaries.gpkg --crs EPSG:4523 --lang en" in page
    assert "/export/boundaries.gpkg?crs=EPSG:4523&amp;lang=en&amp;download=1" in page
    assert 'src="/export/figure.svg?lang=en"' in page
    page = client.get("/report?format=boundaries.geojson&crs=EPSG:4523").text
    assert "--crs" not in page


@pytest.mark.parametrize(
    ("name", "crs"), [("gpkg", "EPSG:4530"), ("dxf", "EPSG:4490"), ("csv", "EPSG:3857")]
)
def test_the_report_page_says_why_a_crs_is_refused(client, name, crs):
    page = client.get(f"/report?format=boundaries.{name}&crs={crs}").text
    assert 'role="alert"' in page
    assert "download=1" not in page
    assert client.get(f"/export/boundaries.{name}?crs={crs}").status_code == 400


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("figure.png", {"view", "bounds", "size", "dpi", "title"}),
        ("figure.svg", {"view", "bounds", "size", "title"}),
        ("factsheet.pdf", {"view", "bounds", "title"}),
        ("map.html", set()),
        ("boundaries.gpkg", {"crs"}),
        ("boundaries.kml", set()),
    ],
)
def test_only_what_makes_a_difference_is_asked(client, name, asked):
    values = {"format": name, "lang": "en", "size": "a5", "dpi": "100", "title": "X"}
    page = client.get("/report", query_string={**values, "view": "zone"}).text
    shown = set(re.findall(r'data-choice="(\w+)">', page))
    assert shown - {"roads"} == asked
    command = page.partition("zonemap export")[2].partition("<")[0]
    for choice in ("size", "dpi", "title"):
        assert (f"--{choice}" in command) is (choice in asked)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_long_codes_are_folded_and_where_a_part_is_highlighted_is_said(client, lang):
    page = client.get(f"/report?format=figure.png&lang={lang}").text
    folded = page.partition("<details")[2].partition("</details>")[0]
    assert "![" in folded
    assert "&lt;img" in folded
    assert {"en": "Share and embed”", "zh": "分享与嵌入”"}[lang] in page
