"""An area that a file states, told in its own unit and with its own digits."""

import math
import re
from collections.abc import Sequence

from geo.arrays import Floats, Json
from geo.errors import N_
from geo.quality.stated_areas import UNITS_M2, StatedArea
from geo.reading.coordinate_columns import as_text
from maps.i18n import get_language, get_translator
from maps.numerals import format_number

_UNITS = {
    "m2": N_("m²"),
    "mu": N_("mu"),
    "ha": N_("ha"),
    "km2": N_("km²"),
    "wan_mu": N_("ten thousand mu"),
}
_M2_SHOWN, _M2_DECIMALS = 2, 4  # as tables of plots have them, and at most
_DECIMALS = re.compile(r"[.．](\d+)")


def describe_stated(row: Json, text: str, stated: StatedArea, lang: str) -> Json:
    """Return the stated area of a plot as text, and by how much the measured one differs.

    Parameters
    ----------
    row : dict
        With `stated_area_m2` and `stated_difference_m2`.
    text : str
        What the file states; the difference has as many decimals, unless they show nothing of it.
    stated : StatedArea
    lang : str
        The language's code.
    """
    size_m2, unit = UNITS_M2[stated.unit], get_translator(lang)(_UNITS[stated.unit])
    found = _DECIMALS.search(text)
    decimals = len(found[1]) if found else 0
    area = format_number(row["stated_area_m2"] / size_m2, lang, digits=decimals)
    difference = _describe_difference(row["stated_difference_m2"], stated, decimals, lang)
    return {
        "stated_text": f"{area} {unit}" + get_language(lang).bracket(stated.column),
        "difference_text": difference.replace("-", "−"),
    }


def _describe_difference(difference_m2: float, stated: StatedArea, decimals: int, lang: str) -> str:
    """Return a difference in the stated unit; in m² where nothing of it would be left there."""
    unit, value = stated.unit, difference_m2 / UNITS_M2[stated.unit]
    if not round(value, decimals) and round(difference_m2, _M2_DECIMALS):
        is_small = not round(difference_m2, _M2_SHOWN)
        unit, value, decimals = "m2", difference_m2, _M2_DECIMALS if is_small else _M2_SHOWN
    text = format_number(round(value, decimals) + 0.0, lang, digits=decimals)  # no negative zero
    return f"{text} {get_translator(lang)(_UNITS[unit])}"


def tell_stated(
    records: Sequence[Json], stated: StatedArea, measured_m2: Floats, lang: str
) -> list[tuple[str, str]]:
    """Return the stated area of each record and what the measured one differs by, in words.

    Both are empty where none is stated, or none was measured.
    """
    found = []
    for record, area_m2, own_m2 in zip(
        records, stated.areas_m2.tolist(), measured_m2.tolist(), strict=True
    ):
        row = {"stated_area_m2": area_m2, "stated_difference_m2": own_m2 - area_m2}
        is_told = area_m2 > 0 and math.isfinite(own_m2)
        text = as_text(record.get(stated.column))
        words = describe_stated(row, text, stated, lang) if is_told else {}
        found.append((words.get("stated_text", ""), words.get("difference_text", "")))
    return found


def write_stated(area_m2: float, text: str, stated: StatedArea, lang: str) -> tuple[str, str]:
    """Return a stated area in square metres with no more digits than are stated, and as stated.

    The second is empty for what is stated in square metres.
    """
    found = _DECIMALS.search(text)
    decimals = len(found[1]) if found else 0
    if stated.unit == "m2":
        return f"{area_m2:.{decimals}f}", ""
    unit = get_translator(lang)(_UNITS[stated.unit])
    area = format_number(area_m2 / UNITS_M2[stated.unit], lang, digits=decimals)
    digits = max(0, decimals - round(math.log10(UNITS_M2[stated.unit])))
    return f"{area_m2:.{digits}f}", f"{area} {unit}"
