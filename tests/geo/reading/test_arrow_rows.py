"""Lists in a file of Arrow's are lists in the table, and no arrays."""

import geopandas as gpd
import pyarrow as pa
import pytest
from shapely import box

from geo.errors import InputError
from geo.importing import ImportOptions, import_zone
from geo.reading.arrow_rows import make_frame

SHAPES = [box(105.4, 28.8, 105.41, 28.81), box(105.42, 28.8, 105.43, 28.81)]


def test_lists_and_objects_stay_what_they_are():
    table = pa.table({"a": [["x", "y"], []], "b": [{"c": [1]}, None], "d": [1, 2]})
    frame = make_frame(table)
    assert frame["a"].tolist() == [["x", "y"], []]
    assert frame["b"].tolist() == [{"c": [1]}, None]
    assert frame.index.tolist() == [1, 2]
    assert frame["d"].dtype == "int64"


def test_days_that_python_has_not_are_no_fault():
    days = pa.array([[10**9]], pa.list_(pa.int32())).cast(pa.list_(pa.date32()))
    [[day]] = make_frame(pa.table({"a": days}))["a"]
    assert isinstance(day, int)


def write_parquet(folder, **columns):
    path = folder / "a.parquet"
    gpd.GeoDataFrame(columns, geometry=SHAPES, crs=4326).to_parquet(path)
    return path


@pytest.mark.parametrize("lists", [[["a", "b"], ["c"]], [["a"], []], [[], []], [["a"], None]])
def test_a_list_of_texts_is_imported(back, tmp_path, lists):
    zone, _ = back(write_parquet(tmp_path, name=["A", "B"], industries=lists))
    assert zone.parts["industries"].tolist() == [tuple(each or ()) for each in lists]


@pytest.mark.parametrize("field", ["name", "published_area_km2"])
def test_a_list_in_a_field_of_one_value_is_refused(tmp_path, field):
    with pytest.raises(InputError, match=r"Feature 1: \w+ is .*, not text\. Correct it\."):
        import_zone(write_parquet(tmp_path, **{field: [["a"], ["b"]]}), ImportOptions())


def test_a_list_in_any_other_column_is_kept(back, tmp_path):
    zone, _ = back(write_parquet(tmp_path, name=["A", "B"], owners=[["x", "y"], []]))
    assert [each["owners"] for each in zone.parts["other"]] == ['["x", "y"]', "[]"]
