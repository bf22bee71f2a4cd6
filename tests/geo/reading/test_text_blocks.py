"""Blocks of rows against the reader that takes line by line, on files of every oddity."""

import random

import numpy as np
import pytest

from geo.errors import InputError
from geo.reading.delimited import find_row_fault, show_row
from geo.reading.encoding import TextEncoding
from geo.reading.text_blocks import iter_row_blocks
from geo.reading.text_table import TextTable

NAMES = ("name", "lon", "lat")
PIECES = [
    "a", "1.5", ",", ",", ",", "\n", "\n", "\r\n", "\r", '"', '""', '"x,y"', '"two\nlines"', " ",
    "é", "经", "\0", "\ufeff", "\x0b", "\u2028", "\u0085", "=", "a,1,2\n", "b,3,4\r\n", ",,\n",
    "c,5\n", "d,6,7,8\n", "\n\n", " \n", "NA", "null", "nan", "\\", "\\n", "'",
]  # fmt: skip
PLAIN = [each for each in PIECES if '"' not in each and each not in {"\r", "\0"}]


def make_table(path, text, *, encoding="utf-8-sig", separator=",", names=NAMES):
    path.write_bytes((separator.join(names) + "\n" + text).encode(encoding))
    return TextTable(path, TextEncoding(encoding, (), 0), separator, names, names[1:], False, 0)


def read_by_line(table):
    """Return the rows that can be read, and those that can't; or the fault that ends it all."""
    kept, left = [], []
    try:
        for number, fields in enumerate(table.iter_rows(), 1):
            fault = find_row_fault(fields, table)
            if fault is None:
                kept.append((number, *fields))
            else:
                left.append((number, str(fault), show_row(fields)))
    except InputError as error:
        return str(error)
    return kept, left


def read_by_block(table, rows):
    kept, left = [], []
    try:
        blocks = list(iter_row_blocks(table, rows=rows))
    except InputError as error:
        return str(error)
    assert all(len(block) == rows for block in blocks[:-1])
    for block in blocks:
        columns = (column.to_pylist() for column in block.table.columns)
        kept += list(zip(block.numbers.tolist(), *columns, strict=True))
        left += [(each.number, str(each.reason), each.raw) for each in block.left_out]
    return kept, left


@pytest.mark.parametrize("pieces", [PIECES, PLAIN], ids=["any", "plain"])
@pytest.mark.parametrize("block", [1, 7, 40, 2**20])
@pytest.mark.slow
def test_rows_are_those_of_the_reader_by_line(tmp_path, monkeypatch, pieces, block):
    monkeypatch.setattr("geo.reading.text_blocks._BLOCK_CHARACTERS", block)
    rng = random.Random(block)
    whole = 0
    for _ in range(400):
        text = "".join(rng.choices(pieces, k=rng.randint(0, 40)))
        table = make_table(tmp_path / "odd.csv", text)
        expected = read_by_line(table)
        assert read_by_block(table, rng.choice([1, 2, 5, 1000])) == expected, repr(text)
        whole += not isinstance(expected, str)
    assert whole > 50


@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8"])
def test_any_separator_and_encoding(tmp_path, separator, encoding):
    rows = [["泸州", "105,4" if separator != "," else "105", "28"], ["x", "", " "], ["y", "1"]]
    text = "\r\n".join(separator.join(row) for row in rows)
    table = make_table(tmp_path / "t.csv", text, encoding=encoding, separator=separator)
    assert read_by_block(table, 2) == read_by_line(table)
    assert read_by_block(table, 2)[0][0][1] == "泸州"


def test_one_column(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.reading.text_blocks._BLOCK_CHARACTERS", 5)
    text = "POINT (1 2)\n\n  \n\t\nx,y\n\r\nPOINT (3 4)"
    table = make_table(tmp_path / "t.csv", text, names=("wkt",))
    assert read_by_block(table, 3) == read_by_line(table)


def test_rows_far_down_keep_their_numbers_and_lines(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.reading.text_blocks._BLOCK_CHARACTERS", 100)
    text = "a,1,2\n" * 50 + "b,1\n" + '\n"c""d",1,2\n' + "e,1,2\n" * 50 + 'f"g,1,2\nh,1\n"i"j,1,2\n'
    table = make_table(tmp_path / "t.csv", text)
    kept, left = read_by_block(table, 30)
    assert (kept, left) == read_by_line(table)
    assert [number for number, *_ in left] == [51, 104, 105]
    assert "line 107" in left[-1][1]


def test_no_rows_are_one_empty_block(tmp_path):
    (block,) = iter_row_blocks(make_table(tmp_path / "t.csv", ""), rows=10)
    assert (len(block), block.table.column_names) == (0, list(NAMES))
    assert block.numbers.dtype == np.int64
