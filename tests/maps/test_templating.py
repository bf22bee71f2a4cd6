"""Templates escape what they are given, and know the languages."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, UndefinedError
from markupsafe import Markup

from maps.i18n import LANGUAGES
from maps.templating import (
    TemplateCache,
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


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """Where compiled templates are kept, as if Python kept its modules there."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", str(tmp_path))
    return TemplateCache("test")


def make_environment(cache, text, **options):
    loader = DictLoader({"a.html": text})
    return Environment(loader=loader, autoescape=True, bytecode_cache=cache, **options)


def test_a_template_is_compiled_once(cache, monkeypatch):
    make_environment(cache, "{{ x }}").get_template("a.html")
    (kept,) = Path(cache.directory).iterdir()
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "_generate", None)
        assert make_environment(cache, "{{ x }}").get_template("a.html").render(x="<") == "&lt;"
    assert make_environment(cache, "{{ x }}!").get_template("a.html").render(x=1) == "1!"
    assert list(Path(cache.directory).iterdir()) == [kept]


def test_another_jinja_compiles_anew(cache, monkeypatch):
    make_environment(cache, "{{ x }}").get_template("a.html")
    monkeypatch.setattr("jinja2.__version__", "99.0")
    monkeypatch.setattr(Environment, "_generate", None)
    with pytest.raises(TypeError):
        make_environment(cache, "{{ x }}").get_template("a.html")


def test_each_kind_of_environment_keeps_its_own(cache):
    make_environment(cache, "{{ x }}").get_template("a.html")
    other = Environment(
        loader=DictLoader({"a.html": "{{ x }}"}), bytecode_cache=TemplateCache("other")
    )
    assert other.get_template("a.html").render(x="<") == "<"


@pytest.mark.parametrize("keep", [0, 5, 40, -1])
def test_a_torn_file_is_as_none(cache, keep):
    make_environment(cache, "{{ x }}").get_template("a.html")
    (kept,) = Path(cache.directory).iterdir()
    kept.write_bytes(kept.read_bytes()[:keep])
    assert make_environment(cache, "{{ x }}").get_template("a.html").render(x=1) == "1"


def test_where_nothing_can_be_kept_templates_work(cache, monkeypatch, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    cache.directory = str(tmp_path / "file" / "below")
    assert make_environment(cache, "{{ x }}").get_template("a.html").render(x=1) == "1"
    cache.directory = str(tmp_path / "new")
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    make_environment(cache, "{{ x }}").get_template("a.html")
    assert not (tmp_path / "new").exists()


def test_code_between_backticks_is_escaped():
    assert mark_code("`<a>` & b") == Markup("<code>&lt;a&gt;</code> &amp; b")
    assert mark_code("a ` b") == Markup("a ` b")


def test_indents_go_and_words_stay_apart():
    assert strip_indents("<p>\n    a\n  b</p>") == Markup("<p>\na\nb</p>")


def test_an_id_is_one_segment_of_a_path():
    assert quote_path_segment("a/b?c#泸") == "a%2Fb%3Fc%23%E6%B3%B8"


def test_a_nameless_row_is_called_by_its_id():
    assert localize_name({"id": 7, "name": None}, "zh") == ("7", "en")
