"""Files in the body of a request: raw or in a form, with a name or without."""

from io import BytesIO

import pytest
from parcel_files import AREAS_M2, PLOTS, write_geojson, write_wkt_csv


@pytest.fixture(scope="module")
def plots(tmp_path_factory):
    """The plots as CSV with a Chinese column, in GB 18030."""
    path = tmp_path_factory.mktemp("sent") / "plots.csv"
    write_wkt_csv(path, PLOTS)
    return path.read_text("utf-8").replace("Plot A", "地块甲").encode("gb18030")


def measure(client, data, kind, **options):
    headers = options.pop("headers", {})
    return client.post(
        "/api/measure", data=data, content_type=kind, headers=headers, query_string=options
    )


@pytest.mark.parametrize(
    "kind", ["text/plain", None, "image/png", "application/x-www-form-urlencoded"]
)
def test_a_body_of_no_known_type_and_no_name_is_refused(client, plots, kind):
    assert measure(client, plots, kind).status_code == 415


@pytest.mark.parametrize("kind", ["text/plain", "image/png"])
def test_a_name_is_enough(client, plots, kind):
    headers = {"Content-Disposition": "attachment; filename*=UTF-8''%E5%9C%B0%E5%9D%97.csv"}
    answer = measure(client, plots, kind, headers=headers)
    assert answer.status_code == 200
    assert [each["properties"]["name"] for each in answer.json["polygons"]] == ["地块甲", "Plot B"]


@pytest.mark.parametrize(
    ("shown", "encoding"),
    [
        ("地块.csv", "utf-8"),
        ("地块界线.csv", "gbk"),
        ("Grünfläche.csv", "cp1252"),
        ("表示.csv", "gbk"),
    ],
)
@pytest.mark.slow
def test_names_are_read_in_the_encoding_that_they_are_in(client, plots, shown, encoding):
    name = shown.encode(encoding)
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%b"\r\n\r\n' % name
    form = head + plots + b"\r\n--x--\r\n"
    answer = measure(client, form, "multipart/form-data; boundary=x")
    assert answer.status_code == 200, answer.text
    assert shown in answer.json["steps"][0]
    headers = {"Content-Disposition": f'attachment; filename="{name.decode("latin-1")}"'}
    assert shown in measure(client, plots, "text/csv", headers=headers).json["steps"][0]


def test_a_form_without_a_file_is_refused(client):
    answer = client.post("/api/measure", data={"layer": "x"}, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "No file was uploaded" in answer.text


def test_fields_of_the_form_are_options_and_unknown_ones_are_refused(client, plots):
    def send(**fields):
        data = {"file": (BytesIO(plots), "plots.csv"), **fields}
        return client.post("/api/measure", data=data)

    assert send(crs="EPSG:4490").status_code == 200
    assert "EPSG:99999" in send(crs="EPSG:99999").text
    answer = send(colour="red")
    assert answer.status_code == 400
    assert "Unknown parameter “colour”" in answer.text


@pytest.mark.parametrize("charset", ["gb18030", "gbk", "GB2312"])
def test_the_charset_of_the_content_type_is_a_witness(client, plots, charset):
    answer = measure(client, plots, f"text/csv; charset={charset}")
    assert answer.json["polygons"][0]["properties"]["name"] == "地块甲"


@pytest.mark.parametrize(
    "charset", ["utf-8", "nowhere", "undefined", "punycode", "idna", "utf-7", "hex"]
)
@pytest.mark.slow
def test_a_charset_that_the_text_is_not_in_is_told_and_not_taken(client, plots, charset):
    answer = measure(client, plots, f"text/csv; charset={charset}")
    assert answer.json["polygons"][0]["properties"]["name"] == "地块甲"
    said = f"The content type says charset “{charset}”, but the text is not."
    assert said in answer.json["steps"]


@pytest.mark.parametrize(("value", "status"), [("1", 200), ("false", 200), ("yes", 400), ("", 400)])
def test_a_switch_has_few_words(client, plots, value, status):
    assert measure(client, plots, "text/csv", skip_unusable=value).status_code == status


def test_the_datum_is_undone_as_by_the_command(client, plots):
    """GCJ-02 is off by hundreds of metres here; areas stay."""
    plain, moved = (measure(client, plots, "text/csv", datum=d).json for d in ("wgs84", "gcj02"))
    centres = [each["polygons"][0]["centre"] for each in (plain, moved)]
    assert 0.002 < abs(centres[0][0] - centres[1][0]) < 0.01
    assert moved["polygons"][0]["area_m2"] == pytest.approx(AREAS_M2[0], rel=2e-3)


def test_a_file_too_large_is_refused(client):
    answer = measure(client, b" " * (9 * 2**20), "application/octet-stream")
    assert answer.status_code == 413


@pytest.mark.parametrize("address", ["/api/measure", "/api/locate"])
@pytest.mark.parametrize("crs", ["EPSG:99999", "x", 3, {"type": "link"}])
def test_a_declared_crs_is_honoured_or_refused(client, tmp_path, address, crs):
    write_geojson(tmp_path / "a.geojson", [plot.centroid for plot in PLOTS])
    named = {"type": "name", "properties": {"name": crs}} if isinstance(crs, str) else crs
    body = (
        (tmp_path / "a.geojson")
        .read_text()
        .replace('"features"', f'"crs": {str(named).replace(chr(39), chr(34))}, "features"', 1)
    )
    answer = client.post(address, data=body, content_type="application/geo+json")
    assert answer.status_code == 400
    assert "coordinate reference system" in answer.text


@pytest.mark.parametrize(
    "start", [b"\x00\x00\x27\x0a", b"fgb\x03", b"PAR1", b"SQLite format 3\x00"]
)
def test_the_start_of_a_format_alone_is_refused_in_a_sentence(client, start):
    answer = measure(client, start + b"\x00" * 200, "application/octet-stream")
    assert answer.status_code == 400
