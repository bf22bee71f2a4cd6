"""Names that the map gave to what somebody drew: links have them in the language of who drew it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geo.errors import N_
from maps.figure.overlay.model import AddedShape
from maps.i18n import LANGUAGES, get_translator

# As `webapp.site.draw_texts` has them; `webapp/static/plots/drawing/made_names.js` does the same.
FORMS = (N_("Point %(number)s"), N_("Line %(number)s"), N_("Plot %(number)s"))


def retell_names(shapes: Sequence[AddedShape], lang: str) -> tuple[AddedShape, ...]:
    """Return shapes with the names that the map gave them in a language; others stay."""
    return tuple(
        replace(each, name=retell_name(each.name, lang)) if each.is_drawn else each
        for each in shapes
    )


def retell_name(name: str, lang: str) -> str:
    """Return a name as the map would have given it in a language; one of another kind as it is."""
    for form, pattern in _list_patterns():
        found = pattern.fullmatch(name)
        if found:
            return get_translator(lang)(form) % {"number": found[1]}
    return name


@cache
def _list_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return each form with what matches it in one of the languages."""
    told = [(form, get_translator(lang)(form)) for form in FORMS for lang in LANGUAGES]
    return [
        (form, re.compile(re.escape(text).replace(re.escape("%(number)s"), "([1-9][0-9]*)")))
        for form, text in told
    ]
