"""Tables whose first line has values in place of headings: what to write above it."""

from collections.abc import Sequence

from geo.errors import N_, InputError, file_label
from geo.reading.numbers import NUMBER_PATTERN, simplify_number

_VALUES = N_(
    "%(name)s has no header: its first line contains values. Add a line with the names of the "
    "columns above it, such as name,longitude,latitude."
)
_METRES = N_(
    "%(name)s has no header: its first line contains metres. Add a line with the names of the "
    "columns above it, such as name,northing,easting, and set --crs."
)
_LEAST_METRES, _MOST_METRES = 10_000.0, 1e8  # easting and northing, also with a zone's number
_LEAST_NUMBERS = 2


def refuse_values(names: Sequence[str], *, name: str) -> InputError | None:
    """Return the refusal of a table whose headings are a row of values; None for headings.

    They are where two are numbers, of which one has decimals. Numbers of metres are told as such:
    headings of degrees would lead nowhere.

    Parameters
    ----------
    names : sequence of str
        The headings.
    name : str
        The file's, for the error.
    """
    plain = [simplify_number(each) for each in names]
    numbers = [each for each in plain if NUMBER_PATTERN.fullmatch(each)]
    decimals = [each for each in numbers if "." in each]
    if len(numbers) < _LEAST_NUMBERS or not decimals:
        return None
    metres = [each for each in decimals if _LEAST_METRES <= abs(float(each)) <= _MOST_METRES]
    is_plane = len(metres) >= _LEAST_NUMBERS
    return InputError(_METRES if is_plane else _VALUES, name=file_label(name))
