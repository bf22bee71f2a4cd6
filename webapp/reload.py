"""New data without a restart: read and measured in the background, then swapped whole.

A thread of each worker watches the data files. Data that can't be used are refused, with
a sentence in the log and in `/healthz`, and the old ones stay served.
"""

import logging
import os
import time
from dataclasses import dataclass, field, replace
from threading import Lock, Thread

from geo.errors import BusyError, InputError, StorageError, ZoneError, file_label
from webapp.rehearsal import AppMaker, rehearse_pages
from webapp.settings.config import Settings
from webapp.state import Edition, Stamp, State, data_files, read_stamp
from webapp.work.limits import WorkLimitError

# The coarsest clock of a usual file system, FAT, ticks every 2 s.
UNSETTLED_NS = 2 * 10**9
PATIENCE_S = 10.0
# How long new data wait for their turn beside a crowd of requests, whose own waits end after 20 s.
TURN_S = 90.0
AGAIN_S = 1.0
FAILURE_MESSAGE = "the new data could not be loaded; the log says why"

log = logging.getLogger("zonemap")


@dataclass
class Reloader:
    """Watches one state's data files from a thread that is started by the first request.

    Attributes
    ----------
    make_app : callable or None
        Makes the application of a state, to show new data before they are served; None to trust
        them.
    patience_s : float
        How long a companion that is served and has been removed may be put back. After that the
        zone is served without it, as it is by a worker that starts meanwhile.
    turn_s : float
        How long the data wait for their turn to be shown, while requests take all processes.
    """

    state: State
    make_app: AppMaker | None = None
    patience_s: float = PATIENCE_S
    turn_s: float = TURN_S
    _last_stamp: Stamp | None = None
    _missing_since: float | None = None
    _failure: str | None = None
    _unshown: str | None = None  # why pages of the data being served can't be made
    _pid: int = 0
    _lock: Lock = field(default_factory=Lock)

    def ensure_running(self) -> None:
        """Start the thread if it doesn't run in this process (a fork leaves threads behind)."""
        if self._pid == os.getpid():
            return
        with self._lock:
            if self._pid != os.getpid():
                Thread(target=self._watch, name="zonemap-reload", daemon=True).start()
                self._pid = os.getpid()

    def _watch(self) -> None:
        time.sleep(min(1.0, self.state.settings.reload_seconds))  # the first answer goes first
        self.rehearse_first()
        while True:
            self.reload_or_log()
            time.sleep(self.state.settings.reload_seconds)

    def rehearse_first(self) -> None:
        """Show the data that are served from the start once; `/healthz` tells of a failure."""
        try:
            self._rehearse(self.state.edition)
        except StorageError as reason:
            log.warning("the data being served could not be tried: %s", reason)
        except ZoneError as refusal:
            self.state.reload_error = self._unshown = str(refusal)
            log.error("the data being served are faulty: %s", refusal)
        except Exception:  # this thread must outlive any fault
            log.exception("the data being served could not be rehearsed")

    def _rehearse(self, edition: Edition) -> None:
        """Make a page of every kind from an edition, in a process that can be spared for it."""
        if self.make_app is None or not self.state.settings.work_processes:
            return
        until = time.monotonic() + self.turn_s
        while True:
            try:
                self._run_rehearsal(edition)
            except BusyError:
                # Only the server's load is known of the data; they are no worse for it.
                if time.monotonic() < until:
                    time.sleep(AGAIN_S)
                    continue
                log.warning(
                    "the data are served without a trial of their pages: requests took all "
                    "processes for %g s",
                    self.turn_s,
                )
            except WorkLimitError as reason:
                log.warning("the data are served, but the trial of their pages ended: %s", reason)
            return

    def _run_rehearsal(self, edition: Edition) -> None:
        beside = (edition.previous, edition.files, edition.modified)
        self.state.work.run(
            *(rehearse_pages, edition.measured, *beside),
            settings=self.state.settings,
            make_app=self.make_app,
        )

    def reload_or_log(self) -> None:
        """Reload if needed; log an unexpected failure once, not each time that it recurs."""
        failure = None
        try:
            self.reload_if_changed()
        except Exception as error:  # this thread must outlive any fault of a reader
            failure, self.state.reload_error = repr(error), FAILURE_MESSAGE
            if failure != self._failure:
                log.exception("looking for new data failed, the old ones stay")
        self._failure = failure

    def reload_if_changed(self) -> None:
        """Load the data if the files have changed since they were last checked.

        A file that was written within the last 2 s is read once more, since a second change
        within the file system's clock tick would not show.
        """
        now = read_stamp(self.state.settings)
        if now == self._last_stamp:
            return
        self._load(now)
        newest = max((each[0] for each in now if each is not None), default=0)
        is_settled = abs(time.time_ns() - newest) > UNSETTLED_NS and self._missing_since is None
        self._last_stamp = now if is_settled else None

    def _load(self, now: Stamp) -> None:
        error = None
        try:
            self._refuse_missing(now)
            found = Edition.read(self.state.settings)
            self._refuse_missing(read_stamp(self.state.settings))
            if found.digests != self.state.edition.digests:
                found.measured.compute_tables()
                self._rehearse(found)
                self.state.edition = found.follow(self.state.edition)
                self._unshown = None
                log.info("new data are served", extra={"sha256": found.measured.zone.sha256})
            elif now.count(None) != self.state.edition.files.count(None):
                self.state.edition = replace(self.state.edition, files=now)
        except ZoneError as refusal:
            error = strip_folder(str(refusal), self.state.settings)
            if error != self.state.reload_error:
                log.error("new data are refused, the old ones stay: %s", refusal)
        self.state.reload_error = error or self._unshown

    def _refuse_missing(self, now: Stamp) -> None:
        """Refuse data without a companion that is served, for a while."""
        paths = data_files(self.state.settings)
        files = zip(paths, self.state.edition.files, now, strict=True)
        gone = [path for path, served, found in list(files)[1:] if served and not found]
        since, self._missing_since = self._missing_since or time.monotonic(), None
        if gone and time.monotonic() - since < self.patience_s:
            self._missing_since = since
            raise InputError(
                f"{file_label(gone[0])} was removed. Put it back within "
                f"{self.patience_s:g} s, or the zone will be served without it."
            )


def strip_folder(sentence: str, settings: Settings) -> str:
    """Return a sentence about the data files with their names only, not their folder."""
    for each in data_files(settings):
        sentence = sentence.replace(file_label(each), file_label(each.name))
    return sentence
