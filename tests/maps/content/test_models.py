"""The values that pages show: unchangeable, and the same for the same words."""

import math
from dataclasses import FrozenInstanceError
from typing import get_type_hints

import pytest

from geo.measured import Measured
from maps.content.models import HeadlineRow, LocalizedText, MeasuredRow, PartLink


def test_values_are_compared_by_what_they_say_and_cannot_be_changed():
    link = PartLink("core", LocalizedText("Core", "en"))
    assert link == PartLink("core", LocalizedText("Core", "en"), remark="")
    assert link != PartLink("core", LocalizedText("Core", "zh-Hans"))
    with pytest.raises(FrozenInstanceError):
        link.remark = "5 km"


@pytest.mark.parametrize(("row", "table"), [(HeadlineRow, "sizes"), (MeasuredRow, "areas")])
def test_rows_have_the_columns_and_types_of_their_table(made_zone, row, table):
    first = getattr(Measured(made_zone), table).iloc[0]
    for name, kind in get_type_hints(row).items():
        assert isinstance(first[name], kind), name
    assert math.isfinite(first["area_m2"])
