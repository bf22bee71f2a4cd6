"""Every way in takes every hostile value: it is used as it is, or refused in one sentence."""

import json
import os
from contextlib import suppress
from urllib.parse import quote

import pytest
from corpus import DEEP, DEEP_OBJECT, JUNK, MARK, MEGABYTE, SURROGATE, TEXTS

from geo import schema
from geo.errors import InputError, ZoneError
from geo.importing import ImportOptions, import_zone
from geo.zone import read_zone
from maps.figure.overlay.marks import MARK_PARAMETERS
from webapp.cli.main import COMMANDS

pytestmark = pytest.mark.slow

FIELDS = {"zone": schema.ZONE_FIELDS, "properties": schema.PART_FIELDS}
SQUARE = [[[105, 28], [106, 28], [106, 29], [105, 28]]]
FINE = {200, 304, 400, 404, 405, 406, 413, 414, 415, 422, 501}
# Each parameter meets every eighth value; all of them with ZONEMAP_HOSTILE=all (minutes).
STEP = 1 if os.environ.get("ZONEMAP_HOSTILE") == "all" else 8


def zone_text(member, field, raw):
    """Return a zone file's text with `raw` JSON in one field."""
    values = {
        "zone": {},
        "properties": {"id": "a", "kind": "park"},
        "geometry": {"type": "Polygon", "coordinates": SQUARE},
    }
    values[member] = {**values[member], field: "@@"}
    feature = {
        "type": "Feature",
        "properties": values["properties"],
        "geometry": values["geometry"],
    }
    found = {"type": "FeatureCollection", "zone": values["zone"], "features": [feature]}
    return json.dumps(found).replace('"@@"', raw)


def refusal_or_none(path):
    """Return the sentence with which a file is refused; any other exception is a finding."""
    try:
        read_zone(path)
    except InputError as error:
        sentence = str(error)
        assert sentence.isprintable()
        assert len(sentence) < 500
        return sentence
    return None


@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_junk_in_every_field_of_a_file(tmp_path, junk):
    path = tmp_path / "zone.geojson"
    members = [(member, field) for member, fields in FIELDS.items() for field in fields]
    for member, field in [*members, ("geometry", "type"), ("geometry", "coordinates")]:
        path.write_text(zone_text(member, field, junk), encoding="utf-8")
        refusal_or_none(path)


@pytest.mark.parametrize(
    "text", [DEEP, DEEP_OBJECT, SURROGATE, "", "\x00", "\ufeff", "null", MEGABYTE]
)
def test_a_file_that_is_no_zone_is_refused(tmp_path, text):
    path = tmp_path / "zone.geojson"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert "zone.geojson" in refusal_or_none(path)


def test_a_megabyte_of_name_is_read_whole(tmp_path):
    path = tmp_path / "zone.geojson"
    path.write_text(zone_text("properties", "name", json.dumps(MEGABYTE)), encoding="utf-8")
    assert read_zone(path).parts["name"].iloc[0] == MEGABYTE


def check(answer):
    """An answer is of a known status, whole, and runs nothing that came with the request."""
    if answer.status_code == 302:  # the documentation in the language asked for
        assert answer.location in {"/docs/en/", "/docs/zh/"}
        return
    assert answer.status_code in FINE, (answer.status_code, answer.request.path, answer.text[:300])
    assert "Traceback" not in answer.text[:100_000]
    assert "Set-Cookie" not in answer.headers
    if answer.mimetype == "text/html":
        assert f"<script>{MARK}" not in answer.text
        assert f"<svg onload={MARK}" not in answer.text
        assert f"<img src=x onerror={MARK}" not in answer.text


def parameters(app):
    """Return each address of the application with the parameters that it knows."""
    site = [
        "lang",
        "view",
        "part",
        "place",
        "f",
        "sort",
        "fragment",
        "title",
        "size",
        "dpi",
        "format",
        "url",
    ]
    described = app.test_client().get("/api/openapi.json").json["paths"]
    known = {
        f"/api{path}": sorted(
            {each.get("name", "bbox") for each in ways["get"].get("parameters", ())}
        )
        for path, ways in described.items()
        if "get" in ways
    }
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            known.setdefault(rule.rule, site)
    for name in (
        "boundaries.geojson",
        "boundaries.kml",
        "boundaries.csv",
        "map.html",
        "figure.svg",
    ):
        known[f"/export/{name}"] = ["part", "lang", "view", "size", "dpi"]
    known["/export/figure.svg"] += ["selected", "bounds", *MARK_PARAMETERS]
    # Pages that are drawn: what is unknown to them is tried once, not drawn again and again.
    known["/report/pages.svg"] = ["lang", "view", "part", "size", "format", "title", "sort"]
    return known


@pytest.mark.parametrize("name", TEXTS)
def test_every_parameter_of_every_address(plain_app, name):
    client, value = plain_app.test_client(), TEXTS[name][:1500]
    turn = list(TEXTS).index(name)
    for place, (path, names) in enumerate(sorted(parameters(plain_app).items())):
        for number, parameter in enumerate(names):
            if (place + number + turn) % STEP == 0:
                path_quoted = path.replace("{featureId}", quote(value, safe=""))
                check(client.get(path_quoted, query_string={parameter: value}))


@pytest.mark.parametrize("name", TEXTS)
def test_every_address_that_names_something(plain_app, name):
    client, value = plain_app.test_client(), quote(TEXTS[name][:1500], safe="")
    for prefix in (
        "/",
        "/parts/",
        "/export/",
        "/assets/x/",
        "/static/x/",
        "/api/",
        "/api/collections/",
        "/api/collections/boundaries/items/",
    ):
        check(client.get(prefix + value))
        check(client.get(f"{prefix}{value}?f=json&lang=zh"))


@pytest.mark.parametrize("name", TEXTS)
def test_every_header_that_is_read(plain_app, name):
    value = (
        TEXTS[name][:1500].encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")
    )
    for header in (
        "Accept",
        "Accept-Language",
        "Accept-Encoding",
        "If-None-Match",
        "Range",
        "X-Forwarded-Host",
        "Origin",
    ):
        for path in ("/areas", "/api/collections/boundaries/items"):
            check(plain_app.test_client().get(path, headers={header: value}))


def bodies(value):
    """Return request bodies with the value in every place that a body has."""
    point = {"type": "Point", "coordinates": [105.4, 28.9]}
    polygon = {"type": "Polygon", "coordinates": SQUARE}
    for shape in (point, polygon, {"type": value, "coordinates": [value]}):
        feature = {"type": "Feature", "id": value, "properties": {value: value}, "geometry": shape}
        yield json.dumps(feature)
        yield json.dumps({"type": "FeatureCollection", "features": [feature], value: value})
    yield value
    yield f"lon,lat,name\n105.4,28.9,{value}\n"


@pytest.mark.parametrize("name", list(TEXTS)[::STEP])
def test_a_plot_of_any_name_has_a_brief(plain_app, name):
    shape = {"type": "Polygon", "coordinates": SQUARE}
    feature = {"type": "Feature", "properties": {"name": TEXTS[name]}, "geometry": shape}
    body = json.dumps({"type": "FeatureCollection", "features": [feature]})
    for form in ("csv", "html", "pdf"):
        answer = plain_app.test_client().post(
            f"/api/brief?f={form}", data=body, content_type="application/geo+json"
        )
        if form == "pdf":
            assert answer.data.startswith(b"%PDF") or answer.status_code == 400
        else:
            check(answer)


BODY_TYPES = ("application/geo+json", "text/csv", "application/json", "x/y")


@pytest.mark.parametrize("path", ["/api/locate", "/api/measure"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_body(plain_app, path, name):
    """Each as two of the types, which take turns; as all of them with ZONEMAP_HOSTILE=all."""
    client, turn = plain_app.test_client(), list(TEXTS).index(name)
    for number, body in enumerate(bodies(TEXTS[name])):
        for kind in BODY_TYPES if STEP == 1 else BODY_TYPES[(number + turn) % 2 :: 2]:
            check(client.post(path, data=body.encode("utf-8", "replace"), content_type=kind))


@pytest.mark.parametrize("path", ["/api/locate", "/api/measure", "/api/brief"])
@pytest.mark.parametrize("body", [DEEP, DEEP_OBJECT, "\ud800", *JUNK.values()])
def test_bodies_that_are_no_data(plain_app, path, body):
    raw = body.encode("utf-8", "surrogatepass")
    answer = plain_app.test_client().post(path, data=raw, content_type="application/geo+json")
    assert answer.status_code in {400, 413, 415, 422}


@pytest.mark.parametrize("name", [name for name in TEXTS if "\x00" not in TEXTS[name]])
def test_every_argument_of_the_command(run, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    value = TEXTS[name][:1000]
    (tmp_path / "z.geojson").write_text(zone_text("properties", "name", json.dumps(value)))
    calls = [
        ("areas", "--data", value), ("areas", "--format", value), (value,), ("areas", value),
        ("distances", "--data", value), ("serve", "--host", value, "--port", "1"),
        ("serve", "--port", value), ("export", "--size", value, "a.csv"),
        ("export", "--part", value, "a.geojson"), ("export", "--dpi", value, "a.csv"),
        ("export", "--view", value, "a.csv"), ("export", f"x/{value}"),
        ("check", value), ("check", "--format", value), ("diff", value, value),
        ("import", value, "-o", "c.geojson"), ("import", "z.geojson", "-o", "c.geojson", "--crs", value),
        ("import", "z.geojson", "-o", "c.geojson", "--field", value),
        ("import", "z.geojson", "-o", "c.geojson", "--layer", value),
        ("init", "made", "--at", "105", "28", "--area", "1", "--name", value),
        ("init", "made2", "--at", "105", "28", "--area", value), ("init", f"x/{value}"),
        ("sources", "--data", value), ("sources", "--format", value),
        ("locate", value, "-o", "a.csv"), ("measure", value, "-o", "b.csv"),
        ("basemap", value, "-o", "a.pmtiles"), ("basemap", "z.geojson", "--extent", value, "-o", "b.pmtiles"),
        ("roads", value, "-o", "a.geojson"), ("doctor", "--format", value),
        ("page", "-o", "p.svg", "--state", value), ("page", "-o", "p.svg", "--with", value),
        ("page", "-o", "p.svg", "--size", value), ("page", "-o", f"x/{value}"),
        ("brief", "--part", value, "-o", "d.csv"), ("brief", "--at", value, "-o", "d.json"),
        ("brief", "--file", value, "-o", "d.csv"), ("brief", "--at", "1,2", "-o", value),
    ]  # fmt: skip
    for call in calls:
        code, words = run(*call)
        assert code in {0, 1, 2}, call
        assert "Traceback" not in words


def test_every_command_was_tried():
    tried = (
        "areas basemap brief check diff distances doctor export import init locate measure page "
        "roads serve sources"
    )
    assert sorted(COMMANDS) == tried.split()


@pytest.mark.filterwarnings("ignore")  # the readers of other formats may warn
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "suffix", [".geojson", ".csv", ".kml", ".gpkg", ".zip", ".parquet", ".fgb"]
)
def test_every_format_that_can_be_imported(tmp_path, suffix, name):
    """The value in a table, a KML, and where a binary format is expected."""
    value = TEXTS[name]
    texts = {
        ".geojson": zone_text("properties", "name", json.dumps(value)),
        ".csv": f'id,name,wkt\n1,"{value}","POLYGON ((105 28, 106 28, 106 29, 105 28))"\n2,b,{value}\n',
        ".kml": f"<kml><Document><Placemark><name>{value}</name></Placemark></Document></kml>",
    }
    path = tmp_path / f"zone{suffix}"
    path.write_bytes(texts.get(suffix, value).encode("utf-8", "surrogatepass"))
    with suppress(ZoneError):
        path.with_name("made.geojson").write_bytes(import_zone(path, ImportOptions()).data)
        refusal_or_none(path.with_name("made.geojson"))
