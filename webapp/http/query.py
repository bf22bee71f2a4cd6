"""Query parameters of pages and services, parsed; a value that can't be used raises InputError.

An empty value is not the same as none: it is refused as any other that can't be used, here and
wherever else parameters are read. Only a title may be empty, and then there is none.

Data and files refuse parameters that they don't know, so that none is taken to have had an effect.
Pages for people pass over them: messengers and mail programs add their own to a link.
"""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd
from flask import request

from geo.errors import N_, InputError, quote_value
from geo.geodesy.datum import DATUMS
from geo.measured import Measured

COMMON_PARAMETERS = ("f", "lang")
_UNKNOWN_ID = {
    "part": N_("No part has the id %(value)s. Use an id from the table of areas."),
    "place": N_("No place has the id %(value)s. Use an id from the table of distances."),
}


def check_parameters(
    allowed: Collection[str],
    *,
    common: Collection[str] = COMMON_PARAMETERS,
    repeated: Collection[str] = (),
) -> None:
    """Raise InputError for a parameter that is unknown here, or given twice but for `repeated`.

    Raises
    ------
    InputError
        Naming the parameter and those there are.
    """
    known = (*allowed, *repeated, *common)
    _refuse_others(request.args, known)
    for name, values in request.args.lists():
        if len(values) > 1 and name not in repeated:
            raise InputError(
                N_("%(name)s occurs %(count)s times. Send it once."), name=name, count=len(values)
            )


def check_form_fields(names: Collection[str]) -> None:
    """Raise InputError for a field of the form that is none of `names`."""
    _refuse_others(request.form, names)


def _refuse_others(given: Iterable[str], names: Collection[str]) -> None:
    for name in given:
        if name not in names:
            raise InputError(
                N_("Unknown parameter %(name)s. Use one of %(choices)s."),
                name=quote_value(name),
                choices=tuple(names),
            )


def read_choice(
    name: str,
    allowed: Collection[str],
    *,
    default: str,
    values: Mapping[str, str] | None = None,
) -> str:
    """Return the parameter's value, one of `allowed`: the request's own, or one of `values`."""
    value = (request.args if values is None else values).get(name, default)
    if value not in allowed:
        raise InputError(
            N_("%(name)s is %(value)s. Use one of %(choices)s."),
            name=name,
            value=quote_value(value),
            choices=tuple(allowed),
        )
    return value


def read_id(name: str, ids: Collection[str]) -> str | None:
    """Return the id that the parameter names, or None when it is not given."""
    value = request.args.get(name)
    if value is not None and value not in ids:
        said = _UNKNOWN_ID[name]
        raise InputError(said, value=quote_value(value))
    return value


def read_datum() -> str:
    """Return the datum that the coordinates of the request are in; WGS 84 unless it says."""
    return read_choice("datum", DATUMS, default="wgs84")


def read_distances(measured: Measured) -> pd.DataFrame:
    """Return the table of distances, or its rows of the `part` and the `place` asked for."""
    table, zone = measured.distances, measured.zone
    for name, column, ids in (
        ("part", "id", zone.parts.index),
        ("place", "place", zone.places.index),
    ):
        only = read_id(name, ids)
        if only is not None:
            table = table[table[column] == only]
    return table


def read_sort_order(columns: Collection[str]) -> tuple[str | None, bool]:
    """Return the column to sort by and whether downward (`?sort=-area_m2`)."""
    value = request.args.get("sort")
    if value is None:
        return None, False
    name = value.removeprefix("-")
    if name not in columns:
        raise InputError(
            N_("sort is %(value)s. Use one of %(choices)s."),
            value=quote_value(value),
            choices=tuple(columns),
        )
    return name, value.startswith("-")
