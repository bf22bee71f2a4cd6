"""What an outline that was exported here says of itself, in extended data (`geo.io.dxf`)."""

from geo.io.dxf import APPLICATION
from geo.reading.dxf_pairs import Entity

_APPLICATION_NAME, _TEXT = 1001, 1000


def read_marks(entity: Entity) -> dict[str, str | None]:
    """Return the values by name, in their order; none for what another program has drawn."""
    marks: dict[str, str | None] = {}
    is_ours = False
    for code, value in entity.pairs:
        if code == _APPLICATION_NAME:
            is_ours = value == APPLICATION
        elif is_ours and code == _TEXT and "=" in value:
            name, _, text = value.partition("=")
            marks[name] = text or None
    return marks
