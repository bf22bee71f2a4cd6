"""Pairs of columns that are tried as longitude and latitude."""

import pytest

from geo.reading.layer import ReadOptions
from webapp.plots.budget import PlotBudget
from webapp.plots.questions import column_pairs


@pytest.mark.parametrize(("columns", "tried"), [(3, 6), (8, 56), (100, 56), (500, 12), (1990, 2)])
def test_a_wide_table_is_tried_less_often(tmp_path, monkeypatch, columns, tried):
    path, names = tmp_path / "a.csv", [f"c{n}" for n in range(columns)]
    path.write_text(",".join(names) + "\n", "utf-8")
    seen = []
    monkeypatch.setattr(
        column_pairs, "_try_pair", lambda _, options, __: seen.append(options) or (0, None)
    )
    assert column_pairs.find_column_pairs(path, names, ReadOptions(), PlotBudget()) == []
    assert len(seen) == tried
