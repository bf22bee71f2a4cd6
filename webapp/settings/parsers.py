"""How the value of a setting is read: ValueError or TypeError is raised for one that is unfit."""

import re
from pathlib import Path
from typing import Any

LOG_FORMS = ("off", "text", "json")


def parse_whole_number(raw: Any) -> int:
    """Read a whole number that is not negative."""
    number = int(raw)
    if number < 0:
        raise ValueError
    return number


def parse_seconds(raw: Any) -> float:
    """Read a number of seconds, not negative and at most a day."""
    number = float(raw)
    if not 0 <= number <= 86_400:
        raise ValueError
    return number


def parse_folder(raw: Any) -> Path:
    """Read the path of a folder, which processes with another working folder use as well."""
    return Path(raw).absolute()


def parse_switch(raw: Any) -> bool:
    """Read 1, true, yes, on or 0, false, no, off."""
    word = str(raw).lower()
    if word not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ValueError
    return word in {"1", "true", "yes", "on"}


def parse_log_form(raw: Any) -> str:
    """Read the form of the log, one of `LOG_FORMS`."""
    if raw not in LOG_FORMS:
        raise ValueError
    return str(raw)


def parse_hosts(raw: Any) -> tuple[str, ...]:
    """Read comma-separated host names; a leading dot includes all subdomains."""
    names = tuple(part.strip() for part in raw.split(",")) if isinstance(raw, str) else tuple(raw)
    if not all(re.fullmatch(r"\.?[A-Za-z0-9_\-.:\[\]]+", name) for name in names):
        raise ValueError
    return tuple(name.lower() for name in names)


def parse_frame_ancestors(raw: Any) -> str:
    """Read the sources of CSP's `frame-ancestors`: printable, and no other directive."""
    if not re.fullmatch(r"[!-+\--:<-~ ]+", str(raw)):
        raise ValueError
    return str(raw)
