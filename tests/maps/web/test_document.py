"""The map document: what it says, how large it is, and where it refuses."""

import gzip
import hashlib
import re
from html import unescape

import pytest

from geo.errors import UnknownIdError
from geo.measured import Measured
from geo.zone import DEFAULT_PATH, read_zone
from maps.assets import csp_hash
from maps.web.document import render_map_document, render_standalone_html


@pytest.fixture(scope="module")
def measured():
    return Measured(read_zone(DEFAULT_PATH))


@pytest.fixture(scope="module", params=["en", "zh"])
def html(request):
    return render_standalone_html(read_zone(DEFAULT_PATH), request.param)


def test_the_offline_file_is_small(html):
    data = html.encode()
    assert len(data) < 428_000
    assert len(gzip.compress(data)) < 150_000


def test_the_offline_file_may_load_nothing(html):
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', html).group(1))
    assert policy.startswith("default-src 'none'")
    script = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    for text in script:
        assert csp_hash(text) in policy
    for text in re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL):
        assert csp_hash(text) in policy


def test_every_part_has_a_panel_that_says_all(measured):
    html = render_map_document(measured, lang="en").html
    for part_id in measured.zone.parts.index:
        panel = re.search(rf'data-panel="{part_id}".*?</article>', html, flags=re.DOTALL).group()
        for said in (
            "Published area",
            "Measured area",
            "Difference",
            "schematic",
            "Chengdu",
            "Uncertainty",
            "Sources",
            "geodesic",
        ):
            assert said in panel, (part_id, said)


def test_an_unknown_part_is_refused(measured):
    with pytest.raises(UnknownIdError, match="No part has the id “nowhere”"):
        render_map_document(measured, selected="nowhere")


def test_a_large_zone_keeps_its_panels_out_of_the_page(zone, monkeypatch):
    monkeypatch.setattr("geo.measured.FEW", 3)
    large = Measured(zone)  # its own: what it keeps is not what a small zone keeps
    assert render_map_document(large).html.count("<article") == 0
    assert render_map_document(large, selected="longmatan-core").html.count("<article") == 1


def test_the_sha256_is_the_files(measured):
    expected = hashlib.sha256(DEFAULT_PATH.read_bytes()).hexdigest()
    assert f'title="{expected}"' in render_map_document(measured).html


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "示意图 · 未经审核，无审图号"), ("en", "Schematic map · not reviewed for publication")],
)
def test_the_file_shows_that_the_map_was_not_reviewed(measured, lang, said):
    html = render_map_document(measured, lang=lang).html
    summary = html.partition('<details class="credits">')[2].partition("</summary>")[0]
    assert said in summary
