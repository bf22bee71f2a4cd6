"""Words for kinds, placements, severities and states, in both languages."""

import pytest

from geo.errors import Phrase
from geo.schema import PLACEMENTS
from maps.content import vocabulary
from maps.i18n import is_translated


@pytest.mark.parametrize("kind", ["core", "district", "park", "parcel", "city", "airport", "town"])
def test_kind_has_a_word_in_both_languages(kind):
    assert vocabulary.kind_label(kind, "en").lower() == {"district": "sub-zone"}.get(kind, kind)
    assert vocabulary.kind_label(kind, "zh") != vocabulary.kind_label(kind, "en")


def test_unknown_kind_is_shown_as_it_is():
    assert vocabulary.kind_label("harbour", "zh") == "harbour"
    assert vocabulary.kind_label(None, "en") == ""


@pytest.mark.parametrize("placement", PLACEMENTS)
def test_placement_is_explained_in_both_languages(placement):
    assert vocabulary.placement_label(placement, "en") == placement
    for say in (vocabulary.placement_label, vocabulary.placement_note):
        assert say(placement, "zh") != say(placement, "en")
        assert is_translated(Phrase(say(placement, "en"), {}), "zh")


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (vocabulary.severity_label, ("error", "warning", "info")),
        (vocabulary.status_label, ("added", "removed", "renamed", "changed", "unchanged")),
    ],
)
def test_every_word_of_a_review_differs(label, words):
    for lang in ("en", "zh"):
        assert len({label(word, lang) for word in words}) == len(words)
    assert not {label(word, "en") for word in words} & {label(w, "zh") for w in words}


def test_what_is_no_placement_is_an_error_of_ours():
    with pytest.raises(KeyError):
        vocabulary.placement_label("imagined", "en")
