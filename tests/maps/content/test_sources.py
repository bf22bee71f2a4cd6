"""A source's licence and note are said in the reader's language, else in one that there is."""

import pytest

from geo.fields.source import Source
from maps.content.sources import localize_source_field

FULL = Source(
    "T",
    licence="public domain",
    note="Remark.",
    translations={"licence_zh": "公有领域", "note_zh": "说明。"},
)


@pytest.mark.parametrize(
    ("source", "field", "lang", "said"),
    [
        (FULL, "licence", "en", "public domain"),
        (FULL, "licence", "zh", "公有领域"),
        (FULL, "note", "zh", "说明。"),
        (FULL.to_row(), "licence", "zh", "公有领域"),
        (Source("T", licence="LGPL"), "licence", "zh", "LGPL"),
        (Source("T"), "note", "en", ""),
    ],
)
def test_field_is_that_of_the_language(source, field, lang, said):
    assert localize_source_field(source, field, lang) == said
