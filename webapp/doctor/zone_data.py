"""The zone's files and the settings, as the server would take them."""

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from geo.errors import N_, InputError, Phrase, ZoneError
from geo.zone import read_zone
from maps.web.basemaps import read_basemaps
from webapp.doctor.finding import FAULT, OK, Finding, report_fault
from webapp.settings.config import PREFIX, Settings, variables


def check_data(path: Path) -> Finding:
    """Return what is in the zone's file, or why it can't be used."""
    label = N_("Data")
    try:
        zone = read_zone(path)
    except (ZoneError, OSError) as error:
        known = error if isinstance(error, ZoneError) else InputError(str(error))
        return report_fault("data", label, known)
    text = N_(
        "%(path)s: %(parts)s parts, %(places)s places, %(stations)s stations, SHA-256 %(sha256)s"
    )
    values = {
        "path": str(path), "parts": len(zone.parts), "places": len(zone.places),
        "stations": len(zone.stations), "sha256": zone.sha256[:12],
    }  # fmt: skip
    return Finding("data", label, OK, Phrase(text, values))


def check_settings(environment: Mapping[str, str] = os.environ) -> Finding:
    """Return which settings are set, or the first that can't be used."""
    label = N_("Settings")
    known = [each.name for each in variables()]
    odd = find_misspelled(environment, known)
    if odd:
        name, meant = odd
        said = Phrase(N_("%(name)s is not a setting and has no effect."), {"name": name})
        fix = Phrase(N_("Use %(meant)s."), {"meant": meant})
        return Finding("settings", label, FAULT, said, fix)
    try:
        settings = Settings.gather({})
        read_basemaps(settings.basemaps, environment)
        if settings.previous is not None:
            read_zone(settings.previous)
        settings.check_roads()
    except ZoneError as error:
        return report_fault("settings", label, error)
    # Names only: a value may be a key.
    names = ", ".join(name for name in known if environment.get(name))
    return Finding("settings", label, OK, names or Phrase(N_("all at their defaults"), {}))


def find_misspelled(names: Iterable[str], known: Iterable[str]) -> tuple[str, str] | None:
    """Return the first name that is almost one of a setting, with the one that is meant."""
    choices = list(known)
    for name in names:
        if name.startswith(PREFIX) and name not in choices:
            close = get_close_matches(name, choices, n=1, cutoff=0.85)
            if close:
                return name, close[0]
    return None
