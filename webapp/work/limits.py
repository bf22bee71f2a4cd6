"""How much heavy work is done at once, and how much one request may need."""

from dataclasses import dataclass

from geo.errors import BusyError, InputError


class WorkLimitError(InputError):
    """A job needs more time or memory than it may have."""


class WorkEndedError(BusyError):
    """Somebody ended the process of a job, which may well be done the next time."""


@dataclass(frozen=True, kw_only=True)
class WorkLimits:
    """Bounds of heavy work.

    Attributes
    ----------
    processes : int
        How many jobs run at the same time, each in a process of its own; with 0 they run in the
        threads of the server, two at a time, without a bound of time and memory.
    most_waiting : int
        How many requests may wait for their turn, or for another request's result.
    wait_s : float
        How long one waits, in seconds; after that its job is dropped undone.
    cpu_s : float
        Processor time of one job, in seconds; a job that waits for something else ends after
        four times as long. 0 is no limit.
    memory_bytes : int
        What a job may take beyond what its process has.
    answer_bytes : int
        How large its result may be.
    idle_s : float
        After how many seconds without work a process is ended.
    """

    processes: int = 0
    most_waiting: int = 6
    wait_s: float = 20.0
    cpu_s: float = 30.0
    memory_bytes: int = 2**30
    answer_bytes: int = 64 * 2**20
    idle_s: float = 120.0

    @property
    def most_running(self) -> int:
        """How many jobs run at the same time."""
        return self.processes or 2
