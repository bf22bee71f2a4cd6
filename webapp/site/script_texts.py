"""The texts that the site's scripts show, in the language of the request."""

from maps import formatting
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.site.backgrounds import background_messages


def site_messages() -> dict[str, str]:
    """Return the texts of every page with the map, by the key that scripts use."""
    return {
        "tools": _("Tools"),
        "close": _("Close"),
        "needsNetwork": _("This page needs the network. What is kept here is the map."),
        "toolFailed": _("This tool could not be loaded; is there a network?"),
        "share": _("Share and embed"),
        "shareHint": _("The code shows what is on the screen now: part, place and zoom."),
        "link": _("Link"),
        "iframe": _("HTML, as a frame"),
        "copy": _("Copy"),
        "copied": _("Copied"),
        **background_messages(),
        "copyFailed": _("Copying is not possible here; select the text instead."),
    }


def tool_messages() -> dict[str, str]:
    """Return the texts of the map's tools."""
    return {**point_messages(), **compare_messages()}


def point_messages() -> dict[str, str]:
    """Return the texts of point query, measuring and search."""
    return {
        "ask": _("Ask the map"),
        "askFailed": _("The answer could not be loaded; try again."),
        "askOffline": _("There is no network; asking the map needs it."),
        "notCoordinates": _(
            "This is not a pair of coordinates. "
            "Enter latitude and longitude, for example 28.9, 105.46."
        ),
        "noLocation": _("Your location could not be found, or is not shared with this page."),
        "lastStretch": _("last stretch %(distance)s"),
        "edgesCross": _("The edges cross; move on without crossing them, or undo."),
        "around": _("around it %(distance)s"),
        "mu": _("mu"),
        "lessThanUncertainty": _("less than the uncertainty (%(uncertainty)s)"),
        "compass": " ".join(formatting.compass(22.5 * n, lang()) for n in range(16)),
        "pointsSo": _("Points: %(count)s. %(result)s"),
        "matches": _("Matches: %(count)s. First: %(first)s"),
        "noMatch": _("Nothing of that name here"),
        "shown": _("Shown: %(name)s"),
    }


def compare_messages() -> dict[str, str]:
    """Return the texts of choosing parts to compare."""
    return {
        "add": _("Add to comparison"),
        "remove": _("Remove from comparison"),
        "addName": _("Add to comparison: %(name)s"),
        "removeName": _("Remove from comparison: %(name)s"),
        "more": _("%(name)s added, %(count)s of 4"),
        "less": _("%(name)s removed, %(count)s of 4"),
        "full": _("Four parts are chosen; remove one first."),
    }
