"""What scripts and styles become in files that hold them, kept as Python keeps compiled modules.

Making them shorter takes most of the time of the first document that a process writes.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from geo.errors import InputError
from geo.io.atomic import written_beside

_MAKERS = ("assets.py", "web/lean_library.py", "web/renaming.py", "web/script_tokens.py",
           "web/squeeze.py")  # fmt: skip
_OURS_ALONE = 0o644


def keep_script(name: str, script: str, make: Callable[[str], str]) -> str:
    """Return `make(script)`, from what an earlier process has kept where it has.

    It is kept beside the compiled modules, if those are, and used as long as the script and our
    code that makes it are the same, and nobody else can have written it.

    Parameters
    ----------
    name : str
        A file's name; another one for each `make`.
    """
    path = Path(cache_from_source(__file__)).with_name(name)
    key = _hash(_hash_makers() + script.encode())
    kept = _read(path, key)
    if kept is None:
        kept = make(script)
        _write(path, key, kept)
    return kept


@cache
def _hash_makers() -> bytes:
    return _hash(_read_makers())


def _read_makers() -> bytes:
    folder = Path(__file__).parents[1]
    return b"\n".join((folder / name).read_bytes() for name in _MAKERS)


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _read(path: Path, key: bytes) -> str | None:
    """Return what is kept under a key, unless it is damaged."""
    data = _read_own(path)
    if data is None:
        return None
    found, _, rest = data.partition(b"\n")
    own, _, made = rest.partition(b"\n")
    return made.decode() if (found, own) == (key, _hash(made)) else None


def _read_own(path: Path) -> bytes | None:
    """Return the bytes of a file that none but us, or who owns our code, can have written.

    Its hash is no proof: whoever may write the folder (`PYTHONPYCACHEPREFIX` may be a shared one)
    can compute that too.
    """
    try:
        with open(path, "rb", opener=_open_plainly) as file:
            told = os.fstat(file.fileno())
            is_ours = stat.S_ISREG(told.st_mode) and _is_trusted(told)
            return file.read() if is_ours else None
    except OSError:
        return None


def _open_plainly(path: str, flags: int) -> int:
    """Open neither a link, which is never ours, nor a pipe so that it is waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


def _is_trusted(told: os.stat_result) -> bool:
    is_alone = not told.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return os.name == "nt" or (is_alone and told.st_uid in _list_trusted_owners())


def _list_trusted_owners() -> set[int]:
    """Return who could change our code as well: the system, this process, and the code's owner."""
    return {0, os.geteuid(), Path(__file__).stat().st_uid}


def _write(path: Path, key: bytes, text: str) -> None:
    if sys.dont_write_bytecode:
        return
    made = text.encode()
    with suppress(OSError, InputError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(path) as beside:
            beside.write_bytes(b"\n".join([key, _hash(made), made]))
            beside.chmod(_OURS_ALONE)  # where the umask lets a group write
