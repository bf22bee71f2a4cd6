"""Files are opened by their first bytes, or refused in a sentence."""

import pytest

from geo.batch.sources import open_source
from geo.errors import InputError


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("none.csv", None, "does not exist"),
        ("a.csv", "name,where\nx,y\n", "Rename them to longitude and latitude"),
        ("a.csv", "", "no features"),
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
