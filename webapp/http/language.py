"""The language of an answer: `?lang=`, else what the browser prefers, else English."""

from functools import lru_cache

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from maps.i18n import BOTH, LANGUAGES, SOURCE_LANGUAGE, load_translations, resolve_languages
from maps.templating import TemplateCache, configure_environment


def requested_language() -> str:
    """Return the language of this request.

    Raises
    ------
    InputError
        When `?lang=` names a language that there is no translation for.
    """
    asked = request.args.get("lang")
    # Figures may carry all languages; the page or error around them then is in the first of them.
    if asked == BOTH and request.blueprint in {"downloads", "report"}:
        return resolve_languages(asked)[0]
    if asked is not None:
        load_translations(asked)
        return asked
    return preferred_language(request.headers.get("Accept-Language", ""))


@lru_cache(maxsize=256)
def preferred_language(header: str) -> str:
    """Return the language that an `Accept-Language` leads to."""
    return parse_accept_header(header, LanguageAccept).best_match(
        LANGUAGES, default=SOURCE_LANGUAGE
    )


def translate_for(header: str, text: str) -> str:
    """Return `text` in the language that an `Accept-Language` leads to, outside any request."""
    return load_translations(preferred_language(header)).ugettext(text)


def lang() -> str:
    """Return this request's language; English where there is none yet."""
    return str(g.get("lang", SOURCE_LANGUAGE))


def gettext(text: str) -> str:
    """Return `text` in this request's language."""
    return load_translations(lang()).ugettext(text)


def set_up_language(app: Flask) -> None:
    """Give every request its language, and the templates their `_()`."""
    configure_environment(app.jinja_env)
    app.jinja_env.bytecode_cache = TemplateCache("webapp")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext,
        lambda one, many, n: load_translations(lang()).ungettext(one, many, n),
        newstyle=True,
    )

    @app.before_request
    def set_language() -> ResponseReturnValue | None:
        # A refusal of `?lang=` itself is in the language that the browser prefers.
        g.lang = preferred_language(request.headers.get("Accept-Language", ""))
        g.lang = requested_language()
        return None
