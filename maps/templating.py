"""The templates of maps: one Jinja environment per language, everything escaped."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from maps import assets, formatting, i18n, theme
from maps.content import vocabulary
from maps.web.csp import saved_report_policy


def prepare(environment: Environment) -> None:
    """Give a Jinja environment the filters and rules that our templates rely on."""
    environment.add_extension("jinja2.ext.i18n")
    environment.undefined = StrictUndefined
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "allow_nan": False,
        "separators": (",", ":"),
    }
    environment.globals.update(
        formatting=formatting,
        html_lang=i18n.HTML_LANG,
        report_policy=saved_report_policy,
        theme=theme,
        vocabulary=vocabulary,
    )
    environment.globals["asset_text"] = assets.Inlined().text
    environment.filters.update(
        path_quoted=path_quoted,
        dense=dense,
        coded=coded,
        own_name=own_name,
        zone_area=formatting.published_area,
    )


def dense(markup: str) -> Markup:
    """Return markup without the white space that begins its lines; HTML shows it the same."""
    return Markup(re.sub(r"\n\s+", "\n", markup))  # noqa: S704 (it was escaped before)


def coded(text: str) -> Markup:
    """Return text with what stands between backticks as code.

    >>> coded("use `a < b`")
    Markup('use <code>a &lt; b</code>')
    """
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704


def own_name(row: Mapping[str, Any], lang: str) -> tuple[str, str]:
    """Return a feature's name, else its id, and the language that it is in."""
    name, used = i18n.own_text(row, "name", lang)
    return (name, used) if name else (str(row["id"]), "en")


def path_quoted(text: str) -> str:
    """Return text as one segment of an address's path or fragment."""
    return quote(text, safe="")


@cache
def environment(lang: str) -> Environment:
    """Return the environment whose `_()` translates into `lang`."""
    made = Environment(
        loader=PackageLoader("maps"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    prepare(made)
    made.install_gettext_translations(i18n.translations(lang), newstyle=True)  # type: ignore[attr-defined]
    return made
