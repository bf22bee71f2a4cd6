"""Which share of a plot lies in which part, in percent that add up: the rule of every output."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from maps.i18n import get_language, get_translator
from maps.numerals import format_number

_SAME = 1e-6  # of a share, by which two may differ and be the same; words.js has the same


@dataclass(frozen=True)
class PartShare:
    """A part that has something of a plot.

    Attributes
    ----------
    name : str
    share : float
        0 to 1, of what lies in it and in no part further inside; those of a plot and what lies
        outside add up to 1.
    whole_share : float
        Of all that lies in it.
    is_touch : bool
        Whether it may as well only touch.
    """

    name: str
    share: float
    whole_share: float
    is_touch: bool = False

    @property
    def is_rest(self) -> bool:
        """Whether another part of the plot's lies in this one, whose share is told apart."""
        return self.whole_share - self.share > _SAME


def describe_shares(
    parts: Sequence[PartShare],
    outside: float,
    *,
    area_m2: float,
    uncertainty_m: float | None,
    lang: str,
) -> str:
    """Return the shares of a plot in parts, the rest of parts around others, and outside.

    Parameters
    ----------
    parts : sequence of PartShare
        The outermost first.
    outside : float
        0 to 1; not told where it is nothing but rounding.
    area_m2 : float
        Of the plot.
    uncertainty_m : float or None
        Of the nearest outline; the percentages have no more decimals than it supports.
    lang : str
        The language's code.
    """
    _, language = get_translator(lang), get_language(lang)
    shares = [None if each.is_touch else each.share for each in parts]
    decimals = _count_decimals(area_m2, uncertainty_m)
    texts = _write_percents([*shares, outside if outside > _SAME else None], decimals, lang)
    said = []
    for part, text in zip(parts, texts, strict=False):
        words = _("rest of %(name)s") if part.is_rest else "%(name)s"
        words = _("touches %(name)s") if part.is_touch else words
        said.append(" ".join(filter(None, (words % {"name": part.name}, text))))
    if texts[-1]:
        said.append(f"{_('Outside')} {texts[-1]}")
    return language.list_separator.join(said) or _("Outside")


def _count_decimals(area_m2: float, uncertainty_m: float | None) -> int:
    """Return how many decimals of a percentage are supported.

    A strip as wide as the outline is uncertain, along one side of the plot, is what it may be off.
    """
    if uncertainty_m is None or math.isnan(uncertainty_m) or not area_m2:
        return 1
    percent = 100 * uncertainty_m / math.sqrt(area_m2)
    return 0 if percent >= 1 else 1 if percent >= 0.1 else 2


def _write_percents(shares: Sequence[float | None], decimals: int, lang: str) -> list[str]:
    unit = 10**decimals
    rounded = _round_together([(each or 0.0) * 100 * unit for each in shares])

    def write(value: float) -> str:
        text = format_number(value, lang, digits=decimals)
        return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"

    texts = []
    for share, number in zip(shares, rounded, strict=True):
        if share is None:
            texts.append("")
        elif not number and share > 0:
            texts.append(f"<{write(1 / unit)}")
        elif number == 100 * unit and share < 1 - _SAME:
            texts.append(f">{write(100 - 1 / unit)}")
        else:
            texts.append(write(number / unit))
    return texts


def _round_together(values: Sequence[float]) -> list[int]:
    """Return whole numbers that add up as the values do."""
    rounded = [math.floor(each) for each in values]
    left = math.floor(sum(values) + 0.5) - sum(rounded)
    places = sorted(range(len(values)), key=lambda n: rounded[n] - values[n])
    for n in places[:left]:
        rounded[n] += 1
    return rounded
