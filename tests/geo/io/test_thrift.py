"""Thrift's compact protocol: whatever Parquet's footers have comes back to the byte."""

import io

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from geo.io.thrift import (
    BINARY,
    BYTE,
    DOUBLE,
    FALSE,
    I64,
    LIST,
    STRUCT,
    TRUE,
    parse_fields,
    render_fields,
)


@pytest.mark.parametrize("columns", [1, 14, 15, 40])
@pytest.mark.parametrize("groups", [1, 17])
def test_a_footer_comes_back_to_the_byte(columns, groups):
    values = pa.array(np.arange(groups * 3))
    table = pa.table({f"c{n}": values for n in range(columns)})
    sink = io.BytesIO()
    parquet.write_table(table, sink, row_group_size=3, compression="zstd", write_page_index=True)
    data = sink.getvalue()
    footer = data[-8 - int.from_bytes(data[-8:-4], "little") : -8]
    assert render_fields(parse_fields(footer)) == footer


def test_fields_of_every_kind_come_back():
    fields = {
        1: (TRUE, None),
        2: (FALSE, None),
        40: (I64, -(2**63)),
        41: (BINARY, b"x" * 300),
        42: (DOUBLE, b"12345678"),
        43: (BYTE, b"\x80"),
        44: (LIST, (TRUE, [1, 2])),
        45: (STRUCT, {1: (I64, 2**63 - 1)}),
    }
    assert parse_fields(render_fields(fields)) == fields


def test_a_map_is_refused():
    with pytest.raises(ValueError, match="11"):
        parse_fields(b"\x1b\x00\x00")
