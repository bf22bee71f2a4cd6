"""The process from which the others of a job are copied; it starts while this one still loads."""

import signal
from multiprocessing import get_all_start_methods, get_context, resource_tracker
from multiprocessing.forkserver import ensure_running
from typing import Any

# A process is not copied from this one, whose libraries have threads, but from one without any
# that has imported what the jobs need.
_METHOD = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
_PRELOADED = ["geo.batch.jobs"]


def get_process_context() -> Any:
    """Return the context (`multiprocessing`) in which the processes of a job start."""
    context: Any = get_context(_METHOD)
    if _METHOD == "forkserver":
        context.set_forkserver_preload(_PRELOADED)
    return context


def start_fork_server() -> None:
    """Start the process that the others are copied from, which loads for as long as this one.

    It ends with this one. Where the system has none, nothing is done.
    """
    context = get_process_context()
    if context.get_start_method() != "forkserver":
        return
    resource_tracker.ensure_running()  # else started on the way, which frees Ctrl-C again
    # Ctrl-C is for this process, also while that one imports; the mask is inherited.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
