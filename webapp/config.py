"""Settings: from the caller, then the environment, then defaults; each checked once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from geo.errors import InputError, shown
from geo.zone import DEFAULT_PATH

PREFIX = "ZONEMAP_"
LOG_FORMS = ("off", "text", "json")


def whole(raw: Any) -> int:
    """Read a whole number that is not negative."""
    number = int(raw)
    if number < 0:
        raise ValueError
    return number


def seconds(raw: Any) -> float:
    """Read a number of seconds, not negative and at most a day."""
    number = float(raw)
    if not 0 <= number <= 86_400:
        raise ValueError
    return number


def switch(raw: Any) -> bool:
    """Read 1, true, yes, on or 0, false, no, off."""
    word = str(raw).lower()
    if word not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ValueError
    return word in {"1", "true", "yes", "on"}


def log_form(raw: Any) -> str:
    """Read how the log is written."""
    if raw not in LOG_FORMS:
        raise ValueError
    return str(raw)


def hosts(raw: Any) -> tuple[str, ...]:
    """Read host names with commas between them; a leading dot stands for all below it."""
    names = tuple(part.strip() for part in raw.split(",")) if isinstance(raw, str) else tuple(raw)
    if not all(re.fullmatch(r"\.?[A-Za-z0-9_\-.:\[\]]+", name) for name in names):
        raise ValueError
    return names


def ancestors(raw: Any) -> str:
    """Read the sources of CSP's `frame-ancestors`: printable, and no other directive."""
    if not re.fullmatch(r"[!-+\--:<-~ ]+", str(raw)):
        raise ValueError
    return str(raw)


def _read_by(read: Callable[[Any], Any], wanted: str) -> Mapping[str, Any]:
    return {"read": read, "wanted": wanted}


@dataclass(frozen=True)
class Settings:
    """What can be set for the application.

    Attributes
    ----------
    data : Path
        The zone's boundary file (`ZONEMAP_DATA`).
    embed_ancestors : str
        Who may frame `/embed`, as CSP's `frame-ancestors` has it (`ZONEMAP_EMBED_ANCESTORS`).
    max_request_bytes : int
        The largest request body (`ZONEMAP_MAX_REQUEST_BYTES`).
    trusted_hosts : tuple of str
        Host names that are answered; empty answers all (`ZONEMAP_TRUSTED_HOSTS`).
    proxies : int
        How many proxies stand in front, whose `X-Forwarded-…` is believed (`ZONEMAP_PROXIES`).
    hsts_seconds : int
        `Strict-Transport-Security` on https; 0 sends none (`ZONEMAP_HSTS_SECONDS`).
    reload_seconds : float
        How often changed data are looked for; 0 is never (`ZONEMAP_RELOAD_SECONDS`).
    prepared_bytes : int
        Memory for prepared answers in each worker; 0 holds none (`ZONEMAP_PREPARED_BYTES`).
    log : str
        `off`, `text` or `json`: a line a request on standard error (`ZONEMAP_LOG`).
    metrics : bool
        Whether `/metrics` is there (`ZONEMAP_METRICS`).
    previous : Path or None
        An earlier version of the file, for the page of changes (`ZONEMAP_PREVIOUS`).
    basemaps : str
        Online backgrounds: ids of presets with commas, or a file (`ZONEMAP_BASEMAPS`).
    """

    data: Path = field(default=DEFAULT_PATH, metadata=_read_by(Path, "path"))
    embed_ancestors: str = field(
        default="*", metadata=_read_by(ancestors, "list of CSP sources without ; and ,")
    )
    max_request_bytes: int = field(default=8 * 2**20, metadata=_read_by(whole, "whole number"))
    trusted_hosts: tuple[str, ...] = field(
        default=(), metadata=_read_by(hosts, "list of host names with commas")
    )
    proxies: int = field(default=0, metadata=_read_by(whole, "whole number"))
    hsts_seconds: int = field(default=0, metadata=_read_by(whole, "whole number"))
    reload_seconds: float = field(
        default=1.0, metadata=_read_by(seconds, "number of seconds, at most a day")
    )
    prepared_bytes: int = field(default=32 * 2**20, metadata=_read_by(whole, "whole number"))
    log: str = field(default="off", metadata=_read_by(log_form, "word: off, text or json"))
    metrics: bool = field(default=False, metadata=_read_by(switch, "0 or 1"))
    previous: Path | None = field(default=None, metadata=_read_by(Path, "path"))
    basemaps: str = field(default="", metadata=_read_by(str, "list of names with commas"))

    @classmethod
    def gather(cls, given: Mapping[str, Any]) -> "Settings":
        """Return the settings from `given` (upper-case names), the environment, the defaults.

        Raises
        ------
        InputError
            When a value can't be read.
        """
        values = {}
        for each in fields(cls):
            name = each.name.upper()
            raw = given.get(name, os.environ.get(PREFIX + name))
            if raw is not None and raw != "":
                values[each.name] = _read(each.metadata, raw, name)
        return cls(**values)


def _read(how: Mapping[str, Any], raw: Any, name: str) -> Any:
    try:
        return how["read"](raw)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"{PREFIX}{name} is {shown(raw)}; give a {how['wanted']}") from None
