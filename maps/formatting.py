"""Numbers with units as text, in each language; None, NaN and infinite are –.

Functions are named after the quantity and called through the module: `formatting.area(…)`.
"""

import math
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec

from geo.errors import N_
from geo.fields.units import MU_PER_KM2, find_published_m2
from maps.i18n import get_translator
from maps.numerals import (
    count_decimals,
    find_supported_digits,
    format_number,
    round_decimal,
    round_significant,
    round_uncertainty,
)

_Options = ParamSpec("_Options")
_ASSUMED_DIGITS = 3
_FINEST_M, _FINEST_KM = 2, 3  # decimals of a distance
_METRES_PER_DEGREE = 111_000.0
_COMPASS_POINTS = (
    *(N_("N"), N_("NNE"), N_("NE"), N_("ENE"), N_("E"), N_("ESE"), N_("SE"), N_("SSE")),
    *(N_("S"), N_("SSW"), N_("SW"), N_("WSW"), N_("W"), N_("WNW"), N_("NW"), N_("NNW")),
)


def _dash_if_unknown(
    form: Callable[Concatenate[float, str, _Options], str],
) -> Callable[Concatenate[float | None, str, _Options], str]:
    @wraps(form)
    def shown(
        value: float | None, lang: str, /, *args: _Options.args, **options: _Options.kwargs
    ) -> str:
        if value is None or not math.isfinite(value):
            return "–"
        return form(value, lang, *args, **options)

    return shown


@_dash_if_unknown
def area(value_m2: float, lang: str) -> str:
    """Return an area in m² below 1 ha, in ha below 1 km², else in km²: the unit once rounded.

    Two decimals, of square metres one from 1 m² on and none from 10 m² on.

    >>> area(300.0, "en"), area(9_999.6, "en"), area(2.02e8, "en")
    ('300 m²', '1.00 ha', '202.00 km²')
    """
    size_m2 = Decimal(str(value_m2))
    if round_decimal(size_m2, 0) < 10_000:
        return f"{format_number(size_m2, lang, digits=_metre_digits(size_m2))} m²"
    if round_decimal(size_m2, -2) < 1_000_000:
        return f"{format_number(size_m2.scaleb(-4), lang, digits=2)} ha"
    return f"{format_number(size_m2.scaleb(-6), lang, digits=2)} km²"


def _metre_digits(size_m2: Decimal) -> int:
    if not size_m2 or round_decimal(size_m2, 1) >= 10:
        return 0
    return 1 if round_decimal(size_m2, 2) >= 1 else 2


def areas(value_m2: float | None, lang: str, *, assumed: bool = False) -> list[str]:
    """Return an area in its main unit, in hectares where that is km², and in mu.

    An assumed area says so in its main unit, is about that in each, and rounded to what that shows.

    >>> areas(300.0, "en"), areas(4.62e6, "en")
    (['300 m²', '0.45 mu'], ['4.62 km²', '462 ha', '6,930 mu'])
    """
    if value_m2 is None or math.isnan(value_m2):
        return ["–"]
    main, form = area(value_m2, lang), "%(area)s"
    if assumed and value_m2:
        main, form = assumed_area(value_m2, lang), get_translator(lang)("about %(area)s")
        value_m2 = float(round_significant(value_m2, _ASSUMED_DIGITS))
    in_hectares = [f"{format_number(value_m2 / 1e4, lang, digits=0)} ha"]
    others = [*(in_hectares if " km²" in main else []), mu(value_m2, lang)]
    return [main, *(form % {"area": each} for each in others)]


@_dash_if_unknown
def mu(value_m2: float, lang: str) -> str:
    """Return an area in 亩 (mu, 666 2/3 m²): two decimals below 100, one below 1,000, else none."""
    _ = get_translator(lang)
    value, unit = (Decimal(str(value_m2)) * Decimal(MU_PER_KM2)).scaleb(-6), _("mu")
    digits = 2 if round_decimal(value, 2) < 100 else 1 if round_decimal(value, 1) < 1000 else 0
    return f"{format_number(value, lang, digits=digits)} {unit}"


@_dash_if_unknown
def published_area(value_km2: float, lang: str) -> str:
    """Return a published area in the unit of its size, with the digits that were published."""
    return _format_digits(find_published_m2(value_km2), lang)


@_dash_if_unknown
def assumed_area(value_m2: float, lang: str, *, is_told: bool = False) -> str:
    """Return an area that an outline was drawn to for want of a published one: three digits.

    >>> assumed_area(109_999_986.5, "en"), assumed_area(8e6, "en", is_told=True)
    ('about 110 km² (assumed)', 'about 8 km²')
    """
    _ = get_translator(lang)
    said = _("about %(area)s") if is_told else _("about %(area)s (assumed)")
    return said % {"area": _format_digits(round_significant(value_m2, _ASSUMED_DIGITS), lang)}


@lru_cache  # thousands of parts have few areas of three digits
def _format_digits(size_m2: Decimal, lang: str) -> str:
    """Return an area with the digits that it has, in the unit of its size."""
    power, unit = (0, "m²") if size_m2 < 10_000 else (4, "ha") if size_m2 < 1e6 else (6, "km²")
    number = size_m2.scaleb(-power)
    return f"{format_number(number, lang, digits=count_decimals(number))} {unit}"


def uncertainty(value_m: float | None, lang: str) -> str:
    """Return an uncertainty of position: two significant digits at most, or that none is stated.

    >>> uncertainty(0.05, "en"), uncertainty(4_000.0, "en"), uncertainty(10_700.0, "en")
    ('±5 cm', '±4 km', '±11 km')
    """
    if value_m is None or math.isnan(value_m):
        return get_translator(lang)(N_("± not stated"))
    if not value_m:
        return "±0 m"
    number, unit, _digits = round_uncertainty(value_m)
    return f"±{format_number(number, lang, digits=count_decimals(number))} {unit}"


@_dash_if_unknown
def distance(
    value_m: float, lang: str, *, uncertainty_m: float | None = None, reach_m: float | None = None
) -> str:
    """Return a distance in metres, rounded to what its uncertainty supports.

    Parameters
    ----------
    value_m : float
    lang : str
    reach_m : float, optional
        On which side of that the distance is, is shown (`maps.numerals.find_supported_digits`).
    uncertainty_m : float, optional
        Metres; where the distance, as rounded, is no more than that, the text says so instead of
        a number. Without one, or with NaN: metres below 1 km, one decimal below 100 km, then none.
        Centimetres, and metres from 1 km on, are the finest.

    >>> distance(128_312.0, "en", uncertainty_m=4_100.0), distance(128_312.0, "en")
    ('128.3 km', '128 km')
    >>> distance(991.0, "en", uncertainty_m=5_000.0)
    'no more than its uncertainty of ±5 km'
    """
    if uncertainty_m is None or math.isnan(uncertainty_m):
        return _plain_distance(value_m, lang)
    supported: int | None = _FINEST_M
    if uncertainty_m:
        supported = find_supported_digits(value_m, uncertainty_m, reach_m)
    if supported is None:
        _ = get_translator(lang)
        bound = uncertainty(uncertainty_m, lang).removeprefix("±")
        return _("no more than its uncertainty of ±%(bound)s") % {"bound": bound}
    return _rounded_distance(value_m, lang, digits=min(supported, _FINEST_M) if value_m else 0)


def _plain_distance(value_m: float, lang: str) -> str:
    if value_m < 999.5:
        return f"{format_number(value_m, lang, digits=0)} m"
    return f"{format_number(value_m / 1000, lang, digits=1 if value_m < 99_950 else 0)} km"


def _rounded_distance(value_m: float, lang: str, *, digits: int) -> str:
    rounded_m = round_decimal(value_m, digits)
    if rounded_m < 1000:
        return f"{format_number(rounded_m, lang, digits=max(0, digits))} m"
    rounded_km = round_decimal(value_m, min(digits, 0)).scaleb(-3)
    return f"{format_number(rounded_km, lang, digits=min(max(0, digits + 3), _FINEST_KM))} km"


@_dash_if_unknown
def percent(value: float, lang: str) -> str:
    """Return a signed difference in percent; one that rounds to zero has no sign."""
    digits = 2 if abs(value) >= 0.01 else 4
    if abs(value) < 0.00005:
        return "0%"
    return f"{'+' if value > 0 else '−'}{format_number(abs(value), lang, digits=digits)}%"


@_dash_if_unknown
def ratio(value: float, lang: str) -> str:
    """Return a ratio without unit, two decimals."""
    return format_number(value, lang, digits=2)


def compass(value_deg: float, lang: str) -> str:
    """Return the nearest of the sixteen compass points; degrees clockwise from north.

    >>> compass(57.6, "en"), compass(57.6, "zh")
    ('ENE', '东东北')
    """
    return get_translator(lang)(_COMPASS_POINTS[math.floor(value_deg / 22.5 + 0.5) % 16])


@_dash_if_unknown
def bearing(value_deg: float, lang: str, *, uncertainty_deg: float | None = None) -> str:
    """Return a bearing clockwise from north, the compass point of what is shown, its uncertainty.

    Parameters
    ----------
    value_deg : float
        Degrees.
    lang : str
        The language's code.
    uncertainty_deg : float, optional
        Degrees; NaN where the bearing isn't known at all, which is then –. None where nothing is
        known of it. One below 0.5° gives a decimal, one below 0.05° isn't shown.

    >>> bearing(57.3, "en", uncertainty_deg=4.6), bearing(57.26, "zh", uncertainty_deg=0.2)
    ('57° ENE ±5°', '57.3° 东东北 ±0.2°')
    """
    if uncertainty_deg is not None and math.isnan(uncertainty_deg):
        return "–"
    digits = 0 if uncertainty_deg is None or uncertainty_deg >= 0.5 else 1
    shown_deg = float(round_decimal(value_deg, digits) % 360)
    words = f"{format_number(shown_deg, lang, digits=digits)}° {compass(shown_deg, lang)}"
    if uncertainty_deg is None or uncertainty_deg < 0.05:
        return words
    return f"{words} ±{format_number(uncertainty_deg, lang, digits=digits)}°"


def coordinates(lat: float, lon: float, *, uncertainty_m: float | None) -> str:
    """Return a position in degrees, to copy, with the decimals that its uncertainty deserves.

    Four decimals when that is None or NaN.

    >>> coordinates(28.9, 105.44, uncertainty_m=5_000.0)
    '28.90, 105.44'
    """
    decimals = 4
    if uncertainty_m is not None and not math.isnan(uncertainty_m):
        needed = math.log10(_METRES_PER_DEGREE / uncertainty_m) if uncertainty_m else math.inf
        decimals = math.ceil(min(max(needed, 1), 7))
    return f"{lat:z.{decimals}f}, {lon:z.{decimals}f}"
