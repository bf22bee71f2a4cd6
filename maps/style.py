"""Colours, dashes, words and number formats: one source for pages, figures and documents."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, wraps

from babel.numbers import format_decimal

from maps.language import LOCALES, gettext

MU_PER_KM2 = 1500.0  # 1 亩 (mu) is 666 2/3 m²


@dataclass(frozen=True)
class Ink:
    """How one kind of thing is drawn, on a light and on a dark ground (sRGB hex)."""

    light: str
    dark: str


# Told apart by colour-blind eyes (after Okabe and Ito 2008); at least 3:1 on their ground.
INKS: Mapping[str, Ink] = {
    "core": Ink("#b8430a", "#ff9a5c"),
    "district": Ink("#0b62a4", "#6cb8f0"),
    "park": Ink("#00705a", "#45d3ab"),
    "county": Ink("#7f838a", "#767c86"),
    "river": Ink("#5585ac", "#4d7ea5"),
    "place": Ink("#3b3f46", "#d5d8dd"),
    "ground": Ink("#f7f6f2", "#15181c"),
    "host": Ink("#efece3", "#1d2126"),
}
DASHES: Mapping[str, tuple[float, ...]] = {  # in line widths; surveyed is solid
    "surveyed": (),
    "digitised": (7.0, 1.5),
    "schematic": (3.0, 2.0),
}
LINE_WIDTH_PX: Mapping[str, float] = {"core": 2.4, "district": 2.2, "park": 1.8}
FILL_OPACITY: Mapping[str, float] = {"core": 0.30, "district": 0.10, "park": 0.28}


def css_variables() -> str:
    """Return colours, dashes and widths as CSS custom properties, for light and for dark."""
    lines = "".join(f"--line-{kind}:{width}px;" for kind, width in LINE_WIDTH_PX.items())
    fills = "".join(f"--fill-{kind}:{opacity};" for kind, opacity in FILL_OPACITY.items())
    dashes = "".join(
        f"--dash-{placement}:{' '.join(f'{2 * each:g}px' for each in dash) or 'none'};"
        for placement, dash in DASHES.items()
    )
    light = "".join(f"--{name}:{ink.light};" for name, ink in INKS.items())
    dark = "".join(f"--{name}:{ink.dark};" for name, ink in INKS.items())
    return (
        f":root{{{light}{lines}{fills}{dashes}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f":root[data-theme=dark]{{{dark}}}"
        f"[data-ground=light]{{{light}}}[data-ground=dark]{{{dark}}}"
    )


@lru_cache(maxsize=256)
def kind_label(kind: str | None, lang: str) -> str:
    """Return the word for a part's or place's kind; an unknown kind is shown as it is."""
    _ = gettext(lang)
    labels = {
        "core": _("Core"),
        "district": _("District"),
        "park": _("Park"),
        "city": _("City"),
        "airport": _("Airport"),
        "town": _("Town"),
        "county": _("County"),
        "river": _("River"),
    }
    return labels.get(kind or "", kind or "")


@lru_cache(maxsize=256)
def placement_label(placement: str, lang: str) -> str:
    """Return the word for how a boundary was placed."""
    _ = gettext(lang)
    return {
        "surveyed": _("surveyed"),
        "digitised": _("digitised"),
        "schematic": _("schematic"),
    }[placement]


def placement_note(placement: str, lang: str) -> str:
    """Return the sentence that explains what a placement means for the reader."""
    _ = gettext(lang)
    return {
        "surveyed": _("Solid outline: surveyed boundary."),
        "digitised": _("Long-dashed outline: digitised from a published map."),
        "schematic": _(
            "Dashed outline: schematic. No official boundary has been published; "
            "position and shape are drawn, not surveyed."
        ),
    }[placement]


def decimal(value: float, lang: str, *, digits: int) -> str:
    """Return a number with exactly `digits` decimals, grouped as the language does.

    English and Chinese do it alike (as the tests have it from CLDR), and thousands of parts wait.

    >>> decimal(1234.5, "en", digits=2)
    '1,234.50'
    """
    return f"{Decimal(str(value)):,.{digits}f}"


def _or_dash(form: Callable[[float, str], str]) -> Callable[[float | None, str], str]:
    @wraps(form)
    def shown(value: float | None, lang: str) -> str:
        return "–" if value is None or math.isnan(value) else form(value, lang)

    return shown


@_or_dash
def area(value_m2: float, lang: str) -> str:
    """Return an area in km²: two decimals, more for small ones; – when unknown."""
    km2 = value_m2 / 1e6
    digits = 2 if km2 >= 1 else 4
    return f"{decimal(km2, lang, digits=digits)} km²"


@_or_dash
def hectares(value_m2: float, lang: str) -> str:
    """Return an area in hectares."""
    return f"{decimal(value_m2 / 1e4, lang, digits=0 if value_m2 >= 1e6 else 2)} ha"


@_or_dash
def mu(value_m2: float, lang: str) -> str:
    """Return an area in 亩 (mu, 666 2/3 m²)."""
    return decimal(value_m2 / 1e6 * MU_PER_KM2, lang, digits=0) + (" 亩" if lang == "zh" else " mu")


@_or_dash
def published_area(value_km2: float, lang: str) -> str:
    """Return a published area as it was published, in km², no digit added."""
    return f"{format_decimal(value_km2, format='#,##0.######', locale=LOCALES[lang])} km²"


@_or_dash
def distance(value_m: float, lang: str) -> str:
    """Return a distance: metres below 1 km, one decimal below 100 km, whole km above."""
    if value_m < 999.5:
        return f"{decimal(value_m, lang, digits=0)} m"
    return f"{decimal(value_m / 1000, lang, digits=1 if value_m < 99_950 else 0)} km"


@_or_dash
def uncertainty(value_m: float, lang: str) -> str:
    """Return a position uncertainty with its sign."""
    return f"± {distance(value_m, lang)}"


@_or_dash
def percent(value: float, lang: str) -> str:
    """Return a signed difference in percent; what rounds to nothing is 0."""
    digits = 2 if abs(value) >= 0.01 else 4
    if abs(value) < 0.00005:
        return "0 %"
    return f"{'+' if value > 0 else '−'}{decimal(abs(value), lang, digits=digits)} %"


@_or_dash
def ratio(value: float, lang: str) -> str:
    """Return a ratio without unit, two decimals."""
    return decimal(value, lang, digits=2)


def compass(value_deg: float, lang: str) -> str:
    """Return the nearest of the sixteen compass points.

    >>> compass(57.6, "en"), compass(57.6, "zh")
    ('ENE', '东北偏东')
    """
    en = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW"
    zh = (
        "北 东北偏北 东北 东北偏东 东 东南偏东 东南 东南偏南 "
        "南 西南偏南 西南 西南偏西 西 西北偏西 西北 西北偏北"
    )
    return (zh if lang == "zh" else en).split()[round(value_deg / 22.5) % 16]


@_or_dash
def bearing(value_deg: float, lang: str) -> str:
    """Return a bearing clockwise from north, whole degrees with the compass point."""
    return f"{round(value_deg) % 360}° {compass(value_deg, lang)}"
