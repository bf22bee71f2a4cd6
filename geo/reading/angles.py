"""Degrees, minutes and seconds as people write them, as decimal degrees."""

import re

import numpy as np

_BEFORE = r"(?P<before>[NSEW]|[东西]经?|[南北]纬?)?\s*(?P<sign>[+-])?"
_AFTER = r"\s*(?P<after>[NSEW东西南北])?"
_SECONDS = r"(?P<s>\d{1,2}([.,]\d+)?)"
_FORMS = (
    rf"""{_BEFORE}(?P<d>\d{{1,3}})\s*[°度]\s*(?P<m>\d{{1,2}}([.,]\d+)?)\s*['′’‘分]\s*
    ({_SECONDS}\s*(["″”“秒]|''|′′))?{_AFTER}""",
    # Without marks, three parts or a side: two numbers may be longitude and latitude.
    rf"{_BEFORE}(?P<d>\d{{1,3}})(?P<apart>\s+|[:-])(?P<m>\d{{1,2}})(?P=apart){_SECONDS}{_AFTER}",
    rf"(?=.*[NSEW东西南北]){_BEFORE}(?P<d>\d{{1,3}})\s+(?P<m>\d{{1,2}}([.,]\d+)?){_AFTER}",
    rf"{_BEFORE}(?P<d>\d{{1,3}}(\.\d*)?)\s*[°度]?{_AFTER}",
    rf"{_BEFORE}(?P<d>\d{{1,3}},\d+)\s*°{_AFTER}",
)
_PATTERNS = [re.compile(form, re.VERBOSE | re.IGNORECASE) for form in _FORMS]
_DECIMALS = 9  # 0.1 mm
_MARKS = str.maketrans("º˚゜＇＂：", "°°°'\":")


def parse_angle(text: str) -> float:
    """Return decimal degrees; NaN for a text that is none, or may mean two angles.

    Degrees may have a sign or a side, minutes and seconds; a comma beside a mark is a decimal one.

    >>> parse_angle("105°25′48″E"), parse_angle("105 25 48"), parse_angle("28-52-30")
    (105.43, 105.43, 28.875)
    """
    plain = text.translate(_MARKS)
    match = next(filter(None, (each.fullmatch(plain) for each in _PATTERNS)), None)
    if match is None or (match["before"] and match["after"]):
        return np.nan
    parts = {name: (each or "").replace(",", ".") for name, each in match.groupdict().items()}
    minutes, seconds = float(parts.get("m") or 0), float(parts.get("s") or 0)
    if minutes >= 60 or seconds >= 60:
        return np.nan
    side = (parts["before"] or parts["after"]).upper()
    if side and parts["sign"] == "-":  # -105° W may be either
        return np.nan
    is_negative = parts["sign"] == "-" or side[:1] in {"S", "W", "南", "西"}
    value = float(parts["d"])
    if minutes or seconds:  # 29.148699999999998 is 29°08′55.32″
        value = round(value + minutes / 60 + seconds / 3600, _DECIMALS)
    return -value if is_negative else value


def is_in_three_parts(text: str) -> bool:
    """Return whether a text is degrees, minutes and seconds without a mark.

    >>> is_in_three_parts("105 25 48"), is_in_three_parts("105 254")
    (True, False)
    """
    return _PATTERNS[1].fullmatch(text) is not None
