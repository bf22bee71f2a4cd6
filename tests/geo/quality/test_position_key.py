"""A feature without an id is called by its position, one of several with an id by both."""

import copy
import pickle

from geo.quality.position_key import PositionKey, mark_repeats


def test_the_key_is_text_that_equals_itself():
    key = PositionKey.of(3)
    assert key == "feature 3"
    assert {key: 1} == {"feature 3": 1}
    assert str(key.phrase) == key


def test_an_id_that_features_share_is_the_id_and_knows_its_place():
    one, only, other = mark_repeats(["b", "a", "b"])
    assert (one, other) == ("b", "b")
    assert (one.number, other.number) == (1, 3)
    assert str(other.phrase) == "b (feature 3)"
    assert type(only) is str
    assert copy.copy(other).phrase == pickle.loads(pickle.dumps(other)).phrase == other.phrase
