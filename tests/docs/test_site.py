"""The documentation as it is built: strict, complete, and fit for the application's policy."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from glossary import BANNED_ZH, read_table
from lxml import html

from webapp.cli.main import COMMANDS
from webapp.settings.config import variables

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual"
ENGLISH_ONLY = {"reference/operations.md", "reference/benchmarks.md", "reference/data-files.md"}
HAN = "[\u3400-\u9fff]"
AMERICAN = re.compile(
    r"\b(color|center|gray|meter|kilometer|behavior|license[ds]?(?! file)|catalog|analyze|favorite)\b",
    re.I,
)
CODE = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|<!--.*?-->", re.S)


@pytest.fixture(scope="module")
def pages(built_docs):
    """Each page by its address from the folder of the documentation."""
    return {
        path.relative_to(built_docs).as_posix(): html.fromstring(path.read_text("utf-8"))
        for path in sorted(built_docs.rglob("*.html"))
    }


def test_every_page_is_there_in_both_languages(built_docs):
    for lang, other in (("en", "zh"), ("zh", "en")):
        names = {
            path.relative_to(MANUAL / lang).as_posix() for path in (MANUAL / lang).rglob("*.md")
        }
        assert len(names) > 15
        assert names == {
            path.relative_to(MANUAL / other).as_posix() for path in (MANUAL / other).rglob("*.md")
        }
        for name in names | (ENGLISH_ONLY if lang == "en" else set()):
            page = name.removesuffix("index.md").replace(".md", "/")
            assert (built_docs / lang / page / "index.html").is_file(), name


def test_nothing_is_inline_and_nothing_from_elsewhere(pages):
    for name, tree in pages.items():
        assert tree.xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == [], name
        assert tree.xpath("//script[not(@src)] | //iframe | //base") == [], name
        loaded = tree.xpath("//@src | //link/@href")
        assert [each for each in loaded if urlsplit(each).scheme or each.startswith("/")] == [], (
            name
        )


def test_every_link_leads_to_a_page_and_its_section(built_docs, pages):
    for name, tree in pages.items():
        for href in tree.xpath("//a/@href | //@src | //link/@href"):
            address = urlsplit(urljoin(f"http://docs/docs/{name}", href))
            if address.netloc != "docs" or address.path == "/":  # elsewhere; the map
                continue
            assert address.path.startswith("/docs/"), (name, href)
            path = built_docs / unquote(address.path.removeprefix("/docs/"))
            path = path / "index.html" if path.is_dir() else path
            assert path.is_file(), (name, href)
            if address.fragment:
                ids = pages[path.relative_to(built_docs).as_posix()].xpath("//@id")
                assert unquote(address.fragment) in ids, (name, href)


def test_links_that_leave_are_few_and_none_of_an_index_of_packages(pages):
    hosts = {
        urlsplit(href).hostname
        for tree in pages.values()
        for href in tree.xpath("//a/@href")
        if urlsplit(href).scheme
    }
    assert hosts <= {"shortbread-tiles.org"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_reference_has_every_command_setting_and_field(built_docs, lang):
    def read(name):
        return (built_docs / lang / "reference" / name / "index.html").read_text("utf-8")

    assert all(f">zonemap {name}<" in read("commands") for name in COMMANDS)
    assert all(f"<code>{each.name}</code>" in read("settings") for each in variables())
    assert "<code>position_uncertainty_m</code>" in read("data")
    assert "/api/locate" in read("http-api")


def test_the_python_api_has_its_functions(built_docs):
    text = (built_docs / "en/reference/python/index.html").read_text("utf-8")
    for name in ("geo.zone.read_zone", "geo.lookup.locate.locate_point", "geo.diff.compare_zones"):
        assert f'id="{name}"' in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_drawing_has_every_package(built_docs, lang):
    text = (built_docs / lang / "explanation/architecture/index.html").read_text("utf-8")
    drawing = text[text.index("<svg") : text.index("</svg>")]
    for folder in ("geo", "maps", "webapp"):
        for path in (ROOT / folder).glob("*/__init__.py"):
            assert f">{path.parent.name}</text>" in drawing


@pytest.mark.parametrize(("lang", "word"), [("en", "uncertainty"), ("zh", "不确定度")])
def test_words_can_be_searched_for(built_docs, lang, word):
    sections = json.loads((built_docs / lang / "search.json").read_text("utf-8"))
    found = [each for each in sections if word in each["title"].lower() or word in each["text"]]
    assert len(found) > 3
    for each in sections:
        page, _, _ = each["url"].partition("#")
        assert (built_docs / lang / page / "index.html").is_file()


def chinese_documents():
    return [ROOT / "README.zh-CN.md", *sorted((MANUAL / "zh").rglob("*.md"))]


@pytest.mark.parametrize("path", chinese_documents(), ids=lambda path: path.stem)
def test_chinese_follows_the_glossary(path):
    text = CODE.sub("", path.read_text("utf-8"))
    for banned, _, *fine in read_table(BANNED_ZH):
        rest = text
        for word in ["泸州国家高新区", *" ".join(fine).split()]:
            rest = rest.replace(word, "")
        assert banned not in rest, banned
    assert not re.search(rf"{HAN}[,;:!?]|[,;:!?]{HAN}", text)
    assert not re.search(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}", text)
    assert not re.search(rf"{HAN} {HAN}", text)
    # A browser shows the end of a line as a space.
    assert not re.search(rf"[{HAN[1:-1]}，、；：。]\n{HAN}", text)


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((MANUAL / "en").rglob("*.md"))], ids=lambda path: path.stem
)
def test_english_is_british(path):
    assert AMERICAN.findall(CODE.sub("", path.read_text("utf-8"))) == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_is_short_and_leads_to_files_that_are_there(name):
    text = (ROOT / name).read_text("utf-8")
    assert len(text.splitlines()) < 120
    targets = re.findall(r"\]\(([^)#]+)", text)
    assert len(targets) > 25
    assert [each for each in targets if not (ROOT / each).is_file()] == []
