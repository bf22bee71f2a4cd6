"""Ellipses of MapInfo lose no more than a millionth of their area."""

import math

import numpy as np
import pytest
import shapely

from geo.reading.any_format import read_raw_layer
from geo.reading.layer import ReadOptions

HEAD = """Version 300
Charset "Neutral"
Delimiter ","
CoordSys {crs}
Columns 1
  name Char(20)
Data

"""
METRES = 'Earth Projection 8, 104, "m", 105, 0, 1, 500000, 0'
STYLE = "  Pen (1,2,0)\n  Brush (1,0,16777215)\n"


def read_mif(folder, *objects, crs=METRES):
    path = folder / "a.mif"
    path.write_text(HEAD.format(crs=crs) + STYLE.join([*objects, ""]))
    path.with_suffix(".mid").write_text("".join(f'"{n}"\n' for n in range(len(objects))))
    return read_raw_layer(path, ReadOptions())[0]


@pytest.mark.parametrize(
    ("corners", "axes"),
    [
        ("540000 3193000 540400 3193300", (200, 150)),
        ("540000 3193000 540400 3193400", (200, 200)),
        ("541000.5 3193000 540000.5 3193002", (500, 1)),
    ],
)
def test_an_ellipse_has_its_area(tmp_path, corners, axes):
    raw = read_mif(tmp_path, f"Ellipse {corners}\n")
    area = math.pi * axes[0] * axes[1]
    assert raw.table.geometry.iloc[0].area == pytest.approx(area, rel=1.1e-6)
    (said,) = [str(step) for step in raw.steps if "straight pieces" in str(step)]
    told_mm = float(said.split("at most ")[1].split(" mm")[0])
    ring = shapely.get_coordinates(raw.table.geometry.iloc[0])
    middles = ((ring[1:] + ring[:-1]) / 2 - (ring.max(0) + ring.min(0)) / 2) / axes
    assert (1 - np.hypot(*middles.T)).max() * max(axes) * 1000 <= told_mm * 1.05


@pytest.mark.parametrize("diameter", [10, 100, 300])
def test_a_rounded_rectangle_has_its_area(tmp_path, diameter):
    raw = read_mif(tmp_path, f"RoundRect 540000 3193000 540400 3193300 {diameter}\n")
    area = 400 * 300 - (4 - math.pi) * (diameter / 2) ** 2
    shape = raw.table.geometry.iloc[0]
    assert shape.is_valid
    assert shape.area == pytest.approx(area, rel=1e-6)
    assert shape.bounds == pytest.approx((540000, 3193000, 540400, 3193300))
    assert any("straight pieces" in str(step) for step in raw.steps)


def test_an_ellipse_in_degrees_is_told_in_millimetres(tmp_path):
    raw = read_mif(tmp_path, "Ellipse 105.40 28.85 105.42 28.86\n", crs="Earth Projection 1, 104")
    assert raw.table.geometry.iloc[0].area == pytest.approx(math.pi * 0.01 * 0.005, rel=1.1e-6)
    assert any("at most 0.8 mm" in str(step) for step in raw.steps)


def test_what_is_no_ellipse_stays(tmp_path):
    angles = np.linspace(0, 2 * math.pi, 181)[:-1]
    points = [f"{540000 + 100 * math.cos(a)} {3193000 + 90 * math.sin(a)}" for a in angles]
    region = "Region 1\n  181\n" + "\n".join([*points, points[0]]) + "\n"
    raw = read_mif(tmp_path, region, "Rect 540000 3193000 540400 3193300\n")
    counts = shapely.get_num_coordinates(raw.table.geometry.to_numpy()).tolist()
    assert counts == [181, 5]
    assert not any("pieces" in str(step) for step in raw.steps)
