"""Fields read one by one, so that each fault is found and the other fields are still known."""

from collections.abc import Mapping
from typing import Any

from geo.errors import InputError, Phrase
from geo.schema import FieldReader, read_fields


def read_fields_leniently(
    fields: Mapping[str, FieldReader], raw: object, *, where: object
) -> tuple[dict[str, Any], list[Phrase]]:
    """Return the fields that can be read, and why the others can't.

    Parameters
    ----------
    fields : Mapping[str, FieldReader]
        The fields, and how each is read (`geo.schema`).
    raw : object
        A JSON object; anything else has one fault.
    where : object
        Names the object in a fault.
    """
    values: dict[str, Any] = {}
    faults: dict[str, Phrase] = {}  # by their text: what is true of all fields is said once
    for field, reader in fields.items():
        try:
            values |= read_fields({field: reader}, raw, where=where)
        except InputError as error:
            faults.setdefault(str(error), error.phrase)
    return values, list(faults.values())
