"""Single values as files and answers have them: what is missing is None, never NaN."""

import math
from typing import Any


def none_if_nan(value: float) -> float | None:
    """Return a number, or None for NaN, which stands for a missing number in tables.

    >>> none_if_nan(1.5), none_if_nan(math.nan)
    (1.5, None)
    """
    return None if math.isnan(value) else float(value)


def to_json_value(value: Any) -> Any:
    """Return a table's value as JSON has it: NaN as None, a tuple as a list.

    >>> to_json_value(math.nan), to_json_value(("a",)), to_json_value("b")
    (None, ['a'], 'b')
    """
    if isinstance(value, tuple):
        return list(value)
    return None if isinstance(value, float) and math.isnan(value) else value
