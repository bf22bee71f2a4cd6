"""The `zonemap` command: each subcommand parses, calls one function, and prints.

Data go to standard output, notices to standard error. Exit codes: 0 success, 1 errors found,
2 for input that can't be used, 130 and 143 stopped by Ctrl-C and SIGTERM.
"""

import os
import select
import signal
import sys
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from importlib import import_module
from itertools import pairwise
from types import FrameType, MappingProxyType
from typing import Any, NoReturn

import click

from geo.errors import N_, Phrase, ZoneError, file_label
from webapp.cli.collector import keep_all
from webapp.cli.command_language import LANGUAGE
from webapp.cli.data_file import explain_data
from webapp.cli.streams import drop_output, open_closed_streams

# Names instead of imports, since a command should pay for its own imports only: `zonemap areas`
# starts in 0.55 s of CPU time; with the imports of all commands it would be 1.4 s (measured).
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "areas": "webapp.cli.tables",
        "basemap": "webapp.cli.basemap",
        "brief": "webapp.cli.brief",
        "check": "webapp.cli.check",
        "diff": "webapp.cli.diff",
        "distances": "webapp.cli.tables",
        "doctor": "webapp.cli.doctor",
        "export": "webapp.cli.export",
        "import": "webapp.cli.import_",
        "init": "webapp.cli.init",
        "locate": "webapp.cli.locate",
        "measure": "webapp.cli.measure",
        "page": "webapp.cli.page",
        "roads": "webapp.cli.roads",
        "serve": "webapp.cli.serve",
        "sources": "webapp.cli.sources",
    }
)
_WITH_WORKERS = ("locate", "measure")
_NAMING_FILES = ("--data", "-o", "--output", "--roads")


class LazyGroup(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        name = "import_" if cmd_name == "import" else cmd_name
        with nullcontext() if COMMANDS[cmd_name] in sys.modules else keep_all():
            command: click.Command = getattr(import_module(COMMANDS[cmd_name]), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Start what the processes of a job are copied from, before all is imported here too."""
        has_workers = args[0] in _WITH_WORKERS and _guess_option(args, "--workers") not in {"", "1"}
        if has_workers and _seems_to_name_source(args[1:]):
            from geo.batch.fork_server import start_fork_server  # noqa: PLC0415

            start_fork_server(_guess_option(args, "--data") or os.environ.get("ZONEMAP_DATA", ""))
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            from webapp.cli.usage import refuse_unusable_words  # noqa: PLC0415

            ctx.meta[LANGUAGE] = _guess_option(rest, "--lang") or "en"
            refuse_unusable_words(command, rest, ctx)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that closes the pipe early (`| head`) is no failure.

        A failure is told in the command's language.
        """
        try:
            return super().invoke(ctx)
        except ZoneError as error:
            lang, told = ctx.meta.get(LANGUAGE, "en"), explain_data(ctx, error)
            if lang == "en":
                raise told from error
            from webapp.cli.output import say  # noqa: PLC0415

            raise ZoneError(say(told.phrase, lang)) from error
        except BrokenPipeError:
            if not _has_lost_reader():
                raise
            drop_output()
            return 0


def _guess_option(args: list[str], name: str) -> str:
    """Return an option's value before the arguments are parsed; empty if it seems not given."""
    words = [word for arg in args for word in arg.split("=", 1)]
    return next((value for word, value in reversed([*pairwise(words)]) if word == name), "")


def _seems_to_name_source(args: list[str]) -> bool:
    """Return whether a word exists as a file, except the values of options that name files.

    Else the command will say at once that its file is missing. Where this guesses wrong, the
    processes start a little later.
    """
    pairs = pairwise(["", *args])
    return any(
        before not in _NAMING_FILES and not word.startswith("-") and os.path.lexists(word)
        for before, word in pairs
    )


def _has_lost_reader() -> bool:
    """Return whether it is standard output or standard error that nobody reads any more."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        return True
    watched = select.poll()
    for stream in (sys.stdout, sys.stderr):
        watched.register(stream.fileno(), select.POLLERR)
    return any(event & select.POLLERR for _, event in watched.poll(0))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="luzhou-zone-map")
def zonemap() -> None:
    """Map, measure and check a zone from its boundary file."""
    if not os.access(os.environ.get("TMPDIR") or "/tmp", os.W_OK):  # noqa: S108 (looked at only)
        # It loads more than most commands need.
        from geo.io.temporary import provide_temporary_folder  # noqa: PLC0415

        provide_temporary_folder()


def main() -> None:
    """Run the command; a failure is a message on standard error and exit code 2."""
    open_closed_streams()
    before = signal.signal(signal.SIGTERM, _exit_on_signal)
    try:
        code = zonemap(standalone_mode=False)
    except click.exceptions.Abort:
        _tell("zonemap: stopped")
        code = 130
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = 2
    except click.UsageError as error:
        _tell(f"zonemap: {_say_usage(error)}")
        code = 2
    except (ZoneError, click.ClickException) as error:
        _tell(f"zonemap: {error}")
        code = 2
    except (OSError, MemoryError) as error:
        _tell(f"zonemap: {_say_fault(error)}")
        drop_output()
        code = 2
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name in {"", "geo", "maps", "webapp"}:
            raise
        _tell(f"zonemap: The package {name} is not installed. Install it.")
        code = 2
    finally:
        signal.signal(signal.SIGTERM, before)
    sys.exit(code if isinstance(code, int) else 0)


def _tell(text: str) -> None:
    """Write to standard error; where that can't be done, the exit code still tells."""
    with suppress(OSError):
        click.echo(text, err=True)


def _say_usage(error: click.UsageError) -> str:
    from webapp.cli.output import say  # noqa: PLC0415
    from webapp.cli.usage import describe_usage  # noqa: PLC0415

    return say(describe_usage(error), _guess_option(sys.argv, "--lang") or "en")


def _say_fault(error: OSError | MemoryError) -> str:
    """Return what the system refused, in the command's language; libraries say it themselves."""
    from geo.io.reasons import describe_system_fault  # noqa: PLC0415
    from webapp.cli.output import say  # noqa: PLC0415

    lang = _guess_option(sys.argv, "--lang") or "en"
    if isinstance(error, MemoryError):
        said = N_("There is not enough memory for this. Close other programs, or split the file.")
        return say(Phrase(said, {}), lang)
    if error.strerror is None:
        return str(error)
    values = {"reason": describe_system_fault(error), "path": file_label(error.filename)}
    said = (
        N_("%(path)s can't be used: %(reason)s. Choose another place.")
        if error.filename
        else N_("The answer can't be written: %(reason)s. Write it to another place.")
    )
    return say(Phrase(said, values), lang)


def _exit_on_signal(number: int, _frame: FrameType | None) -> NoReturn:
    """Exit through the `finally` clauses, which remove half-written files."""
    sys.exit(128 + number)
