"""Areas as text, by the rule of the pages: m² below 1 ha, ha below 1 km², km² above."""

from geo.errors import N_, Phrase
from geo.fields.units import M2_PER_MU, find_published_m2


def tell_area(size_m2: float, *, is_published: bool = False) -> Phrase:
    """Return an area within a sentence: in its main unit, and in mu as the pages have it.

    Parameters
    ----------
    size_m2 : float
        Square metres.
    is_published : bool
        Whether it has the digits of a published figure, else those of a measured one.

    >>> str(tell_area(1_081_095.2))
    '1.08 km² (1,622 mu)'
    """
    main = format_published_area(size_m2 / 1e6) if is_published else format_area(size_m2)
    values = {"area": main, "mu": _format_mu(size_m2), "size_m2": size_m2}
    return Phrase(N_("%(area)s (%(mu)s mu)"), values)


def _format_mu(size_m2: float) -> str:
    """Return an area in mu: two decimals below 100, one below 1,000, else none."""
    size = size_m2 / M2_PER_MU
    digits = 2 if round(size, 2) < 100 else 1 if round(size, 1) < 1_000 else 0
    return f"{size:,.{digits}f}"


def format_area(size_m2: float) -> str:
    """Return a measured area, the unit chosen once it is rounded.

    Two decimals, of square metres one from 1 m² on and none from 10 m² on.

    >>> format_area(300.4), format_area(9_999.6), format_area(4.6234e6)
    ('300 m²', '1.00 ha', '4.62 km²')
    """
    if round(size_m2) < 10_000:
        digits = 0 if round(size_m2, 1) >= 10 else 1 if round(size_m2, 2) >= 1 else 2
        return f"{size_m2:,.{digits}f} m²"
    if round(size_m2, -2) < 1e6:
        return f"{size_m2 / 1e4:,.2f} ha"
    return f"{size_m2 / 1e6:,.2f} km²"


def format_published_area(size_km2: float) -> str:
    """Return a published area with the digits that it has.

    >>> format_published_area(0.0003), format_published_area(0.25), format_published_area(110.0)
    ('300 m²', '25 ha', '110 km²')
    """
    size_m2 = find_published_m2(size_km2)
    power, unit = (0, "m²") if size_m2 < 10_000 else (4, "ha") if size_m2 < 1e6 else (6, "km²")
    number = f"{size_m2.scaleb(-power):,f}"
    return f"{number.rstrip('0').rstrip('.') if '.' in number else number} {unit}"
