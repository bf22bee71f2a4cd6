"""What is refused is said in the reader's language: pages and problem details alike."""

import ast
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
    assert [
        f"{module}:{line}"
        for module, line, said in found
        if getattr(getattr(said, "func", None), "id", "") != "N_"
        and getattr(said, "id", "") not in PASSED_ON
    ] == []


ADDRESSES = (
    "/distances?part=x", "/areas?sort=x", "/areas?f=xml&lang=zh", "/parts/nowhere", "/?view=x",
    "/compare?part=x", "/compare?f=json", "/locate?lon=x&lat=1", "/locate?lon=200&lat=1",
    "/locate?lon=28&lat=105", "/locate?lon=1&lat=1&datum=x", "/report?size=x", "/report?dpi=9",
    "/export/none.svg", "/export/figure.svg?part=x", "/export/factsheet.pdf?lang=both",
    "/embed?parent=x", "/embed?parts=x", "/api/collections/x", "/api/areas?x=1",
    "/api/collections/boundaries/items/x", "/api/collections/boundaries/items?bbox=1,2",
    "/api/collections/boundaries/items?bbox=9,9,1,1", "/api/locate?lon=900&lat=1",
    "/api/collections/boundaries/items?datetime=x", "/api/collections/places/items?limit=0",
    "/changes?f=json", "/oembed", "/oembed?url=x", "/oembed?url=http://localhost/embed?part=x",
)  # fmt: skip
QUOTED = re.compile(r"'[^']*'|[/?][\w/?=&.-]+")


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_refusal_is_in_the_readers_language(client, address, accept):
    for lang in ("en", "zh"):
        if "lang=" in address and lang == "en":
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
    (lead,) = html.fromstring(answer.text).xpath("//p[@class='lead']")
    assert lead.get("lang") is None
    said = QUOTED.sub("", lead.text_content())
    assert re.search("[\u4e00-\u9fff]", said.replace("园区.geojson", ""))


def test_no_file_is_said_in_chinese(client):
    answer = client.post("/quality", data={}, headers={"Accept-Language": "zh"})
    assert "没有收到文件" in answer.text


def test_phrases_within_phrases_are_translated_too():
    inner = Phrase("%(name)s, feature %(n)s", {"name": "a.geojson", "n": 2})
    error = InputError("%(where)s is not a GeoJSON Feature; give it that type", where=inner)
    assert str(error) == "a.geojson, feature 2 is not a GeoJSON Feature; give it that type"
    said = "a.geojson，第 2 个要素 不是 GeoJSON Feature；请给出该类型"
    assert translate_phrase(error.phrase, "zh") == said


def test_errors_keep_their_phrase_between_processes():
    error = pickle.loads(pickle.dumps(InputError("%(n)s %% of it", n=5)))
    assert (str(error), error.phrase.values) == ("5 % of it", {"n": 5})
