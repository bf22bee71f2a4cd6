"""Which columns of a table make its rows boundary points: the plot's, the ring's, the point's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.reading.column_choice import simplify_heading
from geo.reading.layer import ReadOptions

_PLOTS = (
    *("地块编号", "地块编码", "地块代码", "地块号", "宗地代码", "宗地编号", "宗地号", "图斑编号"),
    *("地块", "宗地", "地块名称", "宗地名称", "dkbh", "dkbm", "dkh", "zddm", "zdh", "dkmc"),
    *("plot_id", "plot_no", "plot_number", "plot_name", "plot", "parcel_id", "parcel_no"),
    *("parcel_number", "parcel_name", "parcel", "lot_no", "lot"),
)
_RINGS = (
    *("圈号", "环号", "地块圈号", "圈序号", "环序号", "ring_no", "ring_number", "ring_id", "ring"),
)
_POINTS = (
    *("界址点号", "界址点编号", "界址点序号", "界址点", "拐点号", "拐点编号", "拐点序号", "拐点"),
    *("点号", "点序号", "点序", "jzdh", "boundary_point", "point_no", "point_number", "point_id"),
    *("point", "vertex_no", "vertex_id", "vertex_index", "vertex", "corner_no", "corner"),
)


@dataclass(frozen=True)
class PointColumns:
    """The columns of a table of boundary points.

    Attributes
    ----------
    plot : str
        What rows of one plot have in common.
    ring, point : str
        The ring's number, and the point's; one of them may be missing and is empty then.
    """

    plot: str
    ring: str
    point: str


def find_point_columns(
    names: Sequence[str], places: Sequence[str], options: ReadOptions
) -> PointColumns | None:
    """Return the columns that say that rows are boundary points; None for rows that may be sites.

    Sites may have a plot too: only a ring or the number of a point tells.

    Parameters
    ----------
    names : sequence of str
        Of all columns.
    places : sequence of str
        Those of longitude and latitude, or of east and north; one of geometry has shapes itself.
    options : ReadOptions
        Where sites are sought, rows stay what they are.
    """
    if len(places) != 2 or options.seeks_sites:
        return None
    free = {_simplify(name): name for name in reversed(names) if name not in places}
    plot, ring, point = (
        next((free[word] for word in known if word in free), "")
        for known in (_PLOTS, _RINGS, _POINTS)
    )
    return PointColumns(plot, ring, point) if plot and (ring or point) else None


def _simplify(name: str) -> str:
    return re.sub(r"[\s-]+", "_", simplify_heading(name))
