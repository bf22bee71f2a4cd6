"""The encodings that tables come in, each told from the others."""

import pytest

from geo.errors import InputError
from geo.io.encoding import detect_encoding

TEXT = "name,lon\n泸州,105.4\n"


@pytest.mark.parametrize(
    ("written", "read"),
    [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"),
     ("gbk", "gb18030"), ("gb18030", "gb18030")],
)  # fmt: skip
def test_the_text_is_read_as_it_was_written(tmp_path, written, read):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(written))
    encoding, lines = detect_encoding(path)
    assert (encoding, lines) == (read, 2)
    assert path.read_bytes().decode(encoding) == TEXT


def test_other_bytes_are_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"name\n\xff\xff\xff\n")
    with pytest.raises(InputError, match=r"neither UTF-8 nor GB 18030 text\. Save it as UTF-8"):
        detect_encoding(path)
