"""Rows of a table as mappings from column names, so that the type checker can follow them."""

from collections.abc import Mapping
from typing import Any, cast

import pandas as pd


def get_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows in order, each a mapping from column name to value; the index is left out."""
    return cast("list[dict[str, Any]]", table.to_dict("records"))


def get_row(table: pd.DataFrame, key: str) -> Mapping[str, Any]:
    """Return the row with this index value; a Series answers `[]` and `get` as a mapping does."""
    return cast("Mapping[str, Any]", table.loc[key])
