"""The application put together: its views are where their names say, its settings are taken."""

import subprocess
import sys

import pytest

from geo.zone import DEFAULT_PATH
from webapp import create_app
from webapp.state import State

# Blueprints that aren't called as their module: all of the API is in its addresses.
MODULES = {
    "api": {"webapp.api.routes", "webapp.api.brief_routes", "webapp.api.inspect_routes"},
    "health": {"webapp.http.health"},
    "metrics": {"webapp.http.metrics"},
}


def test_each_endpoint_is_in_the_module_that_it_is_named_after(app):
    for rule in app.url_map.iter_rules():
        blueprint = rule.endpoint.partition(".")[0]
        view = app.view_functions[rule.endpoint]
        assert view.__module__ in MODULES.get(blueprint, {f"webapp.pages.{blueprint}"})


def test_every_address_is_answered_by_one_view_only(app):
    addresses = [(rule.rule, frozenset(rule.methods)) for rule in app.url_map.iter_rules()]
    assert len(addresses) == len(set(addresses)) > 30


def test_settings_come_from_the_caller_then_the_environment(
    monkeypatch, made_path, made_zone, zone
):
    monkeypatch.setenv("ZONEMAP_DATA", str(made_path))
    for config, expected in (({}, made_zone), ({"DATA": DEFAULT_PATH}, zone)):
        state: State = create_app(config).extensions["zonemap"]
        assert state.measured.zone.sha256 == expected.sha256


def test_doubled_slashes_are_no_other_address_of_a_page(client):
    assert client.get("/areas").status_code == 200
    assert client.get("/areas//").status_code == 404


@pytest.mark.slow
def test_the_first_page_loads_nothing_that_draws_figures_or_reads_files_of_others():
    program = """
import sys
from webapp import create_app
client = create_app({"RELOAD_SECONDS": 0}).test_client()
assert client.get("/").status_code == 200
late = ("matplotlib", "fontTools", "typst", "docx", "pypinyin", "pyogrio", "geo.importing",
        "geo.quality", "geo.reading.any_format", "webapp.plots.layer_json", "webapp.plots.pasted",
        "webapp.api.openapi.document")
print([name for name in late if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
