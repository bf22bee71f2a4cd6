"""Dates of data (`as_of`): a year, a month or a day."""

import calendar
import re
from datetime import date

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def parse_day_range(text: str | None) -> tuple[date, date] | None:
    """Return the first and the last day of a year, a month or a day; None for any other text.

    Parameters
    ----------
    text : str or None
        YYYY, YYYY-MM or YYYY-MM-DD.

    >>> parse_day_range("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    found = _DATE.fullmatch(text or "")
    if not found:
        return None
    year, month, day = (int(each) if each else None for each in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    last_day = day or calendar.monthrange(first.year, last_month)[1]
    return first, date(first.year, last_month, last_day)
