"""Templates escape what they are given, and know the languages."""

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from maps.i18n import LANGUAGES
from maps.templating import (
    get_environment,
    localize_name,
    mark_code,
    quote_path_segment,
    strip_indents,
)


def test_values_are_escaped():
    template = get_environment("en").from_string("<p>{{ name }}</p>{{ data|tojson }}")
    html = template.render(name="<b>&", data="</script>龙")
    assert "<p>&lt;b&gt;&amp;</p>" in html
    assert "</script>" not in html
    assert "龙" in html


def test_an_unknown_name_is_an_error_not_nothing():
    with pytest.raises(UndefinedError):
        get_environment("en").from_string("{{ nowhere }}").render()


def test_json_takes_no_number_that_json_lacks():
    with pytest.raises(ValueError, match="JSON compliant"):
        get_environment("en").from_string("{{ x|tojson }}").render(x=float("nan"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_and_names_are_in_the_language(lang):
    template = get_environment(lang).from_string(
        "{{ _('Park') }} {{ languages[lang].html_lang }} {{ (row|localize_name(lang))[0] }}"
    )
    shown = template.render(lang=lang, row={"id": "a", "name": "Core", "name_zh": "核心区"})
    assert shown == {"en": "Park en Core", "zh": "产业园 zh-Hans 核心区"}[lang]


def test_environments_are_made_once_a_language():
    assert get_environment("zh") is get_environment("zh")
    assert get_environment("zh") is not get_environment("en")


def test_code_between_backticks_is_escaped():
    assert mark_code("`<a>` & b") == Markup("<code>&lt;a&gt;</code> &amp; b")
    assert mark_code("a ` b") == Markup("a ` b")


def test_indents_go_and_words_stay_apart():
    assert strip_indents("<p>\n    a\n  b</p>") == Markup("<p>\na\nb</p>")


def test_an_id_is_one_segment_of_a_path():
    assert quote_path_segment("a/b?c#泸") == "a%2Fb%3Fc%23%E6%B3%B8"


def test_a_nameless_row_is_called_by_its_id():
    assert localize_name({"id": 7, "name": None}, "zh") == ("7", "en")
