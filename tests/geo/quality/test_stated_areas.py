"""Which column states the areas of a file: the owner's, of several the one with most digits."""

import numpy as np
import pytest

from geo.quality.stated_areas import explain_stated, find_stated_area, find_stated_m2

MEASURED = np.array([325_016.0])
RESULTS = ("perimeter_m", "overlap_share", "outside_share", "stated_area_m2")


@pytest.mark.parametrize(
    ("record", "column"),
    [
        ({"area_m2": 325016.0, "面积亩": 487.5, "stated_area_m2": 325000.0}, "面积亩"),
        ({"area_m2": 325016.0, "stated_area_m2": 325000.0}, "stated_area_m2"),
        ({"area_m2": 325016.0, "input_area_m2": 324999.78}, "input_area_m2"),
    ],
)
def test_what_was_computed_and_exported_is_no_stated_area(record, column):
    columns = list(dict.fromkeys((*record, *RESULTS)))
    record = dict.fromkeys(columns) | record
    assert find_stated_area(columns, [record], MEASURED).column == column
    areas_m2, _ = find_stated_m2(columns, lambda _: [record], MEASURED)
    assert areas_m2[0] == pytest.approx(325_000, abs=1)


def test_an_export_that_was_measured_anew_states_what_the_first_file_did():
    again = [f"input_{each}" for each in ("area_m2", *RESULTS)]
    columns = [*again, "area_m2", *RESULTS]
    record = dict.fromkeys(columns, 325016.0) | {"stated_area_m2": 325000.0}
    assert find_stated_area(columns, [record], MEASURED).column == "stated_area_m2"


def test_an_own_column_of_that_name_is_stated():
    found = find_stated_area(["area_m2", "name"], [{"area_m2": 325000.0}], MEASURED)
    assert found.column == "area_m2"


@pytest.mark.parametrize(
    ("mu", "m2", "column"),
    [
        ("487.50", "324999.78", "面积平方米"),
        ("487.4997", "325000", "面积亩"),
        ("487.50", "", "面积亩"),
    ],
)
def test_of_columns_that_agree_the_one_with_most_digits_is_taken(mu, m2, column):
    record = {"面积亩": mu, "面积平方米": m2}
    found = find_stated_area(list(record), [record], MEASURED)
    assert (found.column, found.step) == (column, None)


def test_columns_that_disagree_are_told():
    record = {"面积亩": "487.50", "面积平方米": "312000.00"}
    found = find_stated_area(list(record), [record], MEASURED)
    assert found.column == "面积亩"
    (said,) = explain_stated(list(record), [record], MEASURED, found)
    assert str(said) == (
        "The columns 面积亩 and 面积平方米 state different areas, and only the first is compared. "
        "Correct or remove the other."
    )
