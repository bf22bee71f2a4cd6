"""The languages of pages, maps, figures and documents: one catalogue, which everything asks.

Texts are written in English in code and templates, marked with `_()`, and translated in
`translations/<code>.po`, which is read as it is (nothing has to be compiled). Another language is
its `.po` and an entry in `LANGUAGES`; a text that the `.po` lacks is shown in English.

Names and notes of features come from the fields of a zone file (`name`, `name_zh`), which
`geo.fields.languages` lists: another language of the data is added there. A feature without a text
in the language asked for shows the one that it has.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from geo.errors import N_, InputError, Phrase, quote_value
from geo.fields import languages
from geo.fields.part_label import PartLabel

CATALOGUE_FOLDER = Path(__file__).parent / "translations"
SOURCE_LANGUAGE = languages.BASE_LANGUAGE  # of the texts in code and templates


@dataclass(frozen=True, eq=False)  # one of each, found by thousands of texts
class Language:
    """A language: what it is called, and how it joins words and sentences.

    Attributes
    ----------
    code : str
        Its ISO 639 code, as in `lang=zh` and `--lang zh`.
    own_name : str
        Its name in itself, for the links from one language to the other.
    html_lang : str
        BCP 47 tag for HTML, SVG and `hreflang`.
    locale : str
        CLDR locale with a territory.
    thousands_separator, decimal_point : str
        The signs of numbers, as CLDR has them for `locale`; Babel would read the whole locale.
    list_separator, comma, clause_separator, colon, sentence_separator : str
        What joins the items of a list, the members of an entry (publisher and date), clauses, a
        label with its value, and sentences, with the spaces that belong to it.
    brackets : (str, str)
        What opens and closes a remark after a word, with the space before it.
    is_east_asian : bool
        Whether it is written in Chinese characters; Latin words in it are then English ones.
    uses_mu : bool
        Whether its readers count land in 亩 (mu), which then follows a single area.
    catalogue : Path, optional
        Its `.po`; None for `translations/<code>.po`.
    """

    code: str
    own_name: str
    html_lang: str
    locale: str
    thousands_separator: str = ","
    decimal_point: str = "."
    list_separator: str = ", "
    comma: str = ", "
    clause_separator: str = "; "
    colon: str = ": "
    sentence_separator: str = " "
    brackets: tuple[str, str] = (" (", ")")
    is_east_asian: bool = False
    uses_mu: bool = False
    catalogue: Path | None = None

    def read_catalogue(self) -> bytes:
        """Return its `.po`; empty for the language of the texts in code."""
        path = self.catalogue or CATALOGUE_FOLDER / f"{self.code}.po"
        return b"" if self.code == SOURCE_LANGUAGE else path.read_bytes()

    def bracket(self, remark: str) -> str:
        """Return a remark as it follows a word.

        >>> "Core" + LANGUAGES["en"].bracket("district")
        'Core (district)'
        """
        return remark.join(self.brackets)

    @property
    def territory(self) -> str:
        """The territory of the locale: `CN`."""
        return self.locale.rpartition("_")[2]

    @property
    def territory_tag(self) -> str:
        """The language with its territory, as word processors have it: `zh-CN`."""
        return f"{self.code}-{self.territory}"


# In the order in which a feature's text is looked for when it has none in the one asked for.
LANGUAGES: dict[str, Language] = {
    each.code: each
    for each in (
        Language("en", "English", html_lang="en", locale="en_GB"),
        Language(
            "zh",
            "中文",
            html_lang="zh-Hans",
            locale="zh_Hans_CN",
            list_separator="、",
            comma="，",
            clause_separator="；",
            colon="：",
            sentence_separator="",
            brackets=("（", "）"),
            is_east_asian=True,
            uses_mu=True,
        ),
    )
}

# What `lang=both` writes, the leading one first. Two, however many languages there are: a label
# has room for two lines, and the zone's readers need its Chinese names and English ones.
BOTH = "both"
BOTH_LANGUAGES = ("zh", SOURCE_LANGUAGE)


def get_language(lang: str) -> Language:
    """Return the entry of the language with this code.

    Raises
    ------
    InputError
        When there is no such language.
    """
    if lang not in LANGUAGES:
        raise InputError(
            N_("The language %(lang)s is unknown. Use one of %(choices)s."),
            lang=quote_value(lang),
            choices=tuple(LANGUAGES),
        )
    return LANGUAGES[lang]


def resolve_languages(choice: str) -> tuple[str, ...]:
    """Return the codes of the languages that `lang=` or `--lang` asks for, the leading one first.

    >>> resolve_languages("en"), resolve_languages("both")
    (('en',), ('zh', 'en'))
    """
    return BOTH_LANGUAGES if choice == BOTH else (choice,)


def language_choices() -> list[tuple[str, str]]:
    """Return what can be asked for by `lang=` of a figure, each with its name for people.

    >>> language_choices()
    [('en', 'English'), ('zh', '中文'), ('both', '中文 + English')]
    """
    pair = " + ".join(LANGUAGES[code].own_name for code in BOTH_LANGUAGES)
    return [*((code, each.own_name) for code, each in LANGUAGES.items()), (BOTH, pair)]


def load_translations(lang: str) -> NullTranslations:
    """Return the texts of `lang`; those of English are the texts themselves.

    Raises
    ------
    InputError
        When there is no such language.
    """
    return _read_translations(get_language(lang))


@cache
def _read_translations(language: Language) -> NullTranslations:
    if not (texts := language.read_catalogue()):
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(texts), locale=language.code))
    return Translations(fp=io.BytesIO(compiled.getvalue()))


def get_translator(lang: str) -> Callable[[str], str]:
    """Return the translator into `lang`, to be called `_` where texts are marked."""
    return load_translations(lang).ugettext


def translate_phrase(phrase: Phrase, lang: str) -> str:
    """Return a phrase of `geo.errors` in `lang`, and the phrases among its values with it."""
    text = get_translator(lang)(phrase.text)
    values = {key: translate_value(value, lang) for key, value in phrase.values.items()}
    return text % values if values else text


def translate_value(value: object, lang: str) -> object:
    """Return a value of a phrase in `lang`: phrases translated, parts named, tuples as lists."""
    if isinstance(value, Phrase):
        return translate_phrase(value, lang)
    if isinstance(value, PartLabel):
        order = [field_name("name", code) for code in dict.fromkeys((lang, *LANGUAGES))]
        return translate_value(value.resolve(order), lang)
    if isinstance(value, tuple):
        items = (str(translate_value(item, lang)) for item in value)
        return get_language(lang).list_separator.join(items)
    return value


def is_translated(phrase: Phrase, lang: str) -> bool:
    """Whether `lang` has a phrase's words; only what no page shows is left in English."""
    return lang == SOURCE_LANGUAGE or get_translator(lang)(phrase.text) != phrase.text


def field_name(field: str, lang: str) -> str:
    """Return what a field of a zone file is called in `lang`.

    >>> field_name("note", "en"), field_name("note", "zh")
    ('note', 'note_zh')
    """
    return languages.field_name(field, get_language(lang).code)


def iter_localized(row: Mapping[str, Any], field: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yield a feature's texts of `field`, each with its language: that of `lang`, then others.

    Languages in which the feature has none are left out.

    >>> list(iter_localized({"name": "Core", "name_zh": "核心区"}, "name", "zh"))
    [('核心区', 'zh'), ('Core', 'en')]
    """
    for code in dict.fromkeys((lang, *LANGUAGES)):
        found: str | None = row.get(field_name(field, code))
        if found:
            yield found, code


def localize_field(row: Mapping[str, Any], field: str, lang: str) -> tuple[str, str]:
    """Return a feature's `field` in `lang`, else in the next language that it has, and which.

    A field that is empty in every language is `""`, in `lang`.

    >>> localize_field({"name": "Core", "name_zh": None}, "name", "zh")
    ('Core', 'en')
    """
    return next(iter_localized(row, field, lang), ("", lang))


def display_name(row: Mapping[str, Any], lang: str) -> str:
    """Return the name to show in `lang`; a nameless feature is called by its id."""
    return localize_field(row, "name", lang)[0] or str(row["id"])
