"""The Jinja environment of the templates: one for each language, everything escaped."""

import pickle
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from maps import assets, formatting, i18n, numerals, theme
from maps.content import vocabulary
from maps.content.sources import choose_name, choose_publisher, localize_source_field
from maps.web.csp import saved_report_policy


class TemplateCache(FileSystemBytecodeCache):
    """Compiled templates, kept as Python keeps compiled modules: beside them, and where it may.

    Compiling them is more than half of the first page's time. What is kept is used as long as the
    template, Python and Jinja are the same; where nothing can be written, nothing is kept.

    Parameters
    ----------
    kind : str
        Which environment's: another one compiles the same template to other code.
    """

    def __init__(self, kind: str) -> None:
        beside = Path(cache_from_source(str(Path(__file__).parent / "templates" / "page.py")))
        super().__init__(str(beside.parent), f"{kind}-%s.jinja")

    def get_source_checksum(self, source: str) -> str:
        """Return a checksum of a template and of what compiles it."""
        return super().get_source_checksum(f"{jinja2.__version__}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept; leave it empty where that can't be read."""
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds, if modules are kept too."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


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
        keep_units=numerals.keep_units,
        quote_path_segment=quote_path_segment,
        strip_indents=strip_indents,
        mark_code=mark_code,
        localize_name=localize_name,
        choose_name=choose_name,
        choose_publisher=choose_publisher,
        localize_source_field=localize_source_field,
        format_published_area=formatting.published_area,
        format_mu=formatting.mu,
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


def localize_name(
    row: Mapping[str, Any], lang: str, field: str = "name", key: str = "id"
) -> tuple[str, str]:
    """Return a feature's name, else its id, and the code of the language that it is in.

    A row about something else has them in other fields, such as `county_name` and `county`.
    """
    name, used = i18n.localize_field(row, field, lang)
    return (name, used) if name else (str(row[key]), i18n.SOURCE_LANGUAGE)


def quote_path_segment(text: str) -> str:
    """Return text quoted as one segment of a path or fragment: `/` too."""
    return quote(text, safe="")


@cache
def get_environment(lang: str) -> Environment:
    """Return the environment of the templates of maps whose `_()` translates into `lang`."""
    made = Environment(
        loader=PackageLoader("maps"),
        bytecode_cache=TemplateCache("maps"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    configure_environment(made)
    made.install_gettext_translations(i18n.load_translations(lang), newstyle=True)  # type: ignore[attr-defined]
    return made
