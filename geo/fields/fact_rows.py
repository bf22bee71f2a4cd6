"""One fact of a facts file: whose it is, what is stated, when and by whom."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo import schema
from geo.errors import N_, InputError, Phrase, quote_value
from geo.fields.dates import parse_day_range
from geo.fields.facts import FACT_FIELDS, STATUSES

EVERYWHERE = "*"  # the id of a fact of the whole zone
MAX_CHARACTERS = 500
_ROUNDING = 1e-3


@dataclass(frozen=True)
class SiteFact:
    """One statement.

    Attributes
    ----------
    id : str
        Of a part; a plot's number or name; or `EVERYWHERE`.
    field : str
        Key of `FACT_FIELDS`.
    value, value_zh : str
        As it is stated; `value_zh` is empty where both languages have the same.
    as_of : str
        YYYY, YYYY-MM or YYYY-MM-DD; empty where a plot's own file states no date.
    source : str
        Who states it.
    as_stated : str
        The words of the source where the value was converted from them, such as another unit.
    """

    id: str
    field: str
    value: str
    value_zh: str
    as_of: str
    source: str
    as_stated: str = ""

    def agrees_with(self, other: "SiteFact") -> bool:
        """Return whether both state the same; quantities may be rounded, by a thousandth."""
        own, its = ({each.value, each.value_zh} - {""} for each in (self, other))
        if {each.casefold() for each in own} & {each.casefold() for each in its}:
            return True
        if not FACT_FIELDS[self.field].is_quantity:
            return False
        try:
            numbers = [float(each.value.replace(",", "")) for each in (self, other)]
        except ValueError:
            return False
        return math.isclose(*numbers, rel_tol=_ROUNDING)


def _read_needed(value: object) -> str:
    found = _read_short(value)
    if not found:
        raise InputError(N_("is missing. Every fact needs one."))
    return found


def _read_short(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value) if isinstance(value, int) else f"{value:.15g}"  # as JSON has quantities
    found = (schema.read_text(value) or "").strip()
    if len(found) > MAX_CHARACTERS:
        raise InputError(N_("is longer than %(most)s characters. Shorten it."), most=MAX_CHARACTERS)
    return found


def _read_field(value: object) -> str:
    found = _read_needed(value)
    if found not in FACT_FIELDS:
        raise InputError(
            N_("is %(value)s, which is not known. Use a field of the data dictionary."),
            value=quote_value(found),
        )
    return found


def _read_date(value: object) -> str:
    found = _read_needed(value)
    if parse_day_range(found) is None:
        raise InputError(
            N_("is %(value)s, not a date. Write YYYY, YYYY-MM or YYYY-MM-DD."),
            value=quote_value(found),
        )
    return found


_ROW_FIELDS: Mapping[str, schema.FieldReader] = {
    "id": _read_needed,
    "field": _read_field,
    "value": _read_needed,
    "value_zh": _read_short,
    "as_of": _read_date,
    "source": _read_needed,
}
COLUMNS = tuple(_ROW_FIELDS)


def read_fact(row: Mapping[str, Any], where: Phrase) -> SiteFact:
    """Return a fact from its values by the names of `COLUMNS`.

    Raises
    ------
    InputError
        When one can't be used, or the value is not one of its field.
    """
    fact = SiteFact(**schema.read_fields(_ROW_FIELDS, row, where=where))
    try:
        FACT_FIELDS[fact.field].check_value(fact.value)
        if fact.field == "status":
            schema.make_choice_reader(*STATUSES)(fact.value)
    except InputError as error:
        raise InputError(
            N_("%(where)s: %(name)s %(error)s"), where=where, name=fact.field, error=error.phrase
        ) from None
    return fact
