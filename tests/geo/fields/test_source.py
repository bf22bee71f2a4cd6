import pickle

import pytest

from geo.fields.source import SOURCE_FIELDS, Source


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_links(url, href):
    assert Source("title", url=url).href == href


def test_a_row_has_each_field_and_is_read_as_the_same_source():
    source = Source("Roads", licence="CC0", translations={"licence_zh": "公有领域"})
    row = source.to_row()
    assert tuple(row) == SOURCE_FIELDS
    assert (row["licence"], row["licence_zh"], row["note_zh"]) == ("CC0", "公有领域", None)
    assert Source.from_row(row) == source
    assert pickle.loads(pickle.dumps(source)) == source  # work goes to other processes
    assert len({source, Source.from_row(row)}) == 1
