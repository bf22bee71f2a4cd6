"""Lines of CSV against `csv.writer`, which writes cell by cell."""

import csv
import datetime
import io
import random

import numpy as np
import pyarrow as pa
import pytest

from geo.batch.csv_lines import iter_csv_lines
from geo.io.spreadsheet import escape_formula

PIECES = [
    "a", "Z9", "0", "-", "-70.5", "=1+1", "@", "+", ",", '"', "\r", "\n", "\t", " ", "é", "泸州",
    "＝", "\u200b", "\ufeff", "'", ";", "\\", "\u2028", "\x00", "A" * 40,
]  # fmt: skip
NUMBERS = [
    0.0, -0.0, 1.0, -4000.0, 0.1, 1e-4, 9.9e-5, 1e-5, 5e-324, 1e9, 999999999.0, 999999999.9999,
    1e15, 1e16, 123456789012345680.0, 1e21, 1e22, 1e300, float("inf"), float("-inf"),
    float("nan"), 0.1 + 0.2, 105.123456, 1 / 3, 2**53 + 0.0, 1.7976931348623157e308,
]  # fmt: skip


def write_cell_by_cell(table, escape):
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        cells = [str(cell).lower() if isinstance(cell, bool) else cell for cell in row]
        writer.writerow([escape(cell) if isinstance(cell, str) else cell for cell in cells])
    return text.getvalue().encode()


def write_lines(table, escape):
    return b"".join(iter_csv_lines(table, escape=escape))


@pytest.mark.parametrize("escape", [escape_formula, str])
def test_texts_are_written_as_cell_by_cell(escape):
    rng = random.Random(1)
    texts = ["".join(rng.choices(PIECES, k=rng.randint(0, 4))) for _ in range(5000)]
    texts = [None if rng.random() < 0.1 else text for text in texts]
    table = pa.table({"n": range(5000), "a": texts, "b": texts[::-1]})
    assert write_lines(table, escape) == write_cell_by_cell(table, escape)


def test_numbers_are_written_as_cell_by_cell():
    rng = np.random.default_rng(2)
    many = np.concatenate([
        rng.uniform(-180, 180, 3000), rng.uniform(-180, 180, 3000).round(4), rng.normal(size=3000),
        rng.integers(0, 5000, 3000).astype(float), 10 ** rng.uniform(-320, 308, 3000),
        rng.integers(0, 2**64, 3000, dtype=np.uint64).view(float),
    ])  # fmt: skip
    values = [*NUMBERS, None, *many.tolist()]
    table = pa.table({"a": values, "b": pa.array(values, pa.float32(), safe=False)})
    assert write_lines(table, str) == write_cell_by_cell(table, str)
    assert write_lines(table.slice(5, 9), str) == write_cell_by_cell(table.slice(5, 9), str)


def test_other_types_are_written_as_cell_by_cell():
    table = pa.table({
        "truth": [True, False, None],
        "whole": pa.array([2**63 - 1, -5, None]),
        "day": [datetime.date(2026, 1, 2), None, datetime.date(1, 1, 1)],
        "time": [datetime.datetime(2026, 1, 2, 3, 4, 5, 678), None, None],  # noqa: DTZ001
        "list": [[1, 2], None, []],
        "none": pa.nulls(3),
        "few": pa.array(["=a", None, "b,c"]).dictionary_encode(),
        "large": pa.array(["=a", None, "b,c"], pa.large_string()),
    })  # fmt: skip
    assert write_lines(table, escape_formula) == write_cell_by_cell(table, escape_formula)


def test_tables_in_pieces_and_longer_than_a_piece():
    rng = np.random.default_rng(3)
    values = rng.uniform(0, 1, 40_000)
    column = pa.chunked_array([values[:7], values[7:30_000], values[30_000:]])
    table = pa.table({"n": range(40_000), "a": column, "t": list(map(str, range(40_000)))})
    assert write_lines(table, escape_formula) == write_cell_by_cell(table, escape_formula)
    assert write_lines(table.slice(0, 0), str) == b""
