"""By how much a measured area differs from the one that is stated."""

_LEAST_DIFFERENCE = 0.01  # of the stated area; maps and certificates round by less


def find_difference(measured_m2: float, stated_m2: float) -> float | None:
    """Return how a measured area differs, as a share of the stated one; None for rounding.

    The sign is that of measured − stated, as in the column of the difference and in the checks of
    published areas. Of a stated area of zero no share can be told.

    Parameters
    ----------
    measured_m2, stated_m2 : float
        Square metres; NaN for none.
    """
    if not stated_m2 > 0 or not measured_m2 > 0:
        return None
    share = measured_m2 / stated_m2 - 1
    return share if abs(share) > _LEAST_DIFFERENCE else None
