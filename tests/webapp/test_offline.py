"""The service worker keeps every script that a page without a network needs."""

import json
import re

import pytest
from web_client import make_client

IMPORTED = re.compile(r"""(?:from|import\()\s*["'](\.[^"']+\.js)["']""")


def kept(client):
    script = client.get("/sw.js").text
    return json.loads(re.search(r"^const FILES = (\[.*\]);$", script, re.MULTILINE)[1])


def test_every_file_that_is_kept_is_served(client):
    files = kept(client)
    assert len(files) == len(set(files)) > 20
    for address in files:
        assert client.get(address).status_code == 200, address


def test_what_a_kept_module_imports_is_kept_too(client):
    files = kept(client)
    imports = {
        (address, found)
        for address in files
        if "/static/" in address and address.endswith(".js")
        for found in IMPORTED.findall(client.get(address).text)
    }
    folders = {address.rpartition("/")[0].rpartition("/")[2] for address, _ in imports}
    assert {"lib", "tools"} < folders
    for address, found in imports:
        path = address.rpartition("/")[0]
        for step in found.split("/")[:-1]:
            path = (
                path.rpartition("/")[0]
                if step == ".."
                else path
                if step == "."
                else f"{path}/{step}"
            )
        assert f"{path}/{found.rpartition('/')[2]}" in files, (address, found)


def test_the_tools_that_are_loaded_by_name_are_kept(client):
    files = [address.partition("/static/")[2].partition("/")[2] for address in kept(client)]
    for name in ("ask", "backgrounds", "compare", "measure", "reach", "search", "share"):
        assert f"tools/{name}.js" in files


LINKED = re.compile(r'<(?:script|link rel="(?:stylesheet|preload)")[^>]* (?:src|href)="([^"?]+)"')


@pytest.mark.parametrize("options", [{}, {"BASEMAPS": "osm"}])
def test_what_the_map_page_links_is_kept(options):
    client = make_client(**options)
    linked = set(LINKED.findall(client.get("/").text))
    assert {address.rpartition(".")[2] for address in linked} >= {"css", "js"}
    assert linked - set(kept(client)) == set()
