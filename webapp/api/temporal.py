"""Moments and intervals: the parameter `datetime`, and the dates of features."""

import re
from datetime import UTC, datetime, time, timedelta

from geo.errors import N_, InputError, quote_value
from geo.fields.dates import parse_day_range

Interval = tuple[datetime, datetime]
BEGIN = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def parse_interval(text: str) -> Interval:
    """Return the first and last moment (UTC) of `datetime`: a moment, a day or an interval.

    Raises
    ------
    InputError
        When it is none of these, or ends before it begins.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _parse_moments(text)
    first = BEGIN if start in {"", ".."} else _parse_moments(start)[0]
    last = END if end in {"", ".."} else _parse_moments(end)[1]
    if first > last:
        raise InputError(
            N_("datetime is %(value)s, which ends before it begins. Swap the two."),
            value=quote_value(text),
        )
    if first == BEGIN and last == END:
        raise InputError(N_("datetime is open at both ends. Set one end, or leave it out."))
    return first, last


def _parse_moments(text: str) -> Interval:
    try:
        if _DAY.fullmatch(text):
            day = datetime.fromisoformat(text).replace(tzinfo=UTC)
            # The last microsecond, so that the bounds of an interval are both included.
            return day, day + timedelta(days=1, microseconds=-1)
        if _MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text.upper()).astimezone(UTC)
            return moment, moment
    except (ValueError, OverflowError):
        pass
    raise InputError(
        N_(
            "datetime is %(value)s. Use a time such as 2026-11-01T00:00:00Z, a date, or two of "
            "them separated by a slash (.. for an open end)."
        ),
        value=quote_value(text),
    )


def parse_period(text: str | None) -> Interval | None:
    """Return the year, month or day that a feature's date names; None when it names none."""
    days = parse_day_range(text)
    if days is None:
        return None
    first, last = days
    return (
        datetime.combine(first, time.min, tzinfo=UTC),
        datetime.combine(last, time.max, tzinfo=UTC),
    )
