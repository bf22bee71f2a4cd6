"""A file that several threads and processes read from, piece by piece."""

import os
import weakref
from pathlib import Path
from threading import Lock

MOST_BYTES = 2**22  # of a piece


class SharedFile:
    """A file that several threads read from; a new one in its place leaves this one as it is."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        weakref.finalize(self, os.close, self._descriptor)
        self._lock = Lock()
        self.size = os.fstat(self._descriptor).st_size

    def read(self, offset: int, length: int) -> bytes:
        """Return some bytes; raise ValueError where the file ends before."""
        if offset < 0 or not 0 <= length <= MOST_BYTES:
            raise ValueError
        if hasattr(os, "pread"):  # processes that were forked share the position of a file
            data = os.pread(self._descriptor, length, offset)
        else:
            with self._lock:
                os.lseek(self._descriptor, offset, os.SEEK_SET)
                data = os.read(self._descriptor, length)
        if len(data) < length:
            raise ValueError
        return data
