"""Messages between the server and its working processes: length, then pickled value."""

import pickle
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from geo.errors import ZoneError

_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Order:
    """One job.

    Attributes
    ----------
    run : callable
        Of this package or another of ours; called with the zone's measures and `arguments`.
    zone : bytes or None
        The pickled zone; None if it is the one that was sent last.
    folder : str
        Where temporary files go; whoever ordered the job removes it.
    """

    run: Callable[..., Any]
    arguments: tuple[Any, ...]
    zone: bytes | None
    folder: str
    cpu_s: float
    memory_bytes: int
    answer_bytes: int


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a job: a result, a failure that a person can act on, or one of ours.

    Attributes
    ----------
    resident_bytes : int
        What the process keeps after it; 0 where that is not known.
    """

    result: Any = None
    refusal: ZoneError | None = None
    trace: str = ""
    is_out_of_memory: bool = False
    is_too_large: bool = False
    resident_bytes: int = 0


def write_frame(stream: IO[bytes], value: Any, *, most_bytes: int | None = None) -> bool:
    """Write a value, unless it is larger than `most_bytes`; return whether it was written."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    if most_bytes is not None and len(data) > most_bytes:
        return False
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()
    return True


def read_frame(stream: IO[bytes]) -> Any:
    """Return the next value.

    Raises
    ------
    EOFError
        When the other end has gone.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 (the other end is our own process)
