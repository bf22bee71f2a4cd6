"""The titles of fields in languages for which no sentence names them: "Name (Français)"."""

from collections.abc import Mapping
from types import MappingProxyType

from geo.errors import N_
from geo.fields.languages import DATA_LANGUAGES, field_name
from maps.i18n import LANGUAGES, get_language, get_translator

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "name": N_("Name"),
        "industries": N_("Industries"),
        "note": N_("Note"),
        "county_name": N_("County or district"),
    }
)


def title_languages(lang: str) -> dict[str, str]:
    """Return the title of each field that has texts in languages, by what it is called in each.

    >>> title_languages("en")["name_zh"]
    'Name (中文)'
    """
    return {
        field_name(field, code): get_translator(lang)(word)
        + get_language(lang).bracket(LANGUAGES[code].own_name)
        for field, word in _WORDS.items()
        for code in DATA_LANGUAGES
    }
