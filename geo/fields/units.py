"""Units of area in which land is stated in China, and the digits of what is stated in them."""

from decimal import ROUND_HALF_UP, Decimal

M2_PER_HA = 10_000.0
MU_PER_KM2 = 1_500.0  # 15 mu (亩) are a hectare
M2_PER_MU = 1e6 / MU_PER_KM2
_FINEST = -2  # of square metres


def find_published_m2(size_km2: float) -> Decimal:
    """Return a published area in square metres, with its own digits unless they have no end.

    What was stated in mu has none in metric units: 250 mu are 166,666.666… m². A hectare and more
    is then told to the square metre, less to a hundredth of it.

    >>> find_published_m2(0.123456), find_published_m2(0.166666666667)
    (Decimal('123456'), Decimal('166667'))
    """
    exact = Decimal(str(size_km2)).scaleb(6)
    last = exact.as_tuple().exponent
    if not isinstance(last, int) or last >= _FINEST:
        return exact
    digits = Decimal(1) if exact >= M2_PER_HA else Decimal(1).scaleb(_FINEST)
    return exact.quantize(digits, ROUND_HALF_UP)
