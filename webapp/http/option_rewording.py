"""Sentences of file readers, which name options of commands, reworded for requests.

Options and parameters are called alike (`layer`, `crs`, `encoding`, `datum`, `skip_unusable`), so
that a proposal works as it is written. Commands between backticks stay commands.
"""

import re
from collections.abc import Callable
from typing import Any

from maps.i18n import get_translator

# Options of `zonemap import` alone: a remark that proposes one is left out.
_IMPORT_REMARK = re.compile(
    r" \([^()]*--(?:field|kind|placement|uncertainty)\b[^()]*\)"
    "|（[^（）]*--(?:field|kind|placement|uncertainty)[^（）]*）"
)
_OPTION = re.compile(
    r"`[^`]*`"
    r"|(?P<english>option --field)|(?P<chinese>选项 --field)"
    r"|--(?P<switch>skip-unusable)"
    r"|--(?P<name>layer|crs|encoding|datum|lon|lat)"
    r"(?: (?P<value>[A-Z]+:[A-Z0-9]+(?:,[a-z]+)*|(?<=datum )(?:gcj02|bd09|wgs84)"
    r"|(?<=encoding )[A-Za-z0-9][A-Za-z0-9_-]*))?"
)

# Chinese has spaces around a parameter but none around quotation marks.
_PARAMETER = re.compile(
    r"(?:(?<=[\u4e00-\u9fff]) )?"
    "(?P<name>crs|layer|encoding|datum|skip_unusable)=(?P<value>…|[A-Za-z0-9][A-Za-z0-9:_,-]*)"
    r"(?P<after> (?=[\u4e00-\u9fff]))?"
)


def reword_options(sentence: str) -> str:
    """Return a sentence, in any language, with parameters in place of a command's options.

    >>> reword_options("Set it: --crs EPSG:4523,km. Choose one with --layer: a, b.")
    'Set it: crs=EPSG:4523,km. Choose one with layer=…: a, b.'
    >>> reword_options("Leave them out with --skip-unusable, or run `zonemap import --crs`.")
    'Leave them out with skip_unusable=1, or run `zonemap import --crs`.'
    """
    if "--" not in sentence:
        return sentence
    return _OPTION.sub(_write_parameter, _IMPORT_REMARK.sub("", sentence))


def _write_parameter(match: re.Match[str]) -> str:
    if match["english"] or match["chinese"]:
        return "parameter field" if match["english"] else "参数 field"
    if match["switch"]:
        return "skip_unusable=1"
    return f"{match['name']}={match['value'] or '…'}" if match["name"] else match[0]


def reword_options_within(value: Any) -> Any:
    """Return dictionaries and lists with the texts in them as `reword_options` returns them."""
    return _map_texts(reword_options, value)


def _map_texts(change: Callable[[str], str], value: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _map_texts(change, each) for key, each in value.items()}
    return [_map_texts(change, each) for each in value] if isinstance(value, list) else value


def name_controls(value: Any, lang: str) -> Any:
    """Return texts with the controls of a page's form in place of options and parameters.

    Dictionaries and lists are returned with the texts in them so.

    >>> name_controls("Set --crs EPSG:4523, or use --skip-unusable.", "en")
    'Set “Coordinate reference system” EPSG:4523, or use “Leave out unusable features”.'
    """
    _ = get_translator(lang)
    titles = {
        "crs": _("Coordinate reference system"),
        "layer": _("Layer"),
        "encoding": _("Text encoding"),
        "datum": _("Coordinate system"),
        "skip_unusable": _("Leave out unusable features"),
    }
    return _map_texts(
        lambda text: _PARAMETER.sub(
            lambda match: _write_title(match, titles), reword_options(text)
        ),
        value,
    )


def _write_title(match: re.Match[str], titles: dict[str, str]) -> str:
    title = f"“{titles[match['name']]}”"
    has_value = match["name"] != "skip_unusable" and match["value"] != "…"
    return f"{title} {match['value']}{match['after'] or ''}" if has_value else title
