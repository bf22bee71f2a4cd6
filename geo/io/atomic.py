"""Write a file whole or not at all, and never over what is read."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo.errors import N_, InputError, file_label
from geo.io.reasons import describe_system_fault


def check_paths_differ(source: Path, written: Path) -> None:
    """Raise InputError when `written` is a file that is read, or is in a folder that is read.

    It would be lost. Links count as what they lead to; a new file may be added to a folder.
    """
    if _is_same(source, written) or (_is_file(written) and _is_within(written, source)):
        raise InputError(
            N_("The output %(path)s would overwrite the input. Choose another output."),
            path=file_label(written),
        )


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError, ValueError):
        return one.samefile(other)
    return _real_path(one) == _real_path(other)


def _is_within(path: Path, folder: Path) -> bool:
    return os.path.isdir(folder) and _real_path(folder) in _real_path(path).parents  # noqa: PTH112


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 (that of a path raises for a long name)


def _real_path(path: Path) -> Path:
    """Return where links lead to; where they lead in a circle, one of them."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # of a name with a null character
        return path


def check_writable(path: Path, *, is_whole: bool = False) -> None:
    """Refuse a path that can't be written, before the work for it is done.

    Parameters
    ----------
    path : Path
        Of the output.
    is_whole : bool
        Whether it must be a file; else a pipe or a device will do, too.

    Raises
    ------
    InputError
        When it is a folder, its folder can't be written, or its name is not usable.
    """
    if _is_stream(path):
        if is_whole:
            raise InputError(
                N_("The output %(path)s is a pipe or a device. Write a file."),
                path=file_label(path),
            )
        return
    if os.path.isdir(path):  # noqa: PTH112
        raise InputError(
            N_("The output %(path)s is a folder. Name a file in it."), path=file_label(path)
        )
    with written_beside(path, is_kept=False, follows_links=True):
        pass


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a reader sees the old file or the new one, never half of it.

    A symbolic link stays one: the file that it leads to is written. Into a pipe or a device it is
    written as it is.

    Raises
    ------
    InputError
        When the path can't be written; what was there is untouched.
    """
    if _is_stream(path):
        _write_into(path, data)
        return
    with written_beside(path, follows_links=True) as beside:
        beside.write_bytes(data)


def move_file(path: Path, new: Path) -> None:
    """Give a file another name in its folder, in place of what has that name.

    Raises
    ------
    InputError
        When it can't have that name; both files are untouched.
    """
    try:
        path.replace(new)
    except OSError as error:
        raise _refuse(new, error) from None


@contextmanager
def written_beside(
    path: Path, *, is_kept: bool = True, follows_links: bool = False
) -> Iterator[Path]:
    """Yield the path of a new file, which takes the place of `path` when it was written whole.

    Parameters
    ----------
    path : Path
        What has this name is replaced, whatever it is.
    is_kept : bool
        Else `path` is left as it was.
    follows_links : bool
        Whether a symbolic link stays one, and the file that it leads to is replaced.

    Raises
    ------
    InputError
        When the path can't be written; what was there is untouched.
    """
    target = _real_path(path) if follows_links else path
    beside = target.with_name(f".{target.name}.{os.getpid()}.part") if target.name else target
    try:
        _create(beside, path)
        yield beside
        if is_kept:
            beside.replace(target)
    except OSError as error:
        raise _refuse(path, error) from None
    finally:  # also when the process is told to stop
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)


def _write_into(stream: Path, data: bytes) -> None:
    try:
        stream.write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _refuse(stream, error) from None


def _is_stream(path: Path) -> bool:
    """Return whether it is neither a file nor a folder; raise InputError where nobody can tell."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise _refuse(path, error) from None
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _create(beside: Path, path: Path) -> None:
    try:
        beside.touch()
    except ValueError as error:  # of a name with a null character
        raise _refuse(path, error) from None


def _refuse(path: Path, error: OSError | ValueError) -> InputError:
    return InputError(
        N_("%(path)s can't be written: %(reason)s. Choose another location."),
        path=file_label(path),
        reason=describe_system_fault(error),
    )
