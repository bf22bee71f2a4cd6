"""One table of settings: the checks and the code agree with it."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from geo.errors import InputError
from webapp import create_app
from webapp.settings import config
from webapp.settings.config import Settings, variables

ROOT = Path(config.__file__).parents[2]
NAMES = {each.name for each in variables()}
NAME = re.compile(r"\bZONEMAP_[A-Z_]+[A-Z]\b")


def product_files():
    suffixes = {".py", ".js", ".html", ".typ"}
    folders = (ROOT / name for name in ("geo", "maps", "webapp"))
    return [path for folder in folders for path in folder.rglob("*") if path.suffix in suffixes]


def test_every_variable_that_the_code_names_is_in_the_table():
    named = {name for path in product_files() for name in NAME.findall(path.read_text("utf-8"))}
    assert "ZONEMAP_TIANDITU_KEY" in named
    assert named <= NAMES


@pytest.mark.slow
def test_the_environment_is_read_by_names_of_the_table_only():
    """Each key is the constant of the table, or made of a setting's name."""
    uses = re.compile(
        r"os\.environ(?:\.get\(|\[)([^,\])]+)|(\S+) (?:not )?in os\.environ|getenv\((\S+)"
    )
    keys = {
        next(filter(None, found))
        for path in product_files()
        for found in uses.findall(path.read_text("utf-8"))
    }
    assert {"PREFIX + name", "METRICS_FOLDER"} <= keys
    systems = {'"TMPDIR"', "DRAWING_FOLDER", "name"}  # of the system, matplotlib and XDG
    own = {"PREFIX + name", "METRICS_FOLDER", "ZONE_VARIABLE", *systems}  # the last: for processes
    assert keys - own <= {f'"{name}"' for name in NAMES}


def test_every_setting_says_what_it_is_in_one_sentence():
    for each in variables():
        assert re.fullmatch(r"(?:[A-Z0-9`][^|\n]*)\.", each.meaning), each
        assert ". " not in each.meaning
        assert each.accepts
        assert each.default


@pytest.mark.parametrize("each", fields(Settings), ids=lambda each: each.name)
def test_a_default_can_be_said_in_the_environment_too(each, monkeypatch):
    default = each.default
    text = ",".join(default) if isinstance(default, tuple) else str(default)
    if isinstance(default, bool):
        text = str(int(default))
    monkeypatch.setenv(f"ZONEMAP_{each.name.upper()}", "" if default is None else text)
    assert getattr(Settings.gather({}), each.name) == default


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROXIES", "many"), ("PROXIES", "-1"), ("LOG", "xml"), ("METRICS", "maybe"),
        ("TRUSTED_HOSTS", "a b"), ("EMBED_ANCESTORS", "*; script-src *"), ("HSTS_SECONDS", "1e3"),
        ("EMBED_ANCESTORS", "*\r\nX: y"), ("RELOAD_SECONDS", "nan"),
    ],
)  # fmt: skip
def test_unusable_settings_are_refused_with_their_name(name, value):
    with pytest.raises(InputError, match=f"ZONEMAP_{name} is .*\\. Use a "):
        create_app({name: value})
