"""The titles of fields with a text in each language: "Name in English", else "Name (Français)"."""

from collections.abc import Mapping
from types import MappingProxyType

from geo.errors import N_
from geo.fields.languages import DATA_LANGUAGES, field_name, field_names
from maps.i18n import LANGUAGES, get_language, get_translator

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "name": N_("Name"),
        "industries": N_("Industries"),
        "note": N_("Note"),
        "county_name": N_("County or district"),
    }
)


# Words that say the language; any other is named after the field.
_SENTENCES: Mapping[str, str] = MappingProxyType(
    {"name": N_("Name in English"), "name_zh": N_("Name in Chinese")}
)


def title_names(lang: str) -> dict[str, str]:
    """Return the title of the fields of names, by what the field is called in each language.

    >>> title_names("en")
    {'name': 'Name in English', 'name_zh': 'Name in Chinese'}
    """
    titles = title_languages(lang)
    return {name: titles[name] for name in field_names("name")}


def title_languages(lang: str) -> dict[str, str]:
    """Return the title of each field that has texts in languages, by what it is called in each.

    >>> title_languages("en")["name_zh"], title_languages("en")["note_zh"]
    ('Name in Chinese', 'Note (中文)')
    """
    _ = get_translator(lang)
    bracket = get_language(lang).bracket
    named = {
        field_name(field, code): _(word) + bracket(LANGUAGES[code].own_name)
        for field, word in _WORDS.items()
        for code in DATA_LANGUAGES
    }
    return named | {field: _(sentence) for field, sentence in _SENTENCES.items()}
