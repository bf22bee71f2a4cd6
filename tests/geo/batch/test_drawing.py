"""Measured areas as DXF: the zone of their middle, holes as lines of their own, rows as marks."""

import pyarrow as pa
import pyogrio
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geo.batch.drawing import draw_areas
from geo.errors import InputError
from geo.geodesy.area import shape_areas_m2
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

WITH_HOLE = shapely.box(105.41, 28.85, 105.42, 28.86) - shapely.box(
    105.412, 28.852, 105.414, 28.854
)


def make_table(*shapes):
    names = [f"地块{n}" for n in range(len(shapes))]
    columns = {"row": range(1, len(shapes) + 1), "name": names, "area_m2": [1.0] * len(shapes)}
    return pa.table({**columns, "geometry": [shapely.to_wkb(each) for each in shapes]})


def polygon_area_m2(ring):
    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in ring[:-1]:
        polygon.AddPoint(lat, lon)
    return abs(polygon.Compute()[2])


def test_our_reader_gets_areas_and_rows_back(tmp_path):
    other = shapely.box(105.43, 28.85, 105.44, 28.86)
    (tmp_path / "a.dxf").write_bytes(draw_areas([make_table(WITH_HOLE, other)], name="a.dxf"))
    table = read_layer(tmp_path / "a.dxf", ReadOptions(crs="EPSG:4523")).table
    assert table["name"].tolist() == ["地块0", "地块1"]
    assert table["row"].tolist() == ["1", "2"]
    outer, inner = (polygon_area_m2(ring.coords) for ring in shapely.get_rings(WITH_HOLE))
    expected = [outer - inner, polygon_area_m2(other.exterior.coords)]
    assert shape_areas_m2(table.geometry.values).tolist() == pytest.approx(expected, rel=1e-7)


def test_each_area_is_called_by_its_own_number_or_name(tmp_path):
    table = make_table(WITH_HOLE, shapely.box(105.43, 28.85, 105.44, 28.86))
    numbered = table.append_column("地块编号", pa.array(["甲-01", None]))
    (tmp_path / "a.dxf").write_bytes(draw_areas([numbered.drop_columns(["name"])], name="a.dxf"))
    read = pyogrio.read_dataframe(tmp_path / "a.dxf")
    texts = read[read["Layer"] == "names"]["Text"].tolist()
    assert texts == ["甲-01", "1.00 sq m", "2", "1.00 sq m"]


def test_the_zone_is_said_in_the_drawing(tmp_path):
    far = shapely.box(108.41, 28.85, 108.42, 28.86)
    (tmp_path / "a.dxf").write_bytes(draw_areas([make_table(far)], name="a.dxf"))
    read = pyogrio.read_dataframe(tmp_path / "a.dxf")
    assert "3-degree zone 36 (EPSG:4524), metres" in read["Text"].dropna().iloc[-1]
    assert 36_000_000 < read.total_bounds[0] < 37_000_000


@pytest.mark.parametrize("box", [(5, 50, 6, 51), (100, 28, 110, 29), (105, 60, 105.1, 60.1)])
def test_areas_that_no_zone_fits_are_one_sentence(box):
    with pytest.raises(InputError, match=r"a\.dxf would be in a 3-degree zone of CGCS2000"):
        draw_areas([make_table(shapely.box(*box))], name="a.dxf")


def test_no_areas_are_one_sentence():
    with pytest.raises(InputError, match="Use another format"):
        draw_areas([make_table()], name="a.dxf")
