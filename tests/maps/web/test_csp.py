"""Every policy to the byte, and that no other file writes one."""

import re
from pathlib import Path

import pytest

import maps
from maps.web import csp

ROOT = Path(maps.__file__).parent.parent
DIRECTIVE = re.compile(
    r"\b(?:default|script|style|img|font|connect|manifest|worker|frame|object)-src\b|\bbase-uri\b"
    r"|\bform-action\b|\bsandbox\b|unsafe-inline|frame-ancestors ['{]"
)


def test_the_policy_of_a_page():
    assert csp.site_policy(script_hash="'sha256-x'", frame_ancestors="'none'") == (
        "default-src 'none'; script-src 'self' 'sha256-x'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def test_the_policy_of_a_page_with_backgrounds_that_some_may_frame():
    policy = csp.site_policy(
        script_hash=None,
        frame_ancestors="https://host.example",
        image_sources=("https://a.example", "https://b.example"),
    )
    assert "; script-src 'self'; " in policy
    assert "; img-src 'self' data: https://a.example https://b.example; " in policy
    assert policy.endswith("; frame-ancestors https://host.example")


@pytest.mark.parametrize("everyone", ["*", " * ", "https://host.example *"])
def test_a_page_that_anyone_may_frame_may_be_framed_by_a_page_opened_from_disk(everyone):
    policy = csp.site_policy(script_hash=None, frame_ancestors=everyone)
    assert "frame-ancestors" not in policy  # by the CSP's `*`, `file:` is not included


def test_the_policies_of_saved_files():
    assert csp.saved_map_policy(scripts=["'sha256-a'", "'sha256-b'"], styles=["'sha256-c'"]) == (
        "default-src 'none'; script-src 'sha256-a' 'sha256-b'; style-src 'sha256-c'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert csp.saved_report_policy() == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_policies_of_downloads():
    assert csp.download_policy("image/svg+xml") == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
    )
    assert csp.download_policy("text/html") == "sandbox allow-scripts"


def test_no_other_file_writes_a_directive():
    own = Path(csp.__file__)
    files = [
        path
        for package in ("geo", "maps", "webapp")
        for path in (ROOT / package).rglob("*")
        if path.suffix in {".py", ".html", ".js", ".typ"}
    ]
    assert [str(path) for path in files if DIRECTIVE.search(path.read_text("utf-8"))] == [str(own)]
