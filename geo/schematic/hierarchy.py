"""The order in which the parts of a zone are drawn: parents first."""

from collections.abc import Sequence

from geo.arrays import Json
from geo.errors import N_, InputError, quote_value


def sort_parents_first(parts: Sequence[Json]) -> list[Json]:
    """Return the parts of the evidence, each after its parent, else in their order.

    Raises
    ------
    InputError
        When a parent is no part, or a part is its own ancestor.
    """
    parents = {part["id"]: part.get("parent") for part in parts}

    def depth(key: str) -> int:
        seen = [key]
        while (parent := parents[seen[-1]]) is not None:
            if parent not in parents or parent in seen:
                raise InputError(
                    N_("%(part)s has the parent %(parent)s. Name another part."),
                    part=quote_value(seen[-1]),
                    parent=quote_value(parent),
                )
            seen.append(parent)
        return len(seen)

    return sorted(parts, key=lambda part: depth(part["id"]))
