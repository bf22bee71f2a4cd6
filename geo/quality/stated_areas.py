"""Which of a file's own columns states the areas of its features, and where they differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.arrays import Floats, Json
from geo.errors import N_, Phrase
from geo.fields.units import M2_PER_HA, M2_PER_MU
from geo.importing.area_columns import (
    is_area_column,
    is_computed_area,
    states_hectares,
)
from geo.importing.column_names import normalize_column
from geo.quality.stated_columns import (
    STATED_RESULTS,
    agree_within_rounding,
    find_step_m2,
    list_named_units,
    read_values,
    to_m2,
)
from geo.reading.coordinate_columns import as_text

# Square metres of each unit, by the name that answers have for it.
UNITS_M2 = {
    "m2": 1.0, "mu": M2_PER_MU, "ha": M2_PER_HA, "km2": 1e6, "wan_mu": 10_000 * M2_PER_MU,
}  # fmt: skip
_CODES = {"亩": "mu", "mu": "mu", "万亩": "wan_mu"}
_LEAST_ALIKE = 0.02  # of a stated area, by which it may differ where the unit is told by it
_LEAST_SHARE = 0.8


@dataclass(frozen=True)
class StatedArea:
    """A column that states areas.

    Attributes
    ----------
    column : str
    unit : str
        One of `UNITS_M2`.
    areas_m2 : array of float, shape (n,)
        NaN where a row states none.
    step : Phrase or None
        Where the unit was found by the measured areas: the sentence that tells so.
    """

    column: str
    unit: str
    areas_m2: Floats
    step: Phrase | None


def find_stated_area(
    columns: Sequence[str], records: Sequence[Json], measured_m2: Floats
) -> StatedArea | None:
    """Return the column that states the areas of a file's plots.

    Its unit is in its name; boundary-point text has hectares. Elsewhere it is the one in which most
    of the stated areas are within 2 % of the measured ones. Of columns that agree it is the one
    with most digits; what this program has computed and exported is none.

    Parameters
    ----------
    columns : sequence of str
    records : sequence of dict
        The rows' own values.
    measured_m2 : array of float, shape (n,)
        Square metres on the WGS 84 ellipsoid; NaN for what is no plot.
    """
    named = _list_named(columns, records)
    if named:
        return named[0] if len(named) == 1 else _choose_finest(named, records)
    for column in columns:
        if is_area_column(normalize_column(column)):
            values = read_values(records, column)
            if states_hectares(column, columns):
                return _take_hectares(column, values, measured_m2)
            found = _guess_unit(column, values, measured_m2)
            if found is not None:
                return found
    for column in STATED_RESULTS:
        if column in columns and not np.isnan(values := read_values(records, column)).all():
            return StatedArea(column, "m2", to_m2(values, 1.0), None)
    return None


def _list_named(columns: Sequence[str], records: Sequence[Json]) -> list[StatedArea]:
    """Return what columns that name their unit state, without those that state nothing."""
    found = []
    for column, unit in list_named_units(columns):
        code = _CODES.get(unit.name, _name_unit(float(unit.km2) * 1e6))
        areas_m2 = to_m2(read_values(records, column), UNITS_M2[code])
        if not np.isnan(areas_m2).all():
            found.append(StatedArea(column, code, areas_m2, None))
    return found


def _choose_finest(named: Sequence[StatedArea], records: Sequence[Json]) -> StatedArea:
    """Return the column with most digits of those that agree with the first within rounding.

    Where another one disagrees, the first is returned, with a sentence that tells so.
    """
    steps_m2 = [
        find_step_m2([as_text(row.get(each.column)) for row in records], UNITS_M2[each.unit])
        for each in named
    ]
    first, finest = named[0], 0
    for n, other in enumerate(named[1:], start=1):
        if not agree_within_rounding(first.areas_m2, other.areas_m2, steps_m2[0], steps_m2[n]):
            said = N_(
                "The columns %(column)s and %(other)s state different areas, and only the first is "
                "compared. Correct or remove the other."
            )
            return replace(
                first, step=Phrase(said, {"column": first.column, "other": other.column})
            )
        has_all = not np.isnan(other.areas_m2[~np.isnan(first.areas_m2)]).any()
        if has_all and steps_m2[n] < steps_m2[finest]:
            finest = n
    return named[finest]


def explain_stated(
    columns: Sequence[str],
    records: Sequence[Json],
    measured_m2: Floats,
    stated: StatedArea | None,
) -> list[Phrase]:
    """Return what tells of the unit that a column of areas doesn't state; empty where it does.

    Areas that agree with the measured ones in no unit can't be compared, and that is said. What
    software has computed, such as `Shape_Area`, nobody has stated: of it nothing is.

    Parameters
    ----------
    columns, records, measured_m2
        As `find_stated_area` takes them: areas on the WGS 84 ellipsoid, in m².
    stated : StatedArea or None
        What it returned.
    """
    if stated is not None:
        return [] if stated.step is None else [stated.step]
    if not (measured_m2 > 0).any():
        return []
    said = N_(
        "The column %(column)s doesn't say its unit and agrees with the measured areas in none, so "
        "it isn't compared. Rename it with its unit, such as area_mu, area_ha or area_m2."
    )
    return [
        Phrase(said, {"column": column})
        for column in columns
        if is_area_column(plain := normalize_column(column))
        and not is_computed_area(plain)
        and (read_values(records, column)[measured_m2 > 0] > 0).any()
    ]


def find_stated_m2(
    columns: Sequence[str], read: Callable[[Sequence[str]], Sequence[Json]], measured_m2: Floats
) -> tuple[Floats, list[Phrase]]:
    """Return the areas that a table states of its plots, and what tells of a unit that it doesn't.

    The areas are in m², NaN for none, shape (n,).

    Parameters
    ----------
    columns : sequence of str
        All of them: those of boundary points, side by side, tell that its areas are hectares.
    read : callable
        Returns the rows with some columns; it is asked for those alone that may state areas.
    measured_m2 : array of float, shape (n,)
        Of the plots on the WGS 84 ellipsoid, as `find_stated_area` takes them.
    """
    own = [name for name in columns if is_stated_column(name)]
    if not own:
        return np.full(len(measured_m2), np.nan), []
    records = read(own)
    stated = find_stated_area(columns, records, measured_m2)
    areas_m2 = np.full(len(measured_m2), np.nan) if stated is None else stated.areas_m2
    return areas_m2, explain_stated(own, records, measured_m2, stated)


def is_stated_column(column: str) -> bool:
    """Return whether a column states areas, by its name: no other is looked at."""
    plain = normalize_column(column)
    return bool(list_named_units([column])) or is_area_column(plain) or column in STATED_RESULTS


def _name_unit(size_m2: float) -> str:
    return min(UNITS_M2, key=lambda code: abs(UNITS_M2[code] / size_m2 - 1))


def _take_hectares(column: str, values: Floats, measured_m2: Floats) -> StatedArea | None:
    """Return areas of boundary-point text, which are hectares; where others fit, it is told."""
    if np.isnan(values).all():
        return None
    fitting = _list_fitting_units(values, measured_m2)
    said = N_("The column %(column)s is in hectares, as the format of boundary points has it.")
    step = Phrase(said, {"column": column})
    if fitting and "ha" not in fitting:
        said = N_(
            "WARNING: The column %(column)s is in hectares, as the format of boundary points has "
            "it. In %(name)s it would agree with the measured areas. Correct the areas in the file."
        )
        step = Phrase(said, {"column": column, "name": _describe_unit(fitting[0])})
    return StatedArea(column, "ha", to_m2(values, UNITS_M2["ha"]), step)


def _guess_unit(column: str, values: Floats, measured_m2: Floats) -> StatedArea | None:
    fitting = _list_fitting_units(values, measured_m2)
    if not fitting:
        return None
    said = N_(
        "The column %(column)s doesn't say its unit. It is taken as %(name)s, in which it "
        "agrees with the measured areas."
    )
    step = Phrase(said, {"column": column, "name": _describe_unit(fitting[0])})
    return StatedArea(column, fitting[0], to_m2(values, UNITS_M2[fitting[0]]), step)


def _list_fitting_units(values: Floats, measured_m2: Floats) -> list[str]:
    """Return the units in which stated areas agree with measured ones; none without such."""
    known = ~np.isnan(values) & ~np.isnan(measured_m2) & (measured_m2 > 0)
    if not known.any():
        return []
    off = {
        code: np.abs(values[known] * size_m2 / measured_m2[known] - 1)
        for code, size_m2 in UNITS_M2.items()
    }
    return [code for code, each in off.items() if (each <= _LEAST_ALIKE).mean() >= _LEAST_SHARE]


def _describe_unit(code: str) -> Phrase:
    names = {
        "m2": N_("square metres"),
        "mu": N_("mu"),
        "ha": N_("hectares"),
        "km2": N_("square kilometres"),
        "wan_mu": N_("ten thousand mu"),
    }
    return Phrase(names[code], {})
