"""The texts that the site's scripts show; saved maps have those of the tools in each language."""

from collections.abc import Callable

from maps import formatting
from maps.content.part_list import has_many_parts
from maps.i18n import LANGUAGES
from webapp.http.language import gettext as _
from webapp.http.language import lang
from webapp.site.backgrounds import background_messages
from webapp.state import current_measured

Translate = Callable[[str], str]


def site_messages() -> dict[str, str]:
    """Return the texts of every page with the map, by the key that scripts use."""
    return {
        **toolbar_messages(_),
        "needsNetwork": _(
            "This page needs a network connection; only the map is available offline."
        )
        # Whose tables are not kept (webapp/pages/offline.py).
        if has_many_parts(current_measured().zone)
        else _(
            "This page needs a network connection; the map, the parts, the areas and the distances "
            "open offline."
        ),
        "briefOffline": _("You are offline. Site briefs need a connection."),
        "toolFailed": _("This tool could not be loaded. Check your connection and try again."),
        "share": _("Share and embed"),
        "shareShort": _("Share"),
        **_share_messages(),
        "link": _("Link"),
        "comparison": _("Comparison"),
        "iframe": _("HTML (iframe)"),
        **background_messages(),
    }


def toolbar_messages(_: Translate) -> dict[str, str]:
    """Return the texts of the bar of tools, and of what they have in common."""
    return {
        "tools": _("Tools"),
        "close": _("Close"),
        "clear": _("Clear"),
        "clearAll": _("Clear all marks of the tools"),
        "cleared": _("The marks were cleared."),
        "noticeLabel": _("Notice"),
        "noticeMore": _("Read on"),
        "addressUnread": _("Not understood in this link: %(items)s"),
        "marksStay": _("The marks of the last tool stay until they are cleared."),
        "copy": _("Copy"),
        "copied": _("Copied"),
        "copyFailed": _("Could not copy. Select the text and copy it yourself."),
    }


def _share_messages() -> dict[str, str]:
    """Return the texts that say what goes along with shared code."""
    language = LANGUAGES[lang()].own_name
    return {
        "shared": _("Included: %(items)s."),
        "sharedZone": _("the view of the zone"),
        "sharedRegion": _("the view of the region"),
        "sharedBounds": _("the area on the screen"),
        "sharedPart": _("the selected part (%(name)s)"),
        "sharedLanguage": _("The language is %(name)s.") % {"name": language},
        "sharedLanguageOfCode": _(
            "The language of embedded maps and pictures is %(name)s; the link opens in the "
            "language of whoever opens it."
        )
        % {"name": language},
        "sharedTheme": _("light or dark colours as on the reader's device"),
        "sharedByLink": _("Included only in the link: %(items)s."),
        "sharedPoint": _("the queried point"),
        "sharedRings": _("the range rings"),
        "sharedLine": _("the measurement"),
        "sharedList": _("the comparison"),
        "sharedBasemap": _("the basemap"),
        "sharedPicture": _("Pictures leave out %(items)s."),
    }


def tool_messages(_: Translate, code: str) -> dict[str, str]:
    """Return the texts of the map's tools in one language."""
    return {**point_messages(_, code), **search_messages(_), **compare_messages(_)}


def point_messages(_: Translate, code: str) -> dict[str, str]:
    """Return the texts of point query and rings."""
    return {
        "ask": _("Query a point"),
        "askFailed": _("The result could not be loaded. Try again."),
        "askOffline": _(
            "You are offline. In which part the point lies is answered once you are connected, and "
            "without a network by the HTML map that “Sources” offers to download."
        ),
        "notCoordinates": _(
            "This is not a pair of coordinates. "
            "Enter latitude and longitude, for example 28.9, 105.46."
        ),
        "linkUnread": _(
            "This link contains no coordinates that can be read here: paste the coordinates "
            "instead."
        ),
        "linkShort": _(
            "This short link has no coordinates of its own: open it in a browser and paste the "
            "full address that is shown then. If that can't be read, paste the coordinates instead."
        ),
        "linkInPlane": _(
            "This link has plane coordinates of Baidu, whose formula is not published: paste "
            "longitude and latitude instead."
        ),
        "severalPlaces": _(
            "This text names several places. Paste the link or the coordinates of one of them."
        ),
        "linkOfApple": _(
            "Read as WGS 84. Apple’s map of mainland China is shifted: for a point chosen on it "
            "choose GCJ-02."
        ),
        "linkOfGoogle": _(
            "Read as WGS 84. Google’s road map of mainland China is shifted, its satellite picture "
            "is not: for a point of the road map choose GCJ-02."
        ),
        "beyondMap": _("The point lies outside the map’s extent and is not shown."),
        "datum": _("Coordinate system"),
        "datumAssumed": _(
            "Read as WGS 84. For coordinates from Amap or Tencent maps choose GCJ-02, from Baidu "
            "BD-09."
        ),
        "gcj02Maps": _("Amap, Tencent GCJ-02"),
        "datumRead": _("Read as %(name)s and converted to WGS 84."),
        "noLocation": _("Your location could not be found, or is not shared with this page."),
        "mu": _("mu"),
        "uncertaintyUnstated": _("± not stated"),
        "lessThanUncertainty": _("no more than its uncertainty of ±%(bound)s"),
        "rings": _("Range rings"),
        "fromCentroid": _("%(distance)s from the centroid"),
        "fromItsCentroid": _("from the centroid"),
        "ringsFromPlot": _("%(name)s (its point inside)"),
        "compass": " ".join(formatting.compass(22.5 * n, code) for n in range(16)),
    }


def search_messages(_: Translate) -> dict[str, str]:
    """Return the texts of search and of what it found."""
    return {
        "matches": _("Matches: %(count)s. First: %(first)s"),
        "noMatch": _(
            "No results. Try part of a name in Chinese, English or pinyin, or coordinates such as "
            "28.9, 105.46."
        ),
        "shown": _("Shown: %(name)s"),
        "yourData": _("Your data"),
        "foundFromEdge": _("straight lines from the nearest edge"),
        "allDistances": _("Distances of all parts"),
    }


def compare_messages(_: Translate) -> dict[str, str]:
    """Return the texts of choosing parts to compare."""
    return {
        "add": _("Add to comparison"),
        "remove": _("Remove from comparison"),
        "addName": _("Add to comparison: %(name)s"),
        "removeName": _("Remove from comparison: %(name)s"),
        "more": _("%(name)s added, %(count)s of 4"),
        "less": _("%(name)s removed, %(count)s of 4"),
        "full": _("Four are already chosen. Remove one first."),
    }
