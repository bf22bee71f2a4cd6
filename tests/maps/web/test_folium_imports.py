import json
import subprocess
import sys
from importlib import import_module

import folium
import pytest
import requests
from jinja2 import Template, TemplateSyntaxError

from maps.web import folium_elements
from maps.web.folium_imports import compile_templates_late, load_late


def is_compiled(template):
    return "root_render_func" in vars(template)


def test_a_template_is_compiled_when_it_is_used_and_is_one_like_any_other():
    with compile_templates_late():
        late = Template("{% macro html(n) %}{{ n }}{% endmacro %}<{{ word }}>", autoescape=True)
    assert not is_compiled(late)
    assert isinstance(late, Template)
    assert late.render(word="&") == "<&amp;>"
    assert is_compiled(late)
    assert str(late.module.html(3)) == "3"
    assert is_compiled(Template("plain"))


def test_a_wrong_template_is_refused_when_it_is_used():
    with compile_templates_late():
        late = Template("{% if %}")
    with pytest.raises(TemplateSyntaxError):
        late.render()


def test_what_is_missing_from_a_template_is_missing():
    with compile_templates_late():
        late = Template("a")
    assert not hasattr(late, "nothing")


def test_templates_are_compiled_at_once_again_after_an_error():
    with pytest.raises(ZeroDivisionError), compile_templates_late():
        1 / 0  # noqa: B018
    assert is_compiled(Template("a"))


def test_maps_of_folium_itself_are_drawn():
    assert folium_elements.folium is folium
    map_ = folium.Map([28.9, 105.4], tiles=None)
    folium.Marker([28.9, 105.4], popup=folium.Popup("here")).add_to(map_)
    text = map_.get_root().render()
    assert "L.marker(" in text
    assert "here" in text


SHOW_WHEN_LOADED = """
import sys
from maps.web import folium_elements
print("requests.sessions" in sys.modules)
print(sys.modules["requests"].RequestException.__mro__[1].__name__, "requests.sessions" in sys.modules)
"""


def test_a_package_is_loaded_when_it_is_used():
    done = subprocess.run(
        [sys.executable, "-c", SHOW_WHEN_LOADED], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", "OSError", "True"]


def test_what_is_loaded_or_not_there_stays_so():
    with load_late("json"):
        assert import_module("json") is json
    with load_late("no_such_package"), pytest.raises(ModuleNotFoundError):
        import_module("no_such_package")


def test_folium_fetches_layers_with_what_was_put_off():
    assert folium.features.requests.get is requests.get
