"""The scale bar, measured in the drawing; the north arrow."""

import re
import xml.etree.ElementTree as ET

import pytest
from geographiclib.geodesic import Geodesic
from matplotlib.patches import Polygon

from maps.figure.compose import draw_figure
from maps.figure.options import FigureOptions
from maps.figure.render import render_svg

SVG = "{http://www.w3.org/2000/svg}"


def polygon_xy(svg, part_id):
    path = svg.find(f".//{SVG}g[@data-name='part-{part_id}']/{SVG}path").get("d")
    return [tuple(map(float, pair)) for pair in re.findall(r"([-\d.]+) ([-\d.]+)", path)]


@pytest.mark.parametrize("view", ["zone", "region"])
@pytest.mark.slow
def test_the_scale_bar_is_right_to_half_a_percent(zone, view):
    """Measured from the drawing: two far vertices, their geodesic, and the bar with its number."""
    svg = ET.fromstring(render_svg(zone, FigureOptions(view=view)))
    bar = svg.find(f".//{SVG}g[@data-name='scale-bar']/{SVG}path").get("d")
    xs = [float(x) for x in re.findall(r"([-\d.]+) [-\d.]+", bar)]
    number = re.search(
        r"^(\d+) km$", "\n".join("".join(t.itertext()) for t in svg.iter(f"{SVG}text")), re.M
    )
    assert number
    km_per_point = float(number[1]) / (max(xs) - min(xs))
    ids = ("longmatan-core", "luxian-district")
    (x1, y1), (x2, y2) = (polygon_xy(svg, key)[0] for key in ids)
    lonlat = [zone.parts.geometry[key].exterior.coords[0] for key in ids]
    (lon1, lat1), (lon2, lat2) = lonlat
    km = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"] / 1000
    drawn = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 * km_per_point
    assert drawn == pytest.approx(km, rel=0.005)


def test_north_arrow_points_up_and_is_named(zone):
    axes = draw_figure(zone, FigureOptions()).axes[0]
    (north,) = [text for text in axes.texts if text.get_text() == "N"]
    halves = [patch for patch in axes.patches if isinstance(patch, Polygon)]
    assert len(halves) == 2
    tips = {tuple(half.get_xy()[0]) for half in halves}
    assert len(tips) == 1
    ((x, y),) = tips
    assert north.get_position()[0] == x
    assert north.get_position()[1] < y < min(half.get_xy()[1][1] for half in halves)  # y downwards
