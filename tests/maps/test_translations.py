"""Every text that is shown is translated, and nothing is translated that is not shown."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from geo.errors import TooLargeError, ZoneError
from maps.i18n import CATALOGUE_FOLDER, LANGUAGES, SOURCE_LANGUAGE

ROOT = Path(__file__).parents[2]
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true"}


def marked(path):
    method, options = (
        ("python", {}) if path.suffix == ".py" else ("jinja2.ext:babel_extract", JINJA)
    )
    return {
        found[1]
        for found in extract_from_file(
            method, path, keywords={"_": None, "N_": None}, options=options
        )
    }


@pytest.fixture(scope="module")
def texts():
    files = [
        path
        for package in ("geo", "maps", "webapp")
        for pattern in ("*.py", "templates/**/*.html", "templates/*.js", "**/*.py")
        for path in (ROOT / package).glob(pattern)
    ]
    return set().union(*map(marked, files))


@pytest.fixture(scope="module", params=[lang for lang in LANGUAGES if lang != SOURCE_LANGUAGE])
def catalogue(request):
    return read_catalogue(request.param)


@pytest.fixture(scope="module")
def chinese_catalogue():
    return read_catalogue("zh")


def read_catalogue(lang):
    with (CATALOGUE_FOLDER / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang)


def test_every_catalogue_is_of_a_language():
    found = {path.stem for path in CATALOGUE_FOLDER.glob("*.po")}
    assert found == set(LANGUAGES) - {SOURCE_LANGUAGE}


def test_every_text_is_translated(texts, catalogue):
    assert len(texts) > 80
    missing = [text for text in texts if text not in catalogue or not catalogue[text].string]
    assert missing == [], f"Add these to {catalogue.locale}.po; until then they are in English."


def test_nothing_is_translated_in_vain(texts, catalogue):
    assert [message.id for message in catalogue if message.id and message.id not in texts] == []


def test_no_text_is_in_doubt(catalogue):
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []


def test_placeholders_survive_translation(catalogue):
    slots = re.compile(r"%\(\w+\)[sd]")
    for message in catalogue:
        if message.id:
            assert sorted(slots.findall(message.id)) == sorted(slots.findall(message.string))


# In Chinese only these are Latin: values, code in backquotes, and the names of things that have
# no other. A page's words are in `tests/maps/test_glossary.py`.
LATIN = re.compile(
    r"EPSG:(\d+|%\(\w+\)s)|%\(\w+\)[sd]|`[^`]*`|https?://\S+|/[\w?&=./]+|\?[\w=&]+|--datum (gcj02|bd09)|--[a-z-]+|\.[a-z]+"
    r"|\d[\dT:-]+Z|(?<=宽)x|\b(GeoJSON|FeatureCollection|Feature|Point|JSON|CSV|UTF-8|NaN|WGS|RFC|MiB|GB|kB|mm|km²|km|m²|m"
    r"|YYYY|MM|DD|null|parent|properties|sources|type|zone|bbox|datetime|dpi|f|sort|url"
    r"|json|xml|longitude|latitude|X|Y|measure|luzhou-zone-map|Esri|KML|KMZ|GML|XML|DXF|DWG|WKT|WKB"
    r"|zip|gb18030|NetworkLink|TopoJSON|FileGDB|Shapefile|GeoPackage|Google|Earth|CGCS2000|FIELD"
    r"|COLUMN|ASCII|XLSX|Python|Dask|OpenStreetMap|osmium|pbf|GCJ-02|BD-09|GPS|MBTiles|UTM|EPSG)\b"
)
REFUSALS = re.compile(r"%\(|^[A-Z]|^(is|contains|url|datetime|bbox|f|sort|parent|dpi) ")
BANNED = re.compile(
    r"\b(please|mend(ed)?|anew|stands?|holds?|gives?|given|background|(?<!there )is no)\b",
    re.IGNORECASE,
)


def refusals():
    """Return what `N_` marks: the sentences of errors and the phrases within them."""
    found = {}
    for package in ("geo", "maps", "webapp"):
        for path in (ROOT / package).rglob("*.py"):
            if path.name == "registry.py":  # of formats: labels, but for one
                continue
            for _, said, *_ in extract_from_file("python", path, keywords={"N_": None}):
                found[said] = path.name
    return found


def test_refusals_leave_no_english_in_chinese(chinese_catalogue):
    said = refusals()
    assert len(said) > 150
    left = {text: chinese_catalogue[text].string for text in said}
    assert [
        chinese for chinese in left.values()
        if re.search("[A-Za-z]", LATIN.sub("", chinese)) and chinese.isascii() is False
    ] == []  # fmt: skip


# What only operators meet, who read English: the server, and `python -m geo.schematic.draw`.
FOR_OPERATORS = re.compile(
    r"geo/schematic/draw|maps/(figure|web)/|webapp/(settings|reload|cli/serve)"
)


def test_refusals_that_people_meet_are_marked():
    faults = {each.__name__ for each in (ZoneError, *ZoneError.__subclasses__(), TooLargeError)}
    bare = [
        f"{path.relative_to(ROOT)}: {ast.unparse(call)}"
        for package in ("geo", "maps", "webapp")
        for path in (ROOT / package).rglob("*.py")
        if not FOR_OPERATORS.match(str(path.relative_to(ROOT)))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        and call.func.id in faults and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ]  # fmt: skip
    assert bare == []


def test_refusals_have_chinese_marks_in_chinese(chinese_catalogue):
    for text in refusals():
        chinese = chinese_catalogue[text].string
        assert text.endswith(".") == chinese.endswith("。"), (text, chinese)
        prose = re.sub(
            r"EPSG:(\d+|%\(\w+\)s)|`[^`]*`|\[[^]]*\]|%\(x\)s, %\(y\)s|%\(\w+\)[sd]|https?://\S+|00:00:00Z",
            "",
            chinese,
        )
        assert not re.search(
            r"[,;:!?] |[,;:()'\"]", prose.replace("?f=", "").replace("?part", "")
        ), chinese
        assert not re.search(r"[一-鿿，。；：（）“”、] 请|请 ", prose), chinese


def test_refusals_have_the_tone_of_the_glossary():
    for text in refusals():
        assert not BANNED.search(text), text
        if text.endswith("."):
            assert text[0].isupper() or text[0] == "%" or REFUSALS.match(text), text
            assert not re.search(r"; (?!it is|the limit|use measure|9 already)", text), text
