"""Lengths and times by road as text: no finer than a computed time deserves."""

import math

from maps import formatting
from maps.i18n import get_language, get_translator
from maps.numerals import format_number

_COARSE_MIN, _STEP_MIN = 30, 5  # from 30 minutes on, times are rounded to 5


def round_minutes(time_s: float) -> int:
    """Return whole minutes, at least 1; from 30 on multiples of 5.

    >>> round_minutes(20), round_minutes(29.4 * 60), round_minutes(1_694.8), round_minutes(7_900)
    (1, 29, 28, 130)
    >>> round_minutes(29.6 * 60), round_minutes(32.4 * 60), round_minutes(32.6 * 60)
    (30, 30, 35)
    """
    minutes = max(1, math.floor(time_s / 60 + 0.5))
    if minutes < _COARSE_MIN:
        return minutes
    return max(_COARSE_MIN, math.floor(time_s / 60 / _STEP_MIN + 0.5) * _STEP_MIN)


def format_minutes(minutes: int, lang: str) -> str:
    """Return a time in hours and minutes.

    >>> format_minutes(45, "en"), format_minutes(130, "en"), format_minutes(120, "zh")
    ('45 min', '2 h 10 min', '2 小时')
    """
    _ = get_translator(lang)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    said = _("%(hours)s h %(minutes)s min") if rest else _("%(hours)s h")
    return said % {"hours": hours, "minutes": rest}


def format_time_range(least_s: float, most_s: float, lang: str) -> str:
    """Return a range of times; one time where both round to the same.

    >>> format_time_range(1_060, 1_380, "en"), format_time_range(6_900, 7_800, "en")
    ('18–23 min', '1 h 55 min–2 h 10 min')
    """
    least, most = round_minutes(least_s), round_minutes(most_s)
    if least == most:
        return format_minutes(least, lang)
    if most < 60:
        return get_translator(lang)("%(minutes)s min") % {"minutes": f"{least}–{most}"}
    return f"{format_minutes(least, lang)}–{format_minutes(most, lang)}"


def format_length_range(least_m: float, most_m: float, lang: str) -> str:
    """Return a range of lengths; one length where both are written alike.

    >>> format_length_range(17_501, 21_197, "en"), format_length_range(800, 2_000, "en")
    ('17.5–21.2 km', '800 m–2.0 km')
    """
    least, most = formatting.distance(least_m, lang), formatting.distance(most_m, lang)
    number, _, unit = least.rpartition(" ")
    if least == most:
        return least
    return f"{number}–{most}" if most.endswith(f" {unit}") else f"{least}–{most}"


def format_ratio(ratio: float, lang: str) -> str:
    """Return how many times a straight line a way is, one decimal; – where it is not known."""
    return "–" if math.isnan(ratio) else f"{format_number(ratio, lang, digits=1)} ×"


def list_measures(options: dict[str, float] | None, lang: str) -> str:
    """Return a vehicle's mass, size and greatest speed; empty where it states none.

    >>> list_measures({"weight": 49, "length": 17.1, "width": 2.55, "height": 4}, "en")
    '49 t, 17.1 × 2.55 × 4 m'
    """
    _ = get_translator(lang)
    options = options or {}
    size = [f"{options[key]:g}" for key in ("length", "width", "height") if key in options]
    said = [
        f"{options['weight']:g} t" if "weight" in options else "",
        f"{' × '.join(size)} m" if size else "",
        _("at most %(speed)s km/h") % {"speed": f"{options['top_speed']:g}"}
        if "top_speed" in options
        else "",
    ]
    return get_language(lang).comma.join(filter(None, said))
