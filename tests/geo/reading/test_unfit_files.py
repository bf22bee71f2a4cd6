"""Files with nothing to read in them are refused alike, whatever they are called."""

import zipfile

import pytest

from geo.errors import InputError
from geo.importing import ImportOptions, import_zone
from geo.reading.sniff import FORMATS, ZIP_SUFFIXES

SIDES = [
    *((f"park.{end}", "park.shp") for end in ("dbf", "prj", "shx", "cpg", "sbn")),
    *((f"park.{end}", "park.tab") for end in ("dat", "map", "id")),
    ("park.mid", "park.mif"),
]


@pytest.mark.parametrize("suffix", [*FORMATS, *ZIP_SUFFIXES, ".xyz", ""])
def test_empty_file_is_said_to_be_empty(tmp_path, suffix):
    path = tmp_path / f"park{suffix}"
    path.touch()
    with pytest.raises(InputError, match=rf"^park{suffix} is empty\. Get it again\.$"):
        import_zone(path, ImportOptions())


@pytest.mark.parametrize("content", [b"", b"\x03abc"])
@pytest.mark.parametrize(("name", "main"), SIDES)
def test_side_file_names_the_file_to_use(tmp_path, name, main, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=f"a part of {main}, which is missing. Add {main}"):
        import_zone(path, ImportOptions())
    (tmp_path / main.upper()).touch()
    with pytest.raises(InputError, match=f"Use {main.upper()}, which is beside it"):
        import_zone(path, ImportOptions())


def test_empty_readme_in_a_zip_is_no_layer(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "")
    with pytest.raises(InputError, match="contains no layer file"):
        import_zone(path, ImportOptions())
