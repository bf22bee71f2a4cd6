"""What scripts become in files that hold them, kept as Python keeps compiled modules.

Making them shorter takes most of the time of the first document that a process writes.
"""

import hashlib
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from geo.errors import InputError
from geo.io.atomic import write_atomically

_MAKERS = ("assets.py", "web/lean_library.py", "web/renaming.py", "web/script_tokens.py",
           "web/squeeze.py")  # fmt: skip


def keep_script(name: str, script: str, make: Callable[[str], str]) -> str:
    """Return `make(script)`, from what an earlier process has kept where it has.

    It is kept beside the compiled modules, if those are, and used as long as the script and our
    code that makes it are the same.

    Parameters
    ----------
    name : str
        A file's name; another one for each `make`.
    """
    path = Path(cache_from_source(__file__)).with_name(name)
    key = _hash(_read_makers() + script.encode())
    kept = _read(path, key)
    if kept is None:
        kept = make(script)
        _write(path, key, kept)
    return kept


@cache
def _read_makers() -> bytes:
    folder = Path(__file__).parents[1]
    return b"\n".join((folder / name).read_bytes() for name in _MAKERS)


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _read(path: Path, key: bytes) -> str | None:
    """Return what is kept under a key, unless it is damaged."""
    try:
        found, _, rest = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    own, _, made = rest.partition(b"\n")
    return made.decode() if (found, own) == (key, _hash(made)) else None


def _write(path: Path, key: bytes, text: str) -> None:
    if sys.dont_write_bytecode:
        return
    made = text.encode()
    with suppress(OSError, InputError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, b"\n".join([key, _hash(made), made]))
