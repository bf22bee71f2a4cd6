"""Ways of which nodes are missing, since an extract ends there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from osmium.osm.types import Way


def split_at_gaps(way: "Way") -> Iterator[str]:
    """Yield the stretches of a way between nodes that are missing, as WKB."""
    stretch: list[tuple[float, float]] = []
    for node in (*way.nodes, None):
        if node is not None and node.location.valid():
            stretch.append((node.lon, node.lat))
            continue
        if len(stretch) > 1:
            yield shapely.to_wkb(shapely.LineString(stretch), hex=True)
        stretch = []
