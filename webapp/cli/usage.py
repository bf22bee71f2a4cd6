"""What is wrong with the words of a command, as one of our sentences with a fix, in its language.

click says it in English only, without saying what to write instead.
"""

import unicodedata
from collections.abc import Iterable, Iterator

import click

from geo.errors import N_, InputError, Phrase, quote_value

_REFERENCE = "docs/manual/zh/reference/commands.md"
_EARLY_LANGUAGE = N_(
    "The help is in English, in Chinese see `%(name)s`. Write --lang after a command, such as "
    "`zonemap areas --lang zh`."
)
_KEPT_CONTROLS = "\n\t"  # of a text of several lines


def describe_usage(error: click.UsageError) -> Phrase:
    """Return what is wrong, and what to do."""
    shown = f"{error.ctx.command_path} --help" if error.ctx else "zonemap --help"
    if isinstance(error, click.BadParameter) and error.param:
        is_missing = isinstance(error, click.MissingParameter)
        return _describe_value(error.param, shown, is_missing=is_missing)
    if _is_early_language(error):
        return Phrase(_EARLY_LANGUAGE, {"name": _REFERENCE})
    said = "%(name)s"
    name: str | Phrase = Phrase(error.message, {})  # of our own
    if isinstance(error, click.NoSuchOption):
        said, name = N_("There is no option %(name)s. See `%(help)s`."), error.option_name
    elif isinstance(error, click.exceptions.NoSuchCommand):
        said, name = N_("There is no command %(name)s. See `%(help)s`."), error.command_name
    elif isinstance(error, click.BadOptionUsage):
        is_flag = "does not take" in error.message
        without = N_("%(name)s takes no value. Leave it out.")
        said, name = without if is_flag else N_("%(name)s has no value. Add it."), error.option_name
    elif "extra argument" in error.message:
        said = N_("There are more words than the command takes. See `%(help)s`.")
    is_new = isinstance(error, click.NoSuchOption | click.exceptions.NoSuchCommand)
    return Phrase(said, {"name": quote_value(name) if is_new else name, "help": shown})


def _is_early_language(error: click.UsageError) -> bool:
    """Whether it is about `--lang` without a command, as people write it beside `--help`."""
    is_early = error.ctx is not None and error.ctx.parent is None
    return is_early and isinstance(error, click.NoSuchOption) and error.option_name == "--lang"


def _describe_value(param: click.Parameter, shown: str, *, is_missing: bool) -> Phrase:
    values: dict[str, object] = {"name": name_parameter(param), "help": shown}
    if is_missing:
        return Phrase(N_("%(name)s is missing. See `%(help)s`."), values)
    kind = param.type
    if isinstance(kind, click.Choice):
        values["choices"] = ", ".join(map(str, kind.choices))
        said = N_("The value of %(name)s is not known. Use one of %(choices)s.")
        return Phrase(said, values)
    if isinstance(kind, click.IntRange | click.FloatRange) and kind.max is not None:
        values |= {"low": f"{kind.min:.15g}", "high": f"{kind.max:.15g}"}
        said = N_("The value of %(name)s can't be used. Use a number from %(low)s to %(high)s.")
        return Phrase(said, values)
    return Phrase(N_("The value of %(name)s can't be used. See `%(help)s`."), values)


def name_parameter(param: click.Parameter) -> str:
    """Return what people call an option or an argument."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.metavar or param.human_readable_name).removesuffix("...")


def refuse_unusable_words(
    command: click.Command, args: Iterable[str], parent: click.Context
) -> None:
    """Refuse words of a command that are empty, or have control characters.

    An empty one would count as not given, or as the current folder. Where it has a meaning of its
    own, the option's help says so by ''.

    Raises
    ------
    InputError
        For the first such word.
    """
    ctx = click.Context(command, info_name=command.name, parent=parent)
    given = command.make_parser(ctx).parse_args(list(args))[0]
    for param in command.params:
        name = name_parameter(param)
        can_be_empty = "''" in (getattr(param, "help", None) or "")
        for text in _iter_texts(given.get(param.name or "")):
            if not text and not can_be_empty:
                raise InputError(N_("%(name)s is empty. Add a value, or leave it out."), name=name)
            is_text = isinstance(param.type, click.types.StringParamType)
            if is_text and any(map(_is_control, text)):
                raise InputError(
                    N_("%(name)s has a control character: %(value)s. Leave it out."),
                    name=name,
                    value=quote_value(text),
                )


def _iter_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _iter_texts(each)


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" and sign not in _KEPT_CONTROLS
