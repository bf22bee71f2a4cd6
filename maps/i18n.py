"""Chinese and English: one catalogue for pages, maps, figures and documents.

Texts are written in English in code and templates, marked with `_()`, and translated in
`translations/zh.po`, which is read as it is (nothing has to be compiled).
"""

import io
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from geo.errors import N_, InputError, Phrase, quote_value

LANGUAGES = ("en", "zh")
LOCALES: Mapping[str, str] = {"en": "en_GB", "zh": "zh_Hans_CN"}
HTML_LANG: Mapping[str, str] = {"en": "en", "zh": "zh-Hans"}
OTHER_LANGUAGE: Mapping[str, str] = {"en": "zh", "zh": "en"}
_CATALOGUE_FOLDER = Path(__file__).parent / "translations"


@cache
def load_translations(lang: str) -> NullTranslations:
    """Return the catalogue of `lang`; English is the text itself.

    Raises
    ------
    InputError
        When there is no such language.
    """
    if lang not in LANGUAGES:
        raise InputError(
            N_("the language %(lang)s is unknown; use %(choices)s"),
            lang=quote_value(lang),
            choices=" or ".join(LANGUAGES),
        )
    if lang == "en":
        return NullTranslations()
    with (_CATALOGUE_FOLDER / f"{lang}.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(fp=compiled)


def get_translator(lang: str) -> Callable[[str], str]:
    """Return the translator into `lang`, to be called `_` where texts are marked."""
    return load_translations(lang).ugettext


def translate_phrase(phrase: Phrase, lang: str) -> str:
    """Return a phrase of `geo.errors` in `lang`, with the phrases that it holds."""
    text = get_translator(lang)(phrase.text)
    values = {
        key: translate_phrase(value, lang) if isinstance(value, Phrase) else value
        for key, value in phrase.values.items()
    }
    return text % values if values else text


def is_translated(phrase: Phrase, lang: str) -> bool:
    """Whether `lang` has a phrase's words; only what no page shows is left in English."""
    return lang == "en" or get_translator(lang)(phrase.text) != phrase.text


def localize_field(row: Mapping[str, Any], field: str, lang: str) -> tuple[str, str]:
    """Return a feature's `field` in `lang`, or in the other language, and which one it is in.

    >>> localize_field({"name": "Core", "name_zh": None}, "name", "zh")
    ('Core', 'en')
    """
    order = (lang, OTHER_LANGUAGE[lang])
    for each in order:
        found = row.get(field if each == "en" else f"{field}_{each}")
        if found:
            return found, each
    return "", lang


def display_name(row: Mapping[str, Any], lang: str) -> str:
    """Return the name to show in `lang`; a nameless feature is called by its id."""
    return localize_field(row, "name", lang)[0] or str(row["id"])
