"""Numbers with units as text, in each language; NaN and None are –.

Functions are named after the quantity and called through the module: `formatting.area(…)`.
"""

import math
from collections.abc import Callable
from decimal import Decimal
from functools import cache, wraps

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from geo.errors import N_
from maps.i18n import get_language, get_translator

MU_PER_KM2 = 1500.0  # 1 亩 (mu) is 666 2/3 m²
_COMPASS_POINTS = (
    *(N_("N"), N_("NNE"), N_("NE"), N_("ENE"), N_("E"), N_("ESE"), N_("SE"), N_("SSE")),
    *(N_("S"), N_("SSW"), N_("SW"), N_("WSW"), N_("W"), N_("WNW"), N_("NW"), N_("NNW")),
)


def format_number(value: float, lang: str, *, digits: int) -> str:
    """Return a number with exactly `digits` decimals, with the language's signs (CLDR).

    Formatted by Python, since Babel takes six times as long and a zone may have thousands of parts.

    >>> format_number(1234.5, "en", digits=2)
    '1,234.50'
    """
    text = f"{Decimal(str(value)):,.{digits}f}"
    signs = _number_signs(get_language(lang).locale)
    return text.translate(signs) if signs else text


@cache
def _number_signs(locale: str) -> dict[int, str]:
    """Return what replaces the comma and the point of English; nothing where they are the same."""
    signs = {",": get_group_symbol(locale), ".": get_decimal_symbol(locale)}
    return {ord(old): new for old, new in signs.items() if old != new}


def _dash_if_unknown(form: Callable[[float, str], str]) -> Callable[[float | None, str], str]:
    @wraps(form)
    def shown(value: float | None, lang: str) -> str:
        return "–" if value is None or math.isnan(value) else form(value, lang)

    return shown


@_dash_if_unknown
def area(value_m2: float, lang: str) -> str:
    """Return an area in km²: two decimals, four below 1 km²."""
    km2 = value_m2 / 1e6
    digits = 2 if km2 >= 1 else 4
    return f"{format_number(km2, lang, digits=digits)} km²"


@_dash_if_unknown
def hectares(value_m2: float, lang: str) -> str:
    """Return an area in hectares: whole ones from 1 km² on, else two decimals."""
    return f"{format_number(value_m2 / 1e4, lang, digits=0 if value_m2 >= 1e6 else 2)} ha"


@_dash_if_unknown
def mu(value_m2: float, lang: str) -> str:
    """Return an area in whole 亩 (mu, 666 2/3 m²)."""
    _ = get_translator(lang)
    unit = _("mu")
    return f"{format_number(value_m2 / 1e6 * MU_PER_KM2, lang, digits=0)} {unit}"


@_dash_if_unknown
def published_area(value_km2: float, lang: str) -> str:
    """Return a published area in km², with the digits that were published."""
    return (
        f"{format_decimal(value_km2, format='#,##0.######', locale=get_language(lang).locale)} km²"
    )


@_dash_if_unknown
def distance(value_m: float, lang: str) -> str:
    """Return a distance: metres below 1 km, one decimal below 100 km, whole km above."""
    if value_m < 999.5:
        return f"{format_number(value_m, lang, digits=0)} m"
    return f"{format_number(value_m / 1000, lang, digits=1 if value_m < 99_950 else 0)} km"


@_dash_if_unknown
def uncertainty(value_m: float, lang: str) -> str:
    """Return a position uncertainty as ± a distance."""
    return f"± {distance(value_m, lang)}"


@_dash_if_unknown
def percent(value: float, lang: str) -> str:
    """Return a signed difference in percent; one that rounds to zero has no sign."""
    digits = 2 if abs(value) >= 0.01 else 4
    if abs(value) < 0.00005:
        return "0 %"
    return f"{'+' if value > 0 else '−'}{format_number(abs(value), lang, digits=digits)} %"


@_dash_if_unknown
def ratio(value: float, lang: str) -> str:
    """Return a ratio without unit, two decimals."""
    return format_number(value, lang, digits=2)


def compass(value_deg: float, lang: str) -> str:
    """Return the nearest of the sixteen compass points; degrees clockwise from north.

    >>> compass(57.6, "en"), compass(57.6, "zh")
    ('ENE', '东东北')
    """
    return get_translator(lang)(_COMPASS_POINTS[round(value_deg / 22.5) % 16])


@_dash_if_unknown
def bearing(value_deg: float, lang: str) -> str:
    """Return a bearing in whole degrees clockwise from north, with its compass point."""
    return f"{round(value_deg) % 360}° {compass(value_deg, lang)}"


def nice_length(most: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is at most `most`.

    >>> nice_length(73_000.0)
    50000.0
    """
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (0.5, 1.0, 2.0, 5.0) if step * power <= most)
