"""A file of shapes that came without the file of its attributes is read, and this is told."""

import geopandas as gpd
import pytest
from shapely import box

from geo.reading.any_format import read_layer

PLOTS = gpd.GeoDataFrame({"name": ["A"]}, geometry=[box(105.40, 28.85, 105.41, 28.86)], crs=4326)


@pytest.mark.parametrize(("suffix", "attributes"), [(".shp", ".dbf"), (".mif", ".mid")])
def test_missing_attributes_are_told(tmp_path, suffix, attributes):
    path = tmp_path / f"Plots{suffix}"
    PLOTS.to_file(path, driver="ESRI Shapefile" if suffix == ".shp" else "MapInfo File")
    told = f"WARNING: Plots{attributes} is missing, so no attributes were read."
    assert told not in map(str, read_layer(path).steps)
    path.with_suffix(attributes).unlink()
    layer = read_layer(path)
    assert told in map(str, layer.steps)
    assert len(layer.table) == 1
