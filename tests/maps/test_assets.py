"""Scripts and styles: bundled where they are linked, safe where they are inlined."""

import base64
import hashlib
import re

import pytest

from maps.assets import (
    ASSET_NAMES,
    BUNDLES,
    EMBED_SCRIPTS,
    SCRIPTS,
    STYLES,
    InlineAssets,
    LinkedAssets,
    asset_version,
    csp_hash,
    read_asset,
)


def test_what_every_map_needs_is_linked_in_few_files():
    linked = LinkedAssets("/assets")
    assert linked.select_files(STYLES) == ["map.css"]
    assert linked.select_files(EMBED_SCRIPTS) == ["leaflet.js", "map.js", "zone-embed.js"]
    assert linked.select_files(["review.css"]) == ["review.css"]
    assert SCRIPTS[0] == "leaflet.js"
    for name in SCRIPTS[1:]:
        assert read_asset(name) in read_asset("map.js")
    assert InlineAssets().select_files(SCRIPTS) == SCRIPTS


def test_text_is_set_as_text_in_our_scripts():
    for name in EMBED_SCRIPTS[1:]:
        assert b"innerHTML" not in read_asset(name)
        assert b"insertAdjacentHTML" not in read_asset(name)


@pytest.mark.parametrize("name", sorted(ASSET_NAMES))
def test_an_address_carries_the_digest_of_its_content(name):
    version = hashlib.sha256(read_asset(name)).hexdigest()[:12]
    assert asset_version(name) == version
    assert LinkedAssets("/assets").get_url(name) == f"/assets/{version}/{name}"


@pytest.mark.parametrize("name", sorted(ASSET_NAMES - set(BUNDLES)))
def test_inlined_text_cannot_close_its_element(name):
    text = InlineAssets().read_text(name)
    assert not re.search(r"</(script|style)", text, re.IGNORECASE)


def test_rules_of_embeds_are_in_pages_and_not_in_files():
    inlined = InlineAssets()
    assert ".bare .in-full" in inlined.read_text("zone-shell.css")  # the head of an embed
    assert ".bare .in-full" not in inlined.join_texts(["zone-shell.css"])


def test_a_hash_is_the_one_that_browsers_compute():
    digest = base64.b64encode(hashlib.sha256("a = 1; // é".encode()).digest()).decode()
    assert csp_hash("a = 1; // é") == f"'sha256-{digest}'"


def test_an_unknown_asset_is_refused():
    with pytest.raises(KeyError):
        read_asset("../assets.py")
