"""The texts that scripts show: the same keys and gaps in every language."""

import re

import pytest

from maps.i18n import LANGUAGES
from webapp.http.language import gettext
from webapp.site.plot_texts import plot_messages
from webapp.site.script_texts import site_messages, tool_messages
from webapp.site.static_files import STATIC_FOLDER

GAP = re.compile(r"%\((\w+)\)s")


def texts(app, lang):
    with app.test_request_context(f"/?lang={lang}"):
        app.preprocess_request()
        return {**site_messages(), **tool_messages(gettext, lang), **plot_messages(lang)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_text_has_the_gaps_of_the_english_one(app, lang):
    english, found = texts(app, "en"), texts(app, lang)
    assert list(found) == list(english)
    for key, text in found.items():
        assert set(GAP.findall(text)) == set(GAP.findall(english[key])), key


def test_every_text_is_translated(app):
    english, chinese = texts(app, "en"), texts(app, "zh")
    same = [key for key in english if english[key] == chinese[key]]
    assert [key for key in same if not key.endswith("Everywhere")] == []  # that of every language


@pytest.mark.slow
def test_every_text_is_used_by_a_script(app):
    scripts = "\n".join(path.read_text("utf-8") for path in STATIC_FOLDER.rglob("*.js"))
    beginnings = tuple(re.findall(r"`(\w+_)\$\{", scripts))  # of a field's or a severity's text
    unused = [key for key in texts(app, "en") if not re.search(rf"\b{key}\b", scripts)]
    assert [key for key in unused if not key.startswith(beginnings)] == []
