"""Numbers within sentences: of few digits, never with an exponent."""

import numpy as np


def format_digits(value: float, digits: int = 2) -> str:
    """Return a finite number of so many significant digits, written out.

    >>> format_digits(0.01234), format_digits(3.0), format_digits(1234.5), format_digits(1.2e-7)
    ('0.012', '3', '1200', '0.00000012')
    """
    return np.format_float_positional(float(f"{value:.{digits}g}"), trim="-")
