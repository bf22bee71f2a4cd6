"""Where a page of the documentation is, and whether it was built."""

import re
from pathlib import Path

import pytest

from webapp.site import documentation
from webapp.site.documentation import documentation_url

ROOT = Path(__file__).parents[3]


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A documentation with one page in both languages, and one in English."""
    for name in ("", "en/", "zh/", "en/how-to/roads/", "zh/how-to/roads/", "en/how-to/embed/"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "index.html").touch()
    monkeypatch.setattr(documentation, "FOLDERS", (tmp_path,))
    return tmp_path


def find_url(app, lang, page):
    with app.test_request_context(f"/?lang={lang}"):
        app.preprocess_request()
        return documentation_url(page)


@pytest.mark.parametrize(
    ("lang", "page", "found"),
    [
        ("en", "how-to/roads", "/docs/en/how-to/roads/"),
        ("zh", "how-to/roads", "/docs/zh/how-to/roads/"),
        ("zh", "how-to/embed", None),
        ("en", "../../etc", None),
    ],
)
def test_a_page_that_was_built_has_an_address(app, built, lang, page, found):
    assert find_url(app, lang, page) == found


def test_a_language_without_pages_leads_to_english_ones(app, built):
    (built / "zh" / "index.html").unlink()
    assert find_url(app, "zh", "how-to/embed") == "/docs/en/how-to/embed/"


def test_without_a_build_there_is_none(app, monkeypatch, tmp_path):
    monkeypatch.setattr(documentation, "FOLDERS", (tmp_path,))
    assert find_url(app, "en", "how-to/roads") is None


def test_the_pages_that_help_leads_to_are_in_the_manual():
    templates = (ROOT / "webapp" / "templates").rglob("*.html")
    text = "".join(path.read_text("utf-8") for path in templates)
    named = set(re.findall(r"'((?:how-to|tutorials|explanation|reference)/[\w-]+)'", text))
    assert len(named) >= 3
    for lang in ("en", "zh"):
        assert all((ROOT / "docs" / "manual" / lang / f"{name}.md").is_file() for name in named)
