"""The language of the running command, kept where a failure is told, too."""

import click

LANGUAGE = "zonemap.language"  # in the meta data of click's context


def keep_language(ctx: click.Context, _option: click.Parameter, lang: str) -> str:
    """Keep the value of `--lang`, and return it."""
    ctx.meta[LANGUAGE] = lang
    return lang
