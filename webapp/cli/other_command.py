"""The command that fits rows which the one that was called has no use for."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import click
from click.core import ParameterSource

from geo.batch.runner import BatchCounts
from geo.errors import Phrase
from geo.io.shell_words import quote_path
from webapp.cli.output import say, tell

_NOT_FOR_POINTS = (".dxf",)


def tell_other_command(
    counts: BatchCounts, fault: str, sentence: str, other: str, lang: str
) -> None:
    """Say which command takes the rows that were rejected for one fault, ready to be run.

    Parameters
    ----------
    counts : BatchCounts
    fault : str
        Why the rows were rejected, as it is marked for translation.
    sentence : str
        With `%(count)s` and `%(command)s`.
    other : str
        The command, which gets those arguments of the present one that it has too.
    lang : str
    """
    count = counts.reasons.get(say(Phrase(fault, {}), lang), 0)
    if count:
        line = write_command(click.get_current_context(), other, is_output_free=not counts.written)
        tell(Phrase(sentence, {"count": count, "command": line}), lang)


def write_command(context: click.Context, other: str, *, is_output_free: bool = True) -> str:
    """Return the line that calls another command with the arguments of this call.

    What this call has written is not overwritten unless `is_output_free`.
    """
    words = ["zonemap", other]
    taken = {each.name for each in _find_command(context, other).params}
    files_first = sorted(context.command.params, key=lambda each: isinstance(each, click.Option))
    for parameter in files_first:
        name = parameter.name or ""
        is_given = context.get_parameter_source(name) == ParameterSource.COMMANDLINE
        if is_given and name in taken:
            value = context.params.get(name)
            if name == "output":
                value = _choose_output(Path(str(value)), other, is_free=is_output_free)
            words += _write_parameter(parameter, value)
    return " ".join(words)


def _find_command(context: click.Context, name: str) -> click.Command:
    group = context.parent
    found = group.command if group else None
    if group is None or not isinstance(found, click.Group):
        return context.command  # called by itself: its own arguments are what is known
    return found.get_command(group, name) or context.command


def _choose_output(output: Path, command: str, *, is_free: bool) -> Path:
    suffix = ".csv" if output.suffix.casefold() in _NOT_FOR_POINTS else output.suffix
    stem = output.stem if is_free else f"{output.stem}-{command}"
    return output.with_name(stem + suffix)


def _write_parameter(parameter: click.Parameter, value: object) -> Iterator[str]:
    if isinstance(parameter, click.Argument):
        yield quote_path(str(value))
    elif isinstance(parameter, click.Option) and parameter.is_flag:
        yield parameter.opts[0]
    else:
        text = quote_path(value) if isinstance(value, Path) else shlex.quote(str(value))
        yield from (parameter.opts[0], text)
