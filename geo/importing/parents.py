"""Parents that a file names by their name, or by the code that their id is made from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from geo.errors import N_, InputError, Phrase, quote_value
from geo.fields.languages import field_names
from geo.importing.other_columns import is_missing, to_plain_value

_MOST_NAMED = 10
_Labels = Mapping[str, Sequence[int]]


def resolve_parents(
    rows: Sequence[dict[str, Any]], codes: Sequence[str | None], numbers: Sequence[int]
) -> list[Phrase]:
    """Give each row whose parent is another row's name or code that row's id; tell how many.

    A parent that is an id, or nothing of this file, stays as it is.

    Parameters
    ----------
    rows : sequence of dict
        The fields of each part, its `id` among them.
    codes : sequence of str or None
        What the ids were made from, where they are not the file's own.
    numbers : sequence of int
        The positions of the features in their file, for messages.

    Raises
    ------
    InputError
        When several rows have that name; the message names them.
    """
    ids = {row["id"] for row in rows}
    labels = _list_labels(
        (*(row.get(field) for field in field_names("name")), code)
        for row, code in zip(rows, codes, strict=True)
    )
    count = 0
    for n, row in enumerate(rows):
        parent = row.get("parent")
        if parent is None or parent in ids:
            continue
        found = _find_others(labels, parent, n)
        if len(found) > 1:
            raise InputError(
                N_(
                    "Feature %(number)s: the parent %(parent)s is the name of several parts. "
                    "Write the id of one of them: %(choices)s."
                ),
                number=numbers[n],
                parent=quote_value(parent),
                choices=tuple(_name_choices(rows, numbers, found)),
            )
        if found:
            row["parent"] = rows[found[0]]["id"]
            count += 1
    said = N_("parents found by their name, now their id: %(count)s")
    return [Phrase(said, {"count": count})] if count else []


def are_parents(table: pd.DataFrame, mapping: Mapping[str, str]) -> bool:
    """Return whether a guessed column names, by id or name, one other row each, without circles."""
    given = _read_texts(table, mapping["parent"])
    own = [
        _read_texts(table, mapping[field])
        for field in ("id", *field_names("name"))
        if field in mapping
    ]
    ids = {text: n for n, text in enumerate(own[0])} if "id" in mapping else {}
    labels = _list_labels(zip(*own, strict=True))
    above: dict[int, int] = {}
    for n, parent in enumerate(given):
        if not parent:
            continue
        found = [ids[parent]] if parent in ids else _find_others(labels, parent, n)
        if len(found) != 1:
            return False
        above[n] = found[0]
    return not _has_circle(above)


def _has_circle(above: Mapping[int, int]) -> bool:
    sound: set[int] = set()
    for start in above:
        way, at = [start], above[start]
        seen = {start}
        while at in above and at not in sound and at not in seen:
            way.append(at)
            seen.add(at)
            at = above[at]
        if at in seen:
            return True
        sound.update(way)
    return False


def _list_labels(rows: Iterator[Sequence[str | None]]) -> _Labels:
    """Return the positions of the rows that have each name or code."""
    found: dict[str, list[int]] = {}
    for n, texts in enumerate(rows):
        for text in {text.strip() for text in texts if text}:
            found.setdefault(text, []).append(n)
    return found


def _find_others(labels: _Labels, parent: str, own: int) -> list[int]:
    """Return the rows that are called so, without the row itself where others are too."""
    found = list(labels.get(parent.strip(), ()))
    return [n for n in found if n != own] or found


def _name_choices(
    rows: Sequence[Mapping[str, Any]], numbers: Sequence[int], found: Sequence[int]
) -> Iterator[object]:
    for n in found[:_MOST_NAMED]:
        yield Phrase(N_("%(id)s (feature %(n)s)"), {"id": rows[n]["id"], "n": numbers[n]})
    if len(found) > _MOST_NAMED:
        yield "…"


def _read_texts(table: pd.DataFrame, column: str) -> list[str]:
    values = table[column].tolist()
    return ["" if is_missing(each) else str(to_plain_value(each)).strip() for each in values]
