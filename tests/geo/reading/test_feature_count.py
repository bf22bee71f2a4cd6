"""Files with too many features are seen before they are read."""

import json
import zipfile

import pytest

from geo.reading.feature_count import find_crowded
from geo.reading.layer import ReadOptions

POINT = {"type": "Point", "coordinates": [105.4, 28.9]}
OWN = {"attributes": {"type": "Feature class"}}  # are no features
FEATURES = [{"type": "Feature", "properties": OWN, "geometry": POINT}] * 5
PLACEMARK = "<Placemark><Point><coordinates>105.4,28.9</coordinates></Point></Placemark>\n"
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
FIVE = {
    "a.csv": "name,lon,lat\n" + "a,105.4,28.9\n" * 5,
    "a.geojson": json.dumps({"type": "FeatureCollection", "features": FEATURES}, indent=1),
    "a.kml": KML.format(PLACEMARK * 5),
}


@pytest.mark.parametrize("is_zipped", [False, True])
@pytest.mark.parametrize("name", FIVE)
def test_more_features_than_were_asked_for(tmp_path, name, is_zipped):
    path = tmp_path / (f"{name}.zip" if is_zipped else name)
    if is_zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, FIVE[name])
    else:
        path.write_text(FIVE[name], "utf-8")
    assert find_crowded(path, ReadOptions(), 5) is None
    assert find_crowded(path, ReadOptions(), 4).has_points


def test_a_row_may_have_several_lines(tmp_path):
    path = tmp_path / "a.csv"
    ring = "POLYGON ((105 28,\n105.1 28,\n105.1 28.1,\n105 28))"
    path.write_text("name,wkt\n" + f'a,"{ring}"\n' * 3, "utf-8")
    assert find_crowded(path, ReadOptions(), 3) is None
    assert not find_crowded(path, ReadOptions(), 2).has_points


def test_a_single_layer_is_not_counted(tmp_path):
    path = tmp_path / "a.kml"
    path.write_text(FIVE["a.kml"], "utf-8")
    assert find_crowded(path, ReadOptions(layer="one"), 1) is None
