"""Every Content-Security-Policy: of the site's pages, of saved files, and of downloads.

All start from `default-src 'none'` and allow what is needed; nothing comes from another host,
except the tiles of backgrounds that the configuration turns on.
"""

from collections.abc import Mapping, Sequence

# An SVG or HTML download is data from a zone file; opened in the browser, it must not act as this
# site. `sandbox` takes its origin away, and scripts are off.
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
    *,
    frame_ancestors: str,
    script_hashes: Sequence[str] = (),
    style_hashes: Sequence[str] = (),
    image_sources: Sequence[str] = (),
) -> str:
    """Return the policy of one of the site's pages: our own files, and what is inlined by its hash.

    Parameters
    ----------
    frame_ancestors : str
        Who may frame the page: `'none'`, or `*` for the embeddable map. `*` is not written: to
        browsers it means hosts on a network, which leaves out a page opened from disk.
    script_hashes, style_hashes : sequence of str
        Source expressions of the page's inline scripts and styles (`maps.assets.csp_hash`).
    image_sources : sequence of str
        Origins of the backgrounds that the configuration turns on.
    """
    is_for_all = "*" in frame_ancestors.split()
    return _format_policy(
        {
            "default-src": ("'none'",),
            "script-src": ("'self'", *script_hashes),
            "style-src": ("'self'", *style_hashes),
            "img-src": ("'self'", "data:", *image_sources),
            "font-src": ("'self'",),
            "connect-src": ("'self'",),
            "manifest-src": ("'self'",),
            "worker-src": ("'self'",),
            "base-uri": ("'none'",),
            "form-action": ("'self'",),
            **({} if is_for_all else {"frame-ancestors": (frame_ancestors,)}),
        }
    )


def saved_map_policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return the policy of a saved map, which allows its scripts and styles by their hashes."""
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
    """Return the policy of a saved report: inline styles, no scripts."""
    return _format_policy({"default-src": ("'none'",), "style-src": ("'unsafe-inline'",)})


def saved_document_policy() -> str:
    """Return the policy of a saved document: inline styles, pictures inside the file."""
    return _format_policy(
        {
            "default-src": ("'none'",),
            "style-src": ("'unsafe-inline'",),
            "img-src": ("data:",),
        }
    )


def download_policy(media_type: str) -> str:
    """Return the policy of a download that a browser may open in place.

    An HTML file contains its own policy, and may run its scripts, without this site's origin.
    """
    if media_type == "text/html":
        return _format_policy({"sandbox": ("allow-scripts",)})
    return _format_policy(_OPENED_IN_PLACE)
