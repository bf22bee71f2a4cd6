"""The zone that is being served, with its measures; one value that is swapped as a whole."""

from dataclasses import dataclass

from flask import current_app, g

from geo.zone import read_zone
from maps.explain import Measured
from webapp.config import Settings


@dataclass
class State:
    """What the application holds.

    Attributes
    ----------
    measured : Measured
        The zone being served. New data are measured beside and put here in one assignment.
    reload_error : str or None
        Why the newest data are not served (one sentence, no path of the server), if so.
    """

    settings: Settings
    measured: Measured
    reload_error: str | None = None

    @classmethod
    def load(cls, settings: Settings) -> "State":
        """Read the zone; raise InputError when it can't be used."""
        return cls(settings, Measured(read_zone(settings.data)))


def state() -> State:
    """Return the running application's state."""
    found: State = current_app.extensions["zonemap"]
    return found


def current() -> Measured:
    """Return the zone being served, with its measures: the same throughout one request."""
    if "measured" not in g:
        g.measured = state().measured
    found: Measured = g.measured
    return found
