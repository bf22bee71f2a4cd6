"""The language of the running command, kept where a failure is told, too."""

from typing import TypeVar

import click

LANGUAGE = "zonemap.language"  # in the meta data of click's context


Chosen = TypeVar("Chosen", str, str | None)


def keep_language(ctx: click.Context, _option: click.Parameter, lang: Chosen) -> Chosen:
    """Keep the value of `--lang`, English where there is none, and return it."""
    ctx.meta[LANGUAGE] = lang or "en"
    return lang
