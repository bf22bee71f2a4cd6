"""What the rows of an import are called in its messages, and the messages about that."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo.errors import N_, Phrase
from geo.fields.languages import field_name, find_text
from geo.fields.part_label import PartLabel, find_shared_names


def label_rows(rows: Sequence[Mapping[str, Any]]) -> list[PartLabel]:
    """Return what each row of fields is called: by its name, else by its id."""
    shared = find_shared_names(rows)
    return [PartLabel(row["id"], row, shared) for row in rows]


def tell_ids(
    labels: Sequence[PartLabel], codes: Sequence[str | None], numbers: Sequence[int | None]
) -> list[Phrase]:
    """Return which ids were made, and from what.

    Parameters
    ----------
    labels : sequence of PartLabel
    codes : sequence of str or None
        What the ids were made from, where it is not the name.
    numbers : sequence of int or None
        The positions of the features in their file; None for those whose id is their own.
    """
    return [
        _tell_id(label, code, number)
        for label, code, number in zip(labels, codes, numbers, strict=True)
        if number is not None and code != label.key
    ]


def _tell_id(label: PartLabel, code: str | None, number: int) -> Phrase:
    values = {"id": label.key, "number": number}
    if code is not None:
        said = N_("%(id)s: this id was made from %(code)s")
        return Phrase(said, {"id": label.key, "code": code})
    if find_text(label.names, "name") is None:
        said = N_("%(id)s: this id was made from the name or number of feature %(number)s")
        return Phrase(said, values)
    said = N_("%(part)s: its id %(id)s was made from the name or number of feature %(number)s")
    return Phrase(said, {"part": label, **values})


def tell_moved(labels: Sequence[PartLabel], moved: Iterable[Sequence[str]]) -> list[Phrase]:
    """Return which English fields had Chinese text, by part."""
    said = N_("%(id)s: %(field)s contains Chinese text and was moved to %(target)s")
    return [
        Phrase(said, {"id": label, "field": field, "target": field_name(field, "zh")})
        for label, fields in zip(labels, moved, strict=True)
        for field in fields
    ]
