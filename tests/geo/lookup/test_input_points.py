"""Points that are not on Earth are refused; those on another datum are moved first."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from geo.errors import InputError
from geo.lookup.input_points import find_point_faults
from geo.lookup.locate import locate_point


@pytest.mark.parametrize(
    ("lon", "lat", "word"),
    [
        (float("nan"), 1, "finite"),
        (28.9, 105.4, "swapped"),
        (500_000.0, 3_200_000.0, "metres"),
        (181, 0, "outside"),
    ],
)
def test_no_point_on_earth_is_refused(made_zone, lon, lat, word):
    assert word in find_point_faults(np.array([float(lon)]), np.array([float(lat)]))[0]
    with pytest.raises(InputError, match=word):
        locate_point(made_zone, lon, lat)


def test_unknown_datum_is_refused(made_zone):
    with pytest.raises(InputError, match="Use one of wgs84, gcj02, bd09"):
        locate_point(made_zone, 105.4, 28.9, datum="mars")


def test_datum_moves_the_point_first(made_zone):
    pytest.importorskip("geo.geodesy.datum", exc_type=ModuleNotFoundError)
    moved = locate_point(made_zone, 105.4036, 28.897, datum="gcj02")
    shift = Geodesic.WGS84.Inverse(28.897, 105.4036, moved.latitude, moved.longitude)["s12"]
    assert 440 < shift < 500
