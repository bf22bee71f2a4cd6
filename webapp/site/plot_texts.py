"""The texts of the plots, sites and lines that a person adds: fetched when first used."""

import hashlib
from functools import cache

from maps.i18n import LANGUAGES, get_language, load_translations
from webapp.serialize import to_compact_json
from webapp.site.draw_texts import draw_messages, keep_messages, local_messages, measure_messages
from webapp.site.plot_compare_texts import plot_compare_messages
from webapp.site.workbench_texts import workbench_messages
from webapp.site.zone_texts import zone_messages

MADE = ("drawnLayer", "drawnSite", "drawnLine", "drawnArea")  # keys of names that scripts make


def plot_messages(code: str) -> dict[str, str]:
    """Return the texts in one language, by the key that scripts use."""
    return {**_plain_messages(code), **made_names()}


@cache
def _plain_messages(code: str) -> dict[str, str]:
    translate = load_translations(code).ugettext
    language = get_language(code)
    separator = language.sentence_separator
    return {
        **draw_messages(translate),
        **keep_messages(translate),
        **local_messages(translate, separator),
        "sentenceGap": separator,
        "nameGap": language.list_separator,
        "reachOne": "%(part)s" + language.bracket("%(uncertainty)s"),
        **measure_messages(translate),
        **workbench_messages(translate),
        **zone_messages(translate, code),
    }


def made_names() -> dict[str, str]:
    """Return the names that the program gives to what is drawn, each in every language by lines."""
    told = [draw_messages(load_translations(each).ugettext) for each in LANGUAGES]
    return {f"{key}Everywhere": "\n".join(texts[key] for texts in told) for key in MADE}


def _site_messages(code: str) -> dict[str, str]:
    translate = load_translations(code).ugettext
    return plot_compare_messages(translate, get_language(code).list_separator)


@cache
def plot_texts_json(code: str) -> str:
    """Return the texts in one language as JSON, with those that only the site has."""
    return to_compact_json({**plot_messages(code), **_site_messages(code)})


@cache
def plot_texts_digest(code: str) -> str:
    """Return a digest of the texts in one language, for an address that may be cached.

    Of names in other languages it takes the whole catalogues: to read them takes a twentieth of
    the time until a server's first page is there.
    """
    digest = hashlib.sha256(
        to_compact_json({**_plain_messages(code), **_site_messages(code)}).encode()
    )
    for each in LANGUAGES.values():
        digest.update(each.read_catalogue())
    return digest.hexdigest()[:12]
