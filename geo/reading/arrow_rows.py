"""The rows of an Arrow table as pandas has them, with lists as lists."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa


def make_frame(table: pa.Table) -> pd.DataFrame:
    """Return the columns of a table, its rows counted from 1.

    pandas makes an array of each list, which is neither equal to another value nor true or false;
    here they are lists.
    """
    frame = table.to_pandas(date_as_object=False, ignore_metadata=True)
    for place, field in enumerate(table.schema):
        if pa.types.is_nested(field.type):
            cells = [_list_arrays(value) for value in frame.iloc[:, place]]
            frame.isetitem(place, pd.Series(cells, dtype=object).array)
    frame.index += 1
    return frame


def _list_arrays(value: Any) -> Any:
    """Return a value with a list for each array in it."""
    if isinstance(value, np.ndarray):
        return [_list_arrays(each) for each in value.tolist()]
    if isinstance(value, dict):
        return {key: _list_arrays(each) for key, each in value.items()}
    return value
