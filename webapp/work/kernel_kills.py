"""Whether the system has killed processes for lack of memory, as the kernel counts them."""

from pathlib import Path

_COUNTERS = Path("/proc/vmstat")  # of the whole system, whichever limit of memory was met


def count_kernel_kills() -> int | None:
    """Return how many processes the kernel has killed for lack of memory; None if not known.

    A process that it kills ends by the same signal as one that somebody kills.
    """
    try:
        lines = _COUNTERS.read_text("ascii").splitlines()
    except OSError:
        return None  # not Linux
    counts = dict(line.split(maxsplit=1) for line in lines)
    return int(counts["oom_kill"]) if "oom_kill" in counts else None
