"""Figures and factsheets of brought plots: with the zone's parts at and near them, and shares."""

import json
import re

import lxml.etree
import pytest
import shapely
from document_text import docx_text, pdf_text

from geo.zone import DEFAULT_PATH, read_zone
from maps.figure.shape_names import shape_name

EDGE = read_zone(DEFAULT_PATH).parts.geometry["machinery-park"].exterior
SPOT = EDGE.interpolate(0.1, normalized=True)
ACROSS = shapely.box(SPOT.x - 0.001, SPOT.y - 0.003, SPOT.x + 0.005, SPOT.y + 0.003)
FAR = shapely.box(105.6, 28.7, 105.603, 28.703)


@pytest.fixture
def export(client):
    """Send shapes; return the file."""

    def post(form, *shapes, lang="en", **members):
        features = [
            {
                "type": "Feature",
                "geometry": json.loads(shapely.to_geojson(shape)),
                "properties": {"@name": f"G-{n}"},
            }
            for n, shape in enumerate(shapes, 1)
        ]
        body = {"features": {"type": "FeatureCollection", "features": features}, **members}
        answer = client.post(f"/api/inspect/export?f={form}&lang={lang}", json=body)
        assert answer.status_code == 200, answer.get_data(as_text=True)[:300]
        return answer.get_data()

    return post


def list_drawn(svg):
    """Return the ids of the parts that a figure draws."""
    ids = {(each.get("id") or "").partition("-")[2] for each in lxml.etree.fromstring(svg).iter()}
    keys = [*read_zone(DEFAULT_PATH).parts.index, "your-plot-1"]
    return {key for key in keys if shape_name(key, 1) in ids}


@pytest.mark.slow
def test_a_figure_shows_the_parts_at_and_near_the_plots(export):
    svg = export("svg", ACROSS)
    drawn = list_drawn(svg)
    assert drawn >= {"your-plot-1", "machinery-park", "jiangyang-district"}
    assert "luxian-district" not in drawn
    assert "Schematic map" in svg.decode()
    assert "G-1 · Luzhou Hi-tech Industrial Development Zone" in svg.decode()


@pytest.mark.slow
def test_a_figure_far_from_the_zone_shows_the_plots_alone(export):
    assert list_drawn(export("svg", FAR)) == {"your-plot-1"}


@pytest.mark.slow
def test_plots_too_far_apart_for_bounds_are_drawn_as_they_are(export):
    west, east = shapely.box(70, 28.7, 70.1, 28.8), shapely.box(106, 28.7, 106.1, 28.8)
    assert list_drawn(export("svg", west, east)) == {"your-plot-1"}


@pytest.mark.parametrize(("form", "read"), [("pdf", pdf_text), ("docx", docx_text)])
@pytest.mark.slow
def test_a_factsheet_says_which_share_lies_where_and_how_sure(export, form, read):
    text = read(export(form, ACROSS, FAR, part=["big-data-park"]))
    assert "Where the plots lie" in text
    assert "rest of Jiangyang Area 28%, Machinery and equipment industrial park 72%" in text
    assert re.search(r"outside all parts, nearest as drawn .{0,40}\(", text)
    assert "Not certain" in text
    chinese = read(export(form, ACROSS, lang="zh"))
    assert "地块所在分区" in chinese
    assert "机械装备产业园72%" in re.sub(r"\s", "", chinese)


@pytest.mark.slow
def test_a_factsheet_of_many_shares_is_not_cut(export):
    district = read_zone(DEFAULT_PATH).parts.geometry["jiangyang-district"]
    text = pdf_text(export("pdf", shapely.box(*district.bounds)))
    for name in ("Machinery", "New energy", "Intelligent", "Big data"):
        assert name in text.partition("Where the plots lie")[2].partition("Distances")[0]
