"""The fields of a facts file: their sections, who settles them, and what a quantity is."""

import re

import pytest

from geo.errors import InputError
from geo.fields.fact_rows import COLUMNS
from geo.fields.facts import AUTHORITIES, FACT_FIELDS, SECTIONS
from geo.io.companions import DATA_FOLDER


def test_each_field_has_a_section_and_somebody_who_settles_it():
    assert {each.section for each in FACT_FIELDS.values()} == set(SECTIONS)
    assert {each.settled_by for each in FACT_FIELDS.values()} < set(AUTHORITIES)


@pytest.mark.parametrize("value", ["300", "≥300", "≥ 300", "1.0–2.5", "1,234.5", "约 3", "40-60"])
def test_a_quantity_is_a_number_a_limit_or_a_range(value):
    FACT_FIELDS["plot_ratio"].check_value(value)


@pytest.mark.parametrize("value", ["high", "3 CNY", "1.0–", "=1+1", "１２", "", "1e5"])
def test_any_other_quantity_is_refused(value):
    with pytest.raises(InputError, match="not a quantity"):
        FACT_FIELDS["water_price"].check_value(value)


@pytest.mark.parametrize("value", ["2.5–1.0", "1,200-999", "约 3 至 2"])
def test_a_range_from_more_to_less_is_refused(value):
    with pytest.raises(InputError, match="Write the lesser number first"):
        FACT_FIELDS["plot_ratio"].check_value(value)
    FACT_FIELDS["flood"].check_value(value)


def test_a_text_may_be_any():
    FACT_FIELDS["flood"].check_value("above the 50-year level")


def test_the_data_dictionary_describes_each_field():
    text = (DATA_FOLDER / "README.md").read_text("utf-8")
    table = text.partition("### `facts.csv`")[2].partition("\n### ")[0]
    told = re.findall(r"^\| `(\w+)` \| (\w+) \|", table, re.MULTILINE)
    assert told == [(name, each.section) for name, each in FACT_FIELDS.items()]
    columns = re.findall(r"^\| `(\w+)` \| [^|]*\|$", table, re.MULTILINE)
    assert columns == list(COLUMNS)
