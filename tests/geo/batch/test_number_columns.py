"""Columns of texts that a workbook has as numbers."""

import pyarrow as pa
import pytest

from geo.batch.number_columns import find_number_columns, read_number


@pytest.mark.parametrize(
    ("texts", "is_found"),
    [
        (["105.44", "105.5", "105°26'E"], True),
        (["105.44", "东经105度26分", "", None], True),
        (["12", "-3.5"], True),
        (["12", "about 12"], False),
        (["001", "12"], False),
        (["1234567890123456"], False),
        (["105°26'E"], False),
        (["", None], False),
    ],
)
def test_a_column_of_numbers_may_have_angles_and_gaps(texts, is_found):
    tables = [pa.table({"own": pa.array([each], pa.string())}) for each in texts]
    assert find_number_columns(tables, ["own"]) == ({"own"} if is_found else set())


def test_only_what_is_a_number_becomes_one():
    assert list(map(read_number, ["1.5", "105°26'E", "", None, 3])) == [
        1.5,
        "105°26'E",
        None,
        None,
        3,
    ]
