"""Every text that is shown is translated, and nothing is translated that is not shown."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

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
    with (CATALOGUE_FOLDER / f"{request.param}.po").open("rb") as file:
        return read_po(file, locale=request.param)


def test_every_catalogue_is_of_a_language():
    found = {path.stem for path in CATALOGUE_FOLDER.glob("*.po")}
    assert found == set(LANGUAGES) - {SOURCE_LANGUAGE}


def test_every_text_is_translated(texts, catalogue):
    assert len(texts) > 80
    assert [text for text in texts if text not in catalogue or not catalogue[text].string] == []


def test_nothing_is_translated_in_vain(texts, catalogue):
    assert [message.id for message in catalogue if message.id and message.id not in texts] == []


def test_no_text_is_in_doubt(catalogue):
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []


def test_placeholders_survive_translation(catalogue):
    slots = re.compile(r"%\(\w+\)[sd]")
    for message in catalogue:
        if message.id:
            assert sorted(slots.findall(message.id)) == sorted(slots.findall(message.string))
