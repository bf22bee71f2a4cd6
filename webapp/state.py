"""The zone being served, with its measures: one value, replaced as a whole by a reload."""

import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import current_app, g

from geo.io.zone_files import COMPANION_NAMES
from geo.measured import Measured
from geo.zone import Zone, read_zone
from webapp.settings.config import Settings
from webapp.work import WorkPool

# mtime alone misses an older file that is moved into place; ctime and inode show it.
Stat = tuple[int, int, int, int]
Stamp = tuple[Stat | None, ...]
SECOND = timedelta(seconds=1)


def data_files(settings: Settings) -> tuple[Path, ...]:
    """Return the paths of the zone file, its companions and its earlier version, if one is set.

    They are those paths whether the files exist or not.
    """
    path, previous = settings.data, settings.previous
    companions = (path.with_name(name) for name in COMPANION_NAMES)
    return path, *companions, *([previous] if previous else [])


def read_stamp(settings: Settings) -> Stamp:
    """Return mtime and ctime (ns), size and inode of each data file; None for a missing one."""
    return tuple(map(_stat_file, data_files(settings)))


def _stat_file(path: Path) -> Stat | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


@dataclass(frozen=True, eq=False)
class Edition:
    """The data of one reading of the files, served until the next one.

    Attributes
    ----------
    measured : Measured
    previous : Zone or None
        The earlier version, for `/changes`.
    files : Stamp
        Of the data files, taken before they were read.
    modified : datetime
        UTC, whole seconds; later than that of the edition before. Normally it is when the files
        were last put in place: equal in all workers and after a restart.
    """

    measured: Measured
    previous: Zone | None
    files: Stamp
    modified: datetime

    @classmethod
    def read(cls, settings: Settings) -> "Edition":
        """Return the data as their files are now.

        Raises
        ------
        InputError
            When one of the files can't be used.
        """
        files = read_stamp(settings)
        measured = Measured(read_zone(settings.data))
        previous = read_zone(settings.previous) if settings.previous else None
        return cls(measured, previous, files, modification_time(files))

    def follow(self, old: "Edition") -> "Edition":
        """Return this edition as the one after another, dated now unless its files are newer."""
        if self.modified > old.modified:
            return self
        now = datetime.now(UTC).replace(microsecond=0)
        return replace(self, modified=max(now, old.modified) + SECOND)

    @property
    def digests(self) -> tuple[str, str]:
        """The digests of the data and of their earlier version."""
        return self.measured.zone.digest, self.previous.digest if self.previous else ""

    @property
    def written_at(self) -> datetime:
        """When the newest file was written (UTC); copying the files preserves it."""
        return _to_datetime(max(each[0] for each in self.files if each))


def modification_time(files: Stamp) -> datetime:
    """Return when the newest file was written or renamed (UTC), never later than now."""
    newest = max(max(each[:2]) for each in files if each)
    return _to_datetime(min(newest, time.time_ns()))


def _to_datetime(time_ns: int) -> datetime:
    return datetime.fromtimestamp(time_ns // 10**9, UTC)


@dataclass
class State:
    """The settings of the application, and the data that it serves.

    Attributes
    ----------
    edition : Edition
        The data being served; a reload replaces it in one assignment.
    work : WorkPool
        Where heavy work is done.
    reload_error : str or None
        Why the newest data are not served (one sentence, no path of the server), if so.
    """

    settings: Settings
    edition: Edition
    work: WorkPool
    reload_error: str | None = None
    _generation: tuple[Edition, date] | None = None

    @classmethod
    def load(cls, settings: Settings) -> "State":
        """Read the zone; raise InputError when it can't be used, or the routing tiles can't."""
        settings.check_roads()
        return cls(settings, Edition.read(settings), WorkPool(settings.work_limits))

    @property
    def generation(self) -> object:
        """What answers are made from, the data and the date: another object when one changes."""
        now = (self.edition, datetime.now(UTC).date())
        if now != self._generation:
            self._generation = now
        return self._generation

    @property
    def measured(self) -> Measured:
        """The zone being served, with its measures."""
        return self.edition.measured


def state() -> State:
    """Return the running application's state."""
    found: State = current_app.extensions["zonemap"]
    return found


def edition() -> Edition:
    """Return the data being served: the same throughout one request."""
    if "edition" not in g:
        g.edition = state().edition
    found: Edition = g.edition
    return found


def current_measured() -> Measured:
    """Return the zone being served, with its measures: the same throughout one request."""
    return edition().measured
