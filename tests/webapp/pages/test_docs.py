"""`/docs/`: the documentation where it was built, one sentence where it wasn't."""

import pytest

from maps.templating import mark_code
from webapp import create_app
from webapp.site import documentation

pytestmark = pytest.mark.slow

PAGE = "<!doctype html><title>Documentation</title>"
SENTENCE = {
    "en": "The documentation has not been built here. Read it in `docs/manual`, or run `make docs`.",
    "zh": "此处尚未生成文档。请阅读 `docs/manual`，或运行 `make docs`。",
}


def make_client():
    """Make the application anew: some pages are kept as they were first answered."""
    return create_app().test_client()


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A documentation of three pages in two languages."""
    folder = tmp_path / "site"
    for name in ("", "en/", "en/tutorials/", "zh/"):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "index.html").write_text(PAGE + name)
    (folder / "docs.js").write_text("export {};")
    (folder / "zonemap.service").write_text("[Unit]")
    (tmp_path / "secret.txt").write_text("for nobody")
    monkeypatch.setattr(documentation, "FOLDERS", (tmp_path / "nowhere", folder))
    return folder


@pytest.mark.parametrize("lang", SENTENCE)
def test_without_a_build_it_says_how_to_build(client, monkeypatch, tmp_path, lang):
    monkeypatch.setattr(documentation, "FOLDERS", (tmp_path,))
    answer = client.get("/docs/", query_string={"lang": lang}, headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert mark_code(SENTENCE[lang]) in answer.text
    assert client.get("/docs/en/").status_code == 404


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_language_of_the_request_leads_to_its_pages(client, built, lang):
    answer = client.get("/docs/", query_string={"lang": lang})
    assert (answer.status_code, answer.location) == (302, f"/docs/{lang}/")


def test_a_language_without_pages_gets_english_ones(client, built):
    (built / "zh" / "index.html").unlink()
    assert client.get("/docs/?lang=zh").location == "/docs/en/"


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("en/", "text/html"),
        ("en/tutorials/", "text/html"),
        ("en/index.html", "text/html"),
        ("docs.js", "text/javascript"),
        ("zonemap.service", "text/plain"),
    ],
)
def test_pages_and_files_have_their_type_and_the_strict_policy(client, built, path, content_type):
    answer = client.get(f"/docs/{path}")
    assert answer.status_code == 200
    assert answer.mimetype == content_type
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy


def test_a_folder_without_its_slash_gets_it(client, built):
    answer = client.get("/docs/en/tutorials")
    assert (answer.status_code, answer.location) == (302, "/docs/en/tutorials/")


@pytest.mark.parametrize(
    "path",
    ["none/", "en/none", "../secret.txt", "en/../../secret.txt", "%2e%2e/secret.txt", "/etc/passwd",
     "en/%00", "..%5csecret.txt", "docs.js/"],
)  # fmt: skip
def test_nothing_else_is_sent(client, built, path):
    answer = client.get(f"/docs/{path}")
    assert answer.status_code == 404
    assert "for nobody" not in answer.text


@pytest.mark.parametrize("path", ["/areas", "/", "/api/", "/none"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_leads_to_it(built, path, lang):
    assert (built / "index.html").is_file()
    page = make_client().get(
        path, query_string={"lang": lang, "f": "html"}, headers={"Accept": "text/html"}
    )
    assert f'href="/docs/?lang={lang}"' in page.text


@pytest.mark.parametrize("path", ["/areas", "/", "/api/"])
def test_no_page_leads_to_what_was_not_built(monkeypatch, tmp_path, path):
    monkeypatch.setattr(documentation, "FOLDERS", (tmp_path,))
    page = make_client().get(path, query_string={"f": "html"}, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert 'href="/docs/' not in page.text


def test_the_bare_map_and_the_saved_one_do_not(client):
    assert "/docs/" not in client.get("/embed").text
    assert "/docs/" not in client.get("/export/map.html").text
