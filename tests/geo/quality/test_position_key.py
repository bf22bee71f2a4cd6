"""A feature without an id is called by its position, in any language."""

from geo.quality.position_key import PositionKey


def test_the_key_is_text_that_equals_itself():
    key = PositionKey.of(3)
    assert key == "feature 3"
    assert {key: 1} == {"feature 3": 1}
    assert str(key.phrase) == key
