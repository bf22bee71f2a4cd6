"""Files are opened by their first bytes, or refused in a sentence."""

import json

import pytest

from geo.batch.sources import open_source
from geo.errors import InputError
from geo.reading.any_format import read_layer


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("none.csv", None, "does not exist"),
        ("a.csv", "name,where\nx,y\n", "Rename them to longitude and latitude"),
        ("a.csv", "", "is empty"),
        ("a.parquet", "no parquet", "is not in GeoParquet format"),
        ("a.gpkg", "no layer", "is not in GeoPackage format"),
        ("a.geojson", "{", "is not valid JSON"),
        ("a.shp", "x", "is not in Shapefile format"),
    ],
)
def test_unusable_files_are_refused_in_a_sentence(tmp_path, name, text, word):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=word):
        open_source(tmp_path / name)


def test_an_id_of_any_type_is_no_fault(tmp_path):
    feature = {
        "type": "Feature", "id": "a", "properties": {"id": ["b", {}]},
        "geometry": {"type": "Point", "coordinates": [105.4, 28.9]},
    }  # fmt: skip
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (chunk,) = open_source(path).chunks()
    assert chunk.rows.tolist() == [1]
    assert read_layer(path).table["feature_id"].tolist() == ["a"]


@pytest.mark.parametrize("when", ["opened", "read"])
def test_what_a_library_raises_is_one_sentence(tmp_path, monkeypatch, when):
    path = tmp_path / "a.csv"
    path.write_text("lon,lat\n105.4,28.9\n")

    def fail(*_args, **_options):
        raise TypeError("unhashable type")

    at = "open_text_table" if when == "opened" else "_make_chunk"
    monkeypatch.setattr(f"geo.batch.csv_source.{at}", fail)
    with pytest.raises(InputError, match=r"can't be read: .*unhashable type"):
        list(open_source(path).chunks())
