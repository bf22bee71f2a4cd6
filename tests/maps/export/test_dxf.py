"""The parts as DXF: layers of kinds, names, notes; our importer gets the same areas back."""

from dataclasses import replace

import pyogrio
import pytest
import shapely
from pyproj import Geod

from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions
from geo.schema import KINDS
from maps.export.registry import export_zone
from maps.figure.options import FigureOptions

pytestmark = pytest.mark.slow

WITH_HOLE = shapely.MultiPolygon(
    [
        shapely.box(105.40, 28.85, 105.41, 28.86) - shapely.box(105.402, 28.852, 105.404, 28.854),
        shapely.box(105.42, 28.85, 105.43, 28.86),
    ]
)
GEOD = Geod(ellps="WGS84")


@pytest.fixture
def write(zone, tmp_path):
    def run(chosen=zone, **options):
        (tmp_path / "a.dxf").write_bytes(export_zone(chosen, "dxf", FigureOptions(**options)))
        return tmp_path / "a.dxf"

    return run


def find_areas_m2(shapes):
    turned = shapely.orient_polygons(list(shapes))
    return [abs(GEOD.geometry_area_perimeter(each)[0]) for each in turned]


@pytest.mark.parametrize("crs", ["EPSG:4523", "EPSG:4544", "EPSG:4524"])
def test_our_reader_gets_ids_names_and_areas_back(write, zone, crs):
    parts = zone.parts.set_geometry([WITH_HOLE, *zone.parts.geometry[1:]], crs=zone.parts.crs)
    path = write(replace(zone, parts=parts), crs=crs)
    table = read_layer(path, ReadOptions(crs=crs)).table
    assert table["id"].tolist() == list(parts.index)
    assert table["name_zh"].tolist() == parts["name_zh"].tolist()
    assert table["Layer"].tolist() == parts["kind"].tolist()
    assert len(table.geometry.iloc[0].geoms[0].interiors) == 1
    assert find_areas_m2(table.geometry) == pytest.approx(find_areas_m2(parts.geometry), rel=1e-7)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_gdal_reads_layers_names_and_the_warning(write, zone, lang):
    read = pyogrio.read_dataframe(write(lang=lang))
    lines = read[read["Layer"].isin(zone.parts["kind"])]
    assert lines["Layer"].tolist() == zone.parts["kind"].tolist()
    assert all(line.is_closed for line in lines.geometry)
    names = read.loc[read["Layer"] == "names", "Text"].tolist()
    assert names == zone.parts["name_zh" if lang == "zh" else "name"].tolist()
    notes = " ".join(read.loc[read["Layer"] == "notes", "Text"])
    for word in ("EPSG:4523", zone.sha256, "示意" if lang == "zh" else "Schematic map"):
        assert word in notes


def test_the_note_is_at_the_head_too(write, zone):
    head = write().read_bytes().decode("gbk")
    assert head.startswith("999\r\n")
    assert zone.sha256 in head.partition("$ACADVER")[0]


def test_each_kind_has_a_colour_of_its_own(write):
    lines = [line.strip() for line in write().read_bytes().decode("gbk").splitlines()]
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    starts = [n for n, pair in enumerate(pairs) if pair == ("0", "LAYER")]
    layers = [dict(pairs[n + 1 : n + 10]) for n in starts]
    colours = {each["2"]: each["62"] for each in layers}
    assert len({colours[each] for each in (*KINDS, "names", "notes")}) == len(KINDS) + 2
