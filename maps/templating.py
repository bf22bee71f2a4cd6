"""The Jinja environment of the templates: one for each language, everything escaped."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from maps import assets, formatting, i18n, theme
from maps.content import vocabulary
from maps.content.sources import localize_source_field
from maps.web.csp import saved_report_policy


def configure_environment(environment: Environment) -> None:
    """Give a Jinja environment the filters, globals and rules that our templates rely on.

    Also the web application's, whose templates include those of maps.
    """
    environment.add_extension("jinja2.ext.i18n")
    environment.undefined = StrictUndefined
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "allow_nan": False,
        "separators": (",", ":"),
    }
    environment.globals.update(
        formatting=formatting,
        languages=i18n.LANGUAGES,
        report_policy=saved_report_policy,
        theme=theme,
        vocabulary=vocabulary,
    )
    environment.globals["asset_text"] = assets.InlineAssets().read_text
    environment.filters.update(
        quote_path_segment=quote_path_segment,
        strip_indents=strip_indents,
        mark_code=mark_code,
        localize_name=localize_name,
        localize_source_field=localize_source_field,
        format_published_area=formatting.published_area,
    )


def strip_indents(markup: str) -> Markup:
    """Return markup without indents, which HTML does not show."""
    return Markup(re.sub(r"\n\s+", "\n", markup))  # noqa: S704 (it was escaped before)


def mark_code(text: str) -> Markup:
    """Return text as HTML, with what is between backticks as `<code>`.

    >>> mark_code("use `a < b`")
    Markup('use <code>a &lt; b</code>')
    """
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704


def localize_name(row: Mapping[str, Any], lang: str) -> tuple[str, str]:
    """Return a feature's name, else its id, and the code of the language that it is in."""
    name, used = i18n.localize_field(row, "name", lang)
    return (name, used) if name else (str(row["id"]), i18n.SOURCE_LANGUAGE)


def quote_path_segment(text: str) -> str:
    """Return text quoted as one segment of a path or fragment: `/` too."""
    return quote(text, safe="")


@cache
def get_environment(lang: str) -> Environment:
    """Return the environment of the templates of maps whose `_()` translates into `lang`."""
    made = Environment(
        loader=PackageLoader("maps"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    configure_environment(made)
    made.install_gettext_translations(i18n.load_translations(lang), newstyle=True)  # type: ignore[attr-defined]
    return made
