"""granian, whose old workers go on serving until the new ones listen, or where those can't start.

On SIGHUP it starts a new worker and stops the old one some seconds later, ready or not. On Linux
each worker listens on a socket of its own, so that connections would be refused in between where
the start takes longer, as on a busy machine. (Elsewhere the main process holds the one socket.)
"""

import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from granian.log import logger

from geo.errors import InputError

if TYPE_CHECKING:
    from granian.server import MPServer as Granian
else:
    from granian import Granian  # the one that fits this Python

MOST_START_SECONDS = 60
_STEP_SECONDS = 0.05
_LISTENING = "0A"  # TCP_LISTEN, as /proc/net/tcp writes it


class PatientServer(Granian):
    """Replaces workers on SIGHUP; the rest is granian's.

    A hook of `on_reload` that raises InputError keeps the old ones: each new one would end with it,
    and then the server.
    """

    def _reload(self, *arguments: Any) -> None:
        try:
            super()._reload(*arguments)  # type: ignore[no-untyped-call]
        except InputError as error:
            logger.error("The workers go on as they are: %s", error)

    def _spawn_worker(self, idx: int, *arguments: Any, **named: Any) -> Any:
        worker = super()._spawn_worker(idx, *arguments, **named)
        if idx in self.respawned_wrks:
            self._wait_at_start(worker)
        return worker

    def _wait_at_start(self, worker: Any) -> None:
        """Let `worker.start()` return when it listens, has ended or has taken too long."""
        start = worker.start

        def start_and_wait() -> None:
            start()
            until = time.monotonic() + MOST_START_SECONDS
            while (
                worker.is_alive()
                and not self.interrupt_signal
                and time.monotonic() < until
                and not is_listening(worker.inner.pid, self.bind_port)
            ):
                time.sleep(_STEP_SECONDS)

        worker.start = start_and_wait


def is_listening(pid: int, port: int) -> bool:
    """Return whether a process of ours listens on a TCP port; True where none needs to."""
    if sys.platform != "linux":
        return True
    try:
        wanted = {f"socket:[{inode}]" for inode in _list_listeners(pid, port)}
        for opened in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError):  # closed meanwhile
                if str(opened.readlink()) in wanted:
                    return True
    except OSError:
        return False  # it has ended, or can't be seen: then the old one serves for longer
    return False


def _list_listeners(pid: int, port: int) -> list[str]:
    """Return the inodes of all sockets that listen on a port, as the process sees them."""
    inodes = []
    for name in ("tcp", "tcp6"):
        with suppress(FileNotFoundError):  # no IPv6
            for line in Path(f"/proc/{pid}/net/{name}").read_text("ascii").splitlines()[1:]:
                words = line.split()
                if words[3] == _LISTENING and int(words[1].rpartition(":")[2], 16) == port:
                    inodes.append(words[9])
    return inodes
