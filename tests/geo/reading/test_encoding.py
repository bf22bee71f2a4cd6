"""The encoding of a Shapefile's text is the declared one, else UTF-8 or GB 18030 by content."""

import pytest
from import_files import write_shapefile

from geo.errors import InputError
from geo.reading.encoding import detect_dbf_encoding


@pytest.fixture
def write(table, tmp_path):
    """Write a Shapefile, and a .cpg file that names `declared`, or none."""

    def write(encoding, declared=None):
        columns = ["name_zh", "name", "geometry"]
        path = write_shapefile(table[columns], tmp_path, encoding=encoding)
        cpg = path.with_suffix(".cpg")
        cpg.unlink()
        if declared is not None:
            cpg.write_text(declared, "ascii")
        return path

    return write


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("936", "GB18030"), ("GBK", "GB18030"), ("UTF-8\n", "utf-8"), ("1252", "cp1252")],
)
def test_declared_encoding_is_taken(write, declared, encoding):
    assert detect_dbf_encoding(write("GBK", declared)) == encoding


@pytest.mark.parametrize(("encoding", "found"), [("GBK", "GB18030"), ("UTF-8", "UTF-8")])
def test_undeclared_encoding_is_detected_from_the_text(write, encoding, found):
    assert detect_dbf_encoding(write(encoding)) == found


def test_chinese_column_names_count_as_text(table, tmp_path):
    own = table[["name", "geometry"]].rename(columns={"name": "名称"})
    path = write_shapefile(own.assign(名称="A"), tmp_path, encoding="GBK")
    path.with_suffix(".cpg").unlink()
    assert detect_dbf_encoding(path) == "GB18030"


def test_unknown_encoding_is_refused(write):
    with pytest.raises(InputError, match=r"gk\.cpg names the unknown encoding “klingon”"):
        detect_dbf_encoding(write("GBK", "klingon"))


def test_without_attributes_there_is_nothing_to_detect(write):
    path = write("GBK")
    path.with_suffix(".dbf").unlink()
    assert detect_dbf_encoding(path) == "UTF-8"
