"""How a brief is laid out: the headings of its values."""

import pytest

from maps.documents.brief.layout import describe_values
from maps.documents.brief.model import BriefField, BriefSection


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, ""),
        ({"numbers": (1,)}, "value [source]"),
        ({"numbers": (1,), "as_of": "2026"}, "value · as of [source]"),
    ],
)
def test_a_heading_names_only_what_follows_the_values(options, said):
    fields = [BriefField("kind", "Kind", "Plot"), BriefField("use", "Use", "Industry", **options)]
    assert describe_values(BriefSection("status", "Status", fields), "en") == said
