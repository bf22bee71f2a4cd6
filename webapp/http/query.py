"""One parser a query parameter; what can't be used raises InputError with the way out.

An empty value is not the same as none: it is refused as any other that can't be used, here and
wherever else parameters are read. Only a title may be empty, and then there is none.
"""

from collections.abc import Collection, Mapping

from flask import request

from geo.errors import N_, InputError, quote_value


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
            N_("%(name)s is %(value)s; use one of %(choices)s"),
            name=name,
            value=quote_value(value),
            choices=", ".join(allowed),
        )
    return value


def read_id(name: str, ids: Collection[str]) -> str | None:
    """Return the id that the parameter names, or None when it is not given."""
    value = request.args.get(name)
    if value is not None and value not in ids:
        raise InputError(
            N_("%(name)s is %(value)s; use one of the ids of the table"),
            name=name,
            value=quote_value(value),
        )
    return value


def read_sort_order(columns: Collection[str]) -> tuple[str | None, bool]:
    """Return the column to sort by and whether downward (`?sort=-area_m2`)."""
    value = request.args.get("sort")
    if value is None:
        return None, False
    name = value.removeprefix("-")
    if name not in columns:
        raise InputError(
            N_("sort is %(value)s; use one of %(choices)s"),
            value=quote_value(value),
            choices=", ".join(columns),
        )
    return name, value.startswith("-")
