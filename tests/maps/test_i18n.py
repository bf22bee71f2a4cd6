"""Two languages, one catalogue; a text that is missing in one is shown in the other."""

import string

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from geo.errors import InputError, Phrase
from maps import i18n
from maps.i18n import display_name, get_translator, load_translations, localize_field


@pytest.fixture(scope="module")
def catalogue():
    with (i18n.CATALOGUE_FOLDER / "zh.po").open("rb") as file:
        return [message for message in read_po(file, locale="zh") if message.id]


def test_catalogue_is_complete(catalogue):
    assert len(catalogue) > 20
    assert [message.id for message in catalogue if not message.string or message.fuzzy] == []


def test_every_text_is_translated_once(catalogue):
    source = (i18n.CATALOGUE_FOLDER / "zh.po").read_text(encoding="utf-8")
    assert source.count('\nmsgid "') == len(catalogue) + source.count('\nmsgid ""\nmsgstr')


def test_placeholders_survive_translation(catalogue):
    for message in catalogue:
        names = [
            sorted(name for _, name, *_ in string.Formatter().parse(text) if name is not None)
            for text in (message.id, message.string)
        ]
        assert names[0] == names[1], message.id
        assert message.id.count("%(") == message.string.count("%(")


def test_chinese_is_chinese(catalogue):
    units = {"km²", "ha", "CSV", "JSON", "GeoJSON", "PDF"}
    plain = [message.id for message in catalogue if message.string.isascii()]
    assert set(plain) <= units


def test_english_is_the_text_itself():
    assert get_translator("en")("Park") == "Park"


def test_untranslated_text_is_shown_as_it_is():
    assert get_translator("zh")("no such text 17") == "no such text 17"


@pytest.mark.parametrize("lang", ["de", "", "EN", "../zh", "zh\n"])
def test_unknown_language_is_refused(lang):
    with pytest.raises(InputError, match=r"is unknown\. Use one of en, zh"):
        load_translations(lang)


def test_catalogue_is_read_once():
    assert load_translations("zh") is load_translations("zh")


@pytest.mark.parametrize(
    ("name", "name_zh", "en", "zh"),
    [
        ("Core", "核心区", ("Core", "en"), ("核心区", "zh")),
        ("Core", None, ("Core", "en"), ("Core", "en")),
        (None, "核心区", ("核心区", "zh"), ("核心区", "zh")),
        ("", "", ("", "en"), ("", "zh")),
    ],
)
def test_own_text_says_its_language(name, name_zh, en, zh):
    row = {"name": name, "name_zh": name_zh}
    assert (localize_field(row, "name", "en"), localize_field(row, "name", "zh")) == (en, zh)


def test_nameless_feature_is_called_by_its_id():
    assert display_name({"id": "a", "name": None}, "zh") == "a"
    assert display_name({"id": "a", "name_zh": "甲"}, "en") == "甲"


def test_row_of_a_zone_is_a_row(made_zone):
    assert display_name(made_zone.part("west"), "zh") == "西区"
    assert localize_field(made_zone.part("west"), "industries", "zh") == ("", "zh")


@pytest.mark.parametrize("language", i18n.LANGUAGES.values(), ids=str)
def test_a_language_is_called_as_the_standards_have_it(language):
    locale = Locale.parse(language.locale)
    assert locale.language == language.code
    assert language.territory == locale.territory
    assert language.html_lang == "-".join(filter(None, (locale.language, locale.script)))
    assert language.own_name.casefold() == locale.get_language_name().casefold()


def test_a_list_within_a_phrase_has_the_commas_of_the_language():
    phrase = Phrase("%(name)s is %(value)s. Use one of %(choices)s.",
                    {"name": "f", "value": "“x”", "choices": ("html", Phrase("a number", {}))})  # fmt: skip
    assert str(phrase) == "f is “x”. Use one of html, a number."
    assert i18n.translate_phrase(phrase, "zh") == "f 的值“x”无效；请使用以下之一：html、数字。"
