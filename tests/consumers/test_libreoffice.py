"""Our tables, documents and drawings, opened by LibreOffice."""

import csv
import io

import pytest

# Fields by commas, quoted, UTF-8, values as they are.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"


@pytest.fixture
def read_table(rendered, convert_office, tmp_path):
    """Return the rows of a table as LibreOffice reads it."""

    def read(form, **options):
        path = tmp_path / f"table.{form}"
        path.write_bytes(rendered(form, **options))
        text = convert_office(path, AS_CSV, by="calc").read_text("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return read


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_calc_reads_numbers_and_headings(zone, read_table, lang):
    rows = read_table("xlsx", lang=lang)
    heading = "Area (km²)" if lang == "en" else "面积（平方公里）"
    assert [float(row[heading]) > 0 for row in rows] == [True] * len(zone.parts)


def test_draw_shows_the_names(zone, rendered, convert_office, tmp_path):
    (tmp_path / "a.dxf").write_bytes(rendered("dxf", lang="zh"))
    drawn = convert_office(tmp_path / "a.dxf", "svg", by="draw").read_text("utf-8")
    assert all(name in drawn for name in zone.parts["name_zh"])
