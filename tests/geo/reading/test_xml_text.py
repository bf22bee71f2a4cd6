"""KML and GML whose bytes are not in the encoding that they declare, or declare none."""

import pytest

from geo.errors import InputError
from geo.reading.any_format import read_layer
from geo.reading.layer import ReadOptions

KML = (
    '{head}<!-- 泸州 --><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>泸州地块甲</name>'
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>105.40,28.85 105.41,28.85 105.41,28.86 "
    "105.40,28.85</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>"
)


@pytest.fixture
def write(tmp_path):
    def run(declared, encoding):
        head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
        path = tmp_path / "a.kml"
        path.write_bytes(KML.format(head=head).encode(encoding))
        return path

    return run


@pytest.mark.parametrize(
    ("declared", "encoding", "told"),
    [
        ("UTF-8", "utf-8", None),
        ("UTF-8", "utf-8-sig", None),
        (None, "utf-8", None),
        ("UTF-16", "utf-16", None),
        ("GBK", "gbk", "Text is gb18030, as declared (XML declaration: “GBK”)."),
        ("gb2312", "gbk", "as declared"),
        ("UTF-8", "gbk", "Text is gb18030 by its characters. Another encoding is declared"),
        (None, "gbk", "Text is gb18030 by its characters. No encoding is declared."),
        ("GBK", "utf-8", "Text is utf-8 by its characters. Another encoding is declared"),
        ("klingon", "utf-8", "Text is utf-8 by its characters. Another encoding is declared"),
    ],
)
def test_names_are_read_whatever_is_declared(write, declared, encoding, told):
    layer = read_layer(write(declared, encoding))
    assert layer.table["Name"].tolist() == ["泸州地块甲"]
    steps = " ".join(map(str, layer.steps))
    assert told in steps if told else "Text is" not in steps


def test_a_given_encoding_counts(write):
    path = write("UTF-8", "gbk")
    layer = read_layer(path, ReadOptions(encoding="gbk"))
    assert layer.table["Name"].tolist() == ["泸州地块甲"]
    with pytest.raises(InputError, match="is not utf-8 text"):
        read_layer(path, ReadOptions(encoding="utf-8"))


def test_a_document_type_in_a_strange_encoding_stays_refused(tmp_path):
    path = tmp_path / "a.kml"
    body = "+ADwAIQ-DOCTYPE kml [+ADwAIQ-ENTITY a 'b'>]><kml><name>泸</name></kml>"
    path.write_bytes(b'<?xml version="1.0" encoding="utf-7"?>' + body.encode("gbk"))
    with pytest.raises(InputError):
        read_layer(path)
