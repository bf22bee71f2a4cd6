"""What is refused is said in the reader's language: pages and problem details alike."""

import ast
import importlib
import inspect
import pickle
import re
from io import BytesIO

import pytest
from call_graph import functions_of_requests
from lxml import html

from geo.errors import InputError, Phrase
from maps.i18n import translate_phrase

ERRORS = {"InputError", "UnknownIdError", "BusyError"}
PASSED_ON = {"sentence", "said"}  # parameters: marked where they are made


def find_sentences():
    """Yield module, line and first argument of each error that a request can meet."""
    for function, module in functions_of_requests().items():
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                yield module, node.lineno, node.args[0]


def test_every_sentence_that_a_page_may_show_is_marked():
    found = list(find_sentences())
    assert {"geo.schema", "webapp.api.query", "webapp.pages.embed"} <= {each[0] for each in found}
    assert [f"{module}:{line}" for module, line, said in found if not is_marked(said, module)] == []


def is_marked(said, module):
    if isinstance(said, ast.IfExp):
        return is_marked(said.body, module) and is_marked(said.orelse, module)
    name = getattr(said, "id", "")
    if name.isupper():
        said = find_constant(name, module)
    return getattr(getattr(said, "func", None), "id", "") == "N_" or name in PASSED_ON


def find_constant(name, module):
    """Return what a constant of a module is set to, as it is written there."""
    lines = ast.parse(inspect.getsource(importlib.import_module(module))).body
    return next(
        each.value
        for each in lines
        if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == name
    )


ADDRESSES = (
    "/distances?part=x", "/areas?sort=x", "/areas?f=xml&lang=zh", "/parts/nowhere", "/?view=x",
    "/compare?part=x", "/compare?f=json", "/locate?lon=x&lat=1", "/locate?lon=200&lat=1",
    "/locate?lon=28&lat=105", "/locate?lon=1&lat=1&datum=x", "/report?size=x", "/report?dpi=9",
    "/export/none.svg", "/export/figure.svg?part=x", "/export/factsheet.pdf?lang=xx",
    "/embed?parent=x", "/embed?parts=x", "/api/collections/x", "/api/areas?x=1",
    "/api/collections/boundaries/items/x", "/api/collections/boundaries/items?bbox=1,2",
    "/api/collections/boundaries/items?bbox=9,9,1,1", "/api/locate?lon=900&lat=1",
    "/api/collections/boundaries/items?datetime=x", "/api/collections/places/items?limit=0",
    "/changes?f=json", "/oembed", "/oembed?url=x", "/oembed?url=http://localhost/embed?part=x",
    "/locate?at=x", "/locate?at=https://surl.amap.com/a", "/locate?at=28.9,105.4%2028.8,105.3",
    "/locate?at=https://map.baidu.com/@11737000,3372000,15z", "/locate?at=1,2&lon=1",
    "/nowhere", "/api/nowhere", "/oembed?format=gif", "/?lang=de", "/distances?place=x",
)  # fmt: skip
QUOTED = re.compile(r"“[^”]*”|[/?][\w/?=&.-]+")
# What stays Latin in a Chinese sentence: parameters, their values, formats, names of the data.
LATIN = re.compile(
    r"`[^`]*`|https?://\S+|(?<=：)[\w.:、-]+(?=[，。])|(?<=宽)x|\d+x\d+px|[\d-]+T[\d:]+Z|"
    r"\b(part|place|view|f|lang|at|lon|lat|datum|size|dpi|parts|parent|url|limit|datetime|bbox"
    r"|boundaries|json|xml|null|type|id|parse|GeoJSON|FeatureCollection|Feature|JSON|CSV|UTF-8"
    r"|measure|longitude|latitude|MiB|NaN|CRS|WKT|sort|X|Y)\b|--[a-z-]+"
)


def has_english(said):
    """Whether a Chinese sentence has words that are neither values nor names."""
    return re.search("[A-Za-z]", QUOTED.sub("", LATIN.sub("", said))) is not None


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_refusal_is_in_the_readers_language(client, address, accept):
    for lang in ("en", "zh"):
        if re.search("lang=(zh|both)", address) and lang == "en":
            continue
        answer = client.get(address, headers={"Accept": accept, "Accept-Language": lang})
        assert answer.status_code >= 400
        if answer.mimetype == "text/html":
            (lead,) = html.fromstring(answer.text).xpath("//p[@class='lead']")
            said = lead.text_content()
            assert lead.get("lang") is None
        else:
            said = answer.get_json(force=True)["detail"]
        assert bool(re.search("[\u4e00-\u9fff]", QUOTED.sub("", said))) == (lang == "zh"), said
        assert said.endswith("。" if lang == "zh" else "."), said
        assert lang == "en" or not has_english(said), said


FILES = (
    b"", b"PK", b"{", b"[" * 100_000, b"\xff\xfe", b"[]", b'{"type": "FeatureCollection"}',
    b'{"type": "FeatureCollection", "features": []}',
    b'{"type": "FeatureCollection", "features": [3]}',
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": 7}}]}',
)  # fmt: skip


@pytest.mark.parametrize("content", FILES, ids=range(len(FILES)))
def test_unusable_file_is_refused_in_chinese(client, content):
    data = {"file": (BytesIO(content), "园区.geojson")}
    answer = client.post("/changes", data=data, headers={"Accept-Language": "zh"})
    assert answer.status_code == 400
    (alert,) = html.fromstring(answer.text).xpath("//main//p[@role='alert']")
    assert alert.get("lang") is None
    said = alert.text_content().replace("园区.geojson", "")
    assert re.search("[\u4e00-\u9fff]", QUOTED.sub("", said))
    assert not has_english(said), said


BODIES = (
    ("/api/measure", "application/geo+json", "[1"),
    ("/api/measure", "application/geo+json", '{"type": "Point"}'),
    ("/api/measure", "application/geo+json", '{"a": NaN}'),
    ("/api/measure", "application/geo+json", '"x"'),
    ("/api/measure", "application/geo+json", '{"type": "Polygon", "coordinates": [[1, "x"]]}'),
    ("/api/measure", "text/plain", "x"),
    ("/api/locate", "text/csv", "lon,lat\n1,2,3"),
    ("/api/locate", "text/csv", 'lon,"lat\n1,2'),
    ("/api/locate", "text/csv", "lon,lon\n1,2"),
    ("/api/locate", "text/csv", "a,b\n1,2"),
    ("/api/locate", "application/geo+json", '{"type": "FeatureCollection", "features": [3]}'),
    ("/api/locate", "application/geo+json", '{"type": "FeatureCollection", "features": []}'),
    ("/areas", "text/plain", "x"),
)


@pytest.mark.parametrize(("address", "kind", "body"), BODIES)
def test_a_body_is_refused_in_chinese(client, address, kind, body):
    headers = {"Accept": "application/json", "Accept-Language": "zh"}
    answer = client.post(address, data=body, content_type=kind, headers=headers)
    assert 400 <= answer.status_code < 500
    said = answer.get_json(force=True)["detail"]
    assert said.endswith("。")
    assert re.search("[\u4e00-\u9fff]", said)
    said = re.sub(r"^request\.(geojson|csv)", "", said)  # a file that was sent without a name
    assert not has_english(said), said


def test_no_file_is_said_in_chinese(client):
    answer = client.post("/quality", data={}, headers={"Accept-Language": "zh"})
    assert "没有收到文件" in answer.text


def test_phrases_within_phrases_are_translated_too():
    inner = Phrase("%(name)s, feature %(n)s", {"name": "a.geojson", "n": 2})
    error = InputError("%(where)s is not a GeoJSON Feature. Set its type to Feature.", where=inner)
    assert str(error) == "a.geojson, feature 2 is not a GeoJSON Feature. Set its type to Feature."
    said = "a.geojson 的第 2 个要素不是 GeoJSON Feature；请将其 type 设为 Feature。"
    assert translate_phrase(error.phrase, "zh") == said


def test_errors_keep_their_phrase_between_processes():
    error = pickle.loads(pickle.dumps(InputError("%(n)s %% of it", n=5)))
    assert (str(error), error.phrase.values) == ("5 % of it", {"n": 5})
