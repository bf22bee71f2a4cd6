"""Valid outlines that cross each other as often as outlines can."""

import numpy as np
import shapely


def make_combs(teeth):
    """Return two valid combs across each other, whose teeth meet (2 × teeth)² times."""
    at = np.arange(teeth) / teeth
    wide = 0.5 / teeth
    tooth = np.stack([[at, at, at + wide, at + wide], [0 * at, 1 + 0 * at, 1 + 0 * at, 0 * at]])
    xy = tooth.transpose(2, 1, 0).reshape(-1, 2)
    up = np.r_[xy, [(1.1, -0.1), (-0.1, -0.1)]]
    along = np.c_[up[:, 1] * 1.2 - 0.1, 0.05 + up[:, 0] * 0.9]
    shapes = [shapely.Polygon(np.array([105.4, 28.9]) + each / 20) for each in (up, along)]
    assert shapely.is_valid(shapes).all()
    return np.array(shapes)
