"""The process from which the others of a job are copied; it starts while this one still loads."""

import atexit
import os
import signal
from contextlib import suppress
from multiprocessing import forkserver, get_all_start_methods, get_context, resource_tracker
from typing import Any

# A process is not copied from this one, whose libraries have threads, but from one without any
# that has imported what the jobs need, and has indexed the zone for all of them.
_METHOD = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
_PRELOADED = ["geo.batch.jobs", "geo.batch.indexed_zone"]
ZONE_VARIABLE = "_ZONEMAP_INDEXED_ZONE"  # where that process finds the zone's path


def get_process_context() -> Any:
    """Return the context (`multiprocessing`) in which the processes of a job start."""
    context: Any = get_context(_METHOD)
    if _METHOD == "forkserver":
        context.set_forkserver_preload(_PRELOADED)
    return context


def start_fork_server(zone_path: str = "") -> None:
    """Start the process that the others are copied from, which loads for as long as this one.

    It ends with this one. Where the system has none, nothing is done.

    Parameters
    ----------
    zone_path : str
        Of the zone that they will work with, for all that is known: it is indexed there once
        instead of in each of them. Of another zone, or one that can't be read, nothing is kept.
    """
    context = get_process_context()
    if context.get_start_method() != "forkserver":
        return
    resource_tracker.ensure_running()  # else started on the way, which frees Ctrl-C again
    # Ctrl-C is for this process, also while that one imports; the mask is inherited.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    os.environ[ZONE_VARIABLE] = zone_path
    try:
        forkserver.ensure_running()
    finally:
        del os.environ[ZONE_VARIABLE]
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    atexit.unregister(_end_fork_server)  # of an earlier job of this process
    atexit.register(_end_fork_server)


def _end_fork_server() -> None:
    """End it at once: by itself it would first finish what it loads, for nobody."""
    server: Any = getattr(forkserver, "_forkserver", None)
    number = getattr(server, "_forkserver_pid", None)
    if number is not None:
        with suppress(OSError):
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)
