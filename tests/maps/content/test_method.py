"""What is said of how numbers come about."""

import pandas as pd
import pytest

from maps.content.method import describe_assumed_size


@pytest.mark.parametrize(("lang", "said"), [("en", "about 1.1 km more."), ("zh", "约 1.1 km。")])
def test_an_assumed_size_is_named_with_how_far_it_may_move_an_edge(lang, said):
    row = {"area_m2": 110e6, "area_basis": "assumed"}
    assert describe_assumed_size(pd.DataFrame([row]), lang).endswith(said)
    assert not describe_assumed_size(pd.DataFrame([{**row, "area_basis": "surveyed"}]), lang)
