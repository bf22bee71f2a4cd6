"""The words for kinds and placements in both languages."""

import pytest

from maps import theme
from maps.content import vocabulary
from maps.i18n import load_translations


@pytest.mark.parametrize("kind", ["core", "district", "park", "city", "airport", "town"])
def test_kind_has_a_word_in_both_languages(kind):
    assert vocabulary.kind_label(kind, "en").lower() == kind
    assert vocabulary.kind_label(kind, "zh") != vocabulary.kind_label(kind, "en")


def test_unknown_kind_is_shown_as_it_is():
    assert vocabulary.kind_label("harbour", "zh") == "harbour"
    assert vocabulary.kind_label(None, "en") == ""


@pytest.mark.parametrize("placement", theme.DASHES)
def test_placement_is_explained_in_both_languages(placement):
    assert vocabulary.placement_label(placement, "en") == placement
    for say in (vocabulary.placement_label, vocabulary.placement_note):
        assert say(placement, "zh") != say(placement, "en")
        assert say(placement, "en") in dict(load_translations("zh")._catalog)
