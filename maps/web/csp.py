"""Every Content-Security-Policy: of the site's pages, of saved files, and of downloads."""

from collections.abc import Mapping, Sequence

# Figures and documents that are opened in place: their own inline styles, and nothing else.
_OPENED_IN_PLACE = {
    "default-src": ("'none'",),
    "style-src": ("'unsafe-inline'",),
    "img-src": ("data:",),
    "font-src": ("data:",),
    "sandbox": (),
}


def _format_policy(directives: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def site_policy(
    *, script_hash: str | None, frame_ancestors: str, image_sources: Sequence[str] = ()
) -> str:
    """Return a page's policy: our own files, the page's one inline script by its hash, no more.

    `image_sources` are the origins of the backgrounds that the configuration turns on.
    """
    return _format_policy(
        {
            "default-src": ("'none'",),
            "script-src": ("'self'", *([script_hash] if script_hash else [])),
            "style-src": ("'self'",),
            "img-src": ("'self'", "data:", *image_sources),
            "font-src": ("'self'",),
            "connect-src": ("'self'",),
            "manifest-src": ("'self'",),
            "worker-src": ("'self'",),
            "base-uri": ("'none'",),
            "form-action": ("'self'",),
            "frame-ancestors": (frame_ancestors,),
        }
    )


def saved_map_policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return the policy of a saved map, whose scripts and styles stand in it: by their hashes."""
    return _format_policy(
        {
            "default-src": ("'none'",),
            "script-src": scripts,
            "style-src": styles,
            "img-src": ("data:",),
            "base-uri": ("'none'",),
            "form-action": ("'none'",),
        }
    )


def saved_report_policy() -> str:
    """Return the policy of a saved report: its own inline styles, no scripts."""
    return _format_policy({"default-src": ("'none'",), "style-src": ("'unsafe-inline'",)})


def download_policy(media_type: str) -> str:
    """Return the policy of a download that a browser may open in place.

    An HTML file brings its own policy, and may run its scripts in a sandbox.
    """
    if media_type == "text/html":
        return _format_policy({"sandbox": ("allow-scripts",)})
    return _format_policy(_OPENED_IN_PLACE)
