"""Values that no Python object can be are read as text, and nothing fails at them."""

import pyarrow as pa
import pytest

from geo.errors import InputError
from geo.reading.arrow_values import find_unreadable_times, list_times, replace_unreadable

UTF_8 = pa.array([b"\xe6\xb8\xaf", b"\xff\xfe"]).view(pa.string())
TIMES = {
    "year 10,000": (pa.array([253_402_300_800], pa.timestamp("s")), "10000-01-01 00:00:00"),
    "long ago": (pa.array([-(2**60)], pa.timestamp("us")), str(-(2**60))),
    "day": (pa.array([2**31 - 1], pa.date32()), str(2**31 - 1)),
    "duration": (pa.array([2**62], pa.duration("s")), str(2**62)),
    "zone": (pa.array([0], pa.timestamp("us", tz="Mars/Base")), "0"),
}


def read(table):
    return replace_unreadable(table, find_unreadable_times([table]), name="a.parquet")


@pytest.mark.parametrize(("column", "said"), TIMES.values(), ids=TIMES)
def test_a_time_that_python_lacks_is_text(column, said):
    table = pa.table({"until": column, "n": [1]})
    (row,) = read(table).to_pylist()
    assert row == {"until": said, "n": 1}


def test_a_column_is_text_in_all_pieces_of_a_file_where_one_piece_needs_it():
    pieces = [pa.table({"t": pa.array([n], pa.timestamp("s"))}) for n in (0, 253_402_300_800)]
    times = find_unreadable_times(pieces)
    assert {str(replace_unreadable(each, times, name="a").schema.types[0]) for each in pieces} == {
        "string"
    }


def test_what_python_has_stays_as_it_is():
    table = pa.table(
        {
            "t": pa.array([0, None], pa.timestamp("ms", tz="UTC")),
            "day": pa.array([None, 1], pa.date32()),
            "none": pa.array([None, None], pa.duration("s")),
            "clock": pa.array([1, 2], pa.time64("us")),
            "text": ["港", None],
            "list": [[1], None],
        }
    )
    assert list_times(table.schema) == ["t", "day", "none", "clock"]
    assert read(table).equals(table)


@pytest.mark.parametrize("coded", [False, True])
def test_bytes_that_are_no_utf_8_are_replaced(coded):
    column = pa.DictionaryArray.from_arrays([0, 1], UTF_8) if coded else UTF_8
    assert read(pa.table({"name": column})).column("name").to_pylist() == ["港", "\ufffd\ufffd"]


def test_such_a_value_within_a_list_is_refused_with_its_column():
    table = pa.table({"所有人": pa.ListArray.from_arrays([0, 2], UTF_8)})
    with pytest.raises(InputError, match=r"its column “所有人” contains .* Remove that column"):
        read(table)
    assert not read(table.drop_columns(["所有人"])).num_columns
