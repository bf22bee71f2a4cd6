"""What a file's own columns are for."""

from collections.abc import Sequence

from geo.arrays import Json
from geo.quality.stated_areas import StatedArea


def describe_columns(
    columns: Sequence[str], names: Sequence[str], stated: StatedArea | None
) -> list[Json]:
    """Return the columns with what they are for."""
    found: list[Json] = []
    for column in columns:
        is_stated = stated is not None and stated.column == column
        role = "stated_area" if is_stated else "name" if column in names[:1] else None
        unit = stated.unit if stated is not None and is_stated else None
        found.append({"name": column, "role": role, "unit": unit})
    return found
