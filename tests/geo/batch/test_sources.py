"""Files are opened by their suffix, or refused in a sentence."""

import pytest

from geo.batch.sources import open_source
from geo.errors import InputError


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("none.csv", None, "does not exist"),
        ("a.csv", "name,where\nx,y\n", "--lon"),
        ("a.csv", "", "no columns"),
        ("a.parquet", "no parquet", "not a Parquet"),
        ("a.gpkg", "no layer", "can't be read"),
        ("a.geojson", "{", "can't be read"),
        ("a.shp", "x", "Use .csv"),
    ],
)
def test_unusable_files_are_refused_in_a_sentence(tmp_path, name, text, word):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=word):
        open_source(tmp_path / name)
