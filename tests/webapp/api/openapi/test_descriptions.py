"""What parameters, answers and headers mean is said in the language of the request."""

import re

import pytest

GROUPS = ("parameters", "responses", "headers")


@pytest.fixture(scope="module")
def components(app):
    def read(lang):
        return app.test_client().get(f"/api/openapi.json?lang={lang}").get_json()["components"]

    return {lang: read(lang) for lang in ("en", "zh")}


@pytest.mark.parametrize("group", GROUPS)
def test_everything_has_a_description(components, group):
    for lang, found in components.items():
        described = {name: each.get("description") for name, each in found[group].items()}
        assert all(described.values()), (lang, described)


@pytest.mark.parametrize("group", GROUPS)
def test_chinese_descriptions_are_chinese(components, group):
    for name, each in components["zh"][group].items():
        assert re.search(r"[\u3400-\u9fff]", each["description"]), name
        assert each["description"] != components["en"][group][name]["description"]
