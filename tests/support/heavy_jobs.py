"""Jobs that need too much, or fail, to be run by processes of their own."""

import errno
import os
import signal
import tempfile
import time

import pyarrow
import shapely
import shapely.affinity

from geo.errors import N_, InputError, Phrase
from geo.reading.faults import describe_library_faults


def name_process(measured, number):
    return os.getpid(), measured.zone.facts["name"], number, tempfile.gettempdir()


def spin(_measured):
    while True:
        pass


def sleep(_measured, seconds):
    time.sleep(seconds)
    return seconds


def be_killed(_measured, number=signal.SIGKILL):
    """End as a process does that the system has no memory for, or that somebody ends."""
    os.kill(os.getpid(), number)


def eat(_measured):
    return len([bytearray(2**24) for _ in range(1000)])


def eat_as_geos(measured):
    comb = shapely.Polygon([(i, (i % 2) * 1e4) for i in range(20_000)] + [(20_000, -1), (0, -1)])
    return shapely.intersection(comb, shapely.affinity.rotate(comb, 90)).area


def print_words(_measured):
    print("words that are no report", flush=True)
    return 1


def fail(_measured):
    raise KeyError("secret")


def refuse(_measured):
    raise InputError(
        N_("%(name)s has no features. Choose another layer or file."),
        name=Phrase("%(n)s%%", {"n": 5}),
    )


def fill(_measured, path):
    path.write_bytes(b"x")


def count(_measured, path, seconds):
    with path.open("a", encoding="utf-8") as file:
        file.write("x")
    time.sleep(seconds)
    return path.stat().st_size


def fail_without_memory(_measured, way):
    """Fail as what has no memory left does."""
    if way == "while cleaning up":
        try:
            raise MemoryError
        finally:
            raise OSError(0, "odd things")
    raise {
        "system": OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)),
        "import": ImportError("a.so: failed to map segment: Cannot allocate memory"),
        "library": RuntimeError("std::bad_alloc"),
        "arrow": pyarrow.ArrowMemoryError("malloc of size 64 failed"),
    }[way]


def fail_to_read(_measured, way):
    """Fail as a library does that reads a file and gets no memory."""
    with describe_library_faults("a.parquet"):
        fail_without_memory(_measured, way)


def answer(_measured, size):
    return b"x" * size


KEPT = []


def keep(_measured, size):
    """Take memory and keep it; return what is kept in all."""
    KEPT.append(bytearray(b"x") * size)
    return os.getpid(), sum(map(len, KEPT))
