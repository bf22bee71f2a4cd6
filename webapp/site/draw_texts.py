"""The texts of drawing on the map, and of keeping and sharing what was drawn."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from geo.io.geometry import AT_PLACE, GEOS_REASONS
from geo.lookup.overlap import BEYOND_REPAIR

Gettext = Callable[[str], str]
_SHAPE_FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "shapeCrosses": GEOS_REASONS[0],
        "shapeTouches": GEOS_REASONS[1],
        "shapeHoleOutside": GEOS_REASONS[2],
        "shapeHolesNested": GEOS_REASONS[3],
        "shapeShellsNested": GEOS_REASONS[4],
        "shapeFlat": GEOS_REASONS[7],
    }
)


def draw_messages(_: Gettext) -> dict[str, str]:
    """Return the texts of the tool that draws and measures, by the key that scripts use."""
    return {
        **_button_messages(_),
        "drawnLayer": _("Drawn"),
        "drawnSite": _("Point %(number)s"),
        "drawnLine": _("Line %(number)s"),
        "drawnArea": _("Plot %(number)s"),
        "drawnName": _("Name"),
        "drawnBefore": _("Drawn so far"),
        "drawWhat": _("What to draw"),
        "drawHelp": _("Click or tap to add points; press the highlighted point to finish."),
        "drawHelpSite": _("Click or tap to add a point; it is finished at once."),
        "drawKeys": _(
            "Keyboard: arrow keys move the map under the crosshair, Enter adds a point, Backspace "
            "removes the last one, Esc cancels. Tab goes to the points: arrow keys move a point, "
            "Delete removes it."
        ),
        "drawMethod": _(
            "Geodesic length and area (WGS 84). Finished shapes are kept in this browser until you "
            "clear them."
        ),
        "pointsSo": _("Points: %(count)s. %(result)s"),
        "drawnJoined": _("%(name)s was added: %(result)s."),
        "drawCancelled": _("The drawing was cancelled. Undo restores it."),
        "drawDeleted": _("%(name)s was deleted. Undo restores it."),
        "drawCleared": _("Everything drawn was cleared. Undo restores it."),
        "vertexOf": _("Point %(number)s of %(count)s"),
        "insertAfter": _("Insert a point after point %(number)s"),
    }


def _button_messages(_: Gettext) -> dict[str, str]:
    return {
        "drawSite": _("Point"),
        "drawLine": _("Line"),
        "drawArea": _("Area"),
        "drawFinish": _("Finish"),
        "drawAnother": _("New shape"),
        "drawContinue": _("Add points"),
        "drawUndo": _("Undo"),
        "drawRedo": _("Redo"),
        "drawCancel": _("Cancel"),
        "drawDelete": _("Delete"),
        "drawDeletePoint": _("Delete point"),
        "drawLink": _("Copy link"),
        "drawClear": _("Clear all"),
    }


def keep_messages(_: Gettext) -> dict[str, str]:
    """Return the texts of keeping data in the browser, and of sharing them by an address."""
    return {
        "keepAsk": _("This browser has kept your data (%(count)s shapes, %(date)s)."),
        "keepRestore": _("Restore"),
        "keepElsewhere": _(
            "Another window has %(count)s of your shapes open. A copy here is changed and kept "
            "by itself."
        ),
        "keepCopy": _("Copy here"),
        "keepFresh": _("Start fresh"),
        "keepForgotten": _("Your data were removed from this browser."),
        "keepFailed": _(
            "This browser cannot keep your data (private window or no free space). They last until "
            "this page is closed."
        ),
        "linkCopied": _(
            "Link copied. It contains the shapes. Whoever opens it has them measured by the "
            "server, which keeps nothing."
        ),
        "linkLong": _(
            "Link copied. It has %(count)s characters; some programs cut links off after 2,000. "
            "Check that it arrives complete, or send a file."
        ),
        "linkTooLong": _(
            "The link would have %(count)s characters; the limit is 8,000. Export a file and send "
            "that instead."
        ),
        "linkTooMany": _(
            "A link contains at most 20 layers, 500 shapes and 2,000 vertices. Export a file and "
            "send that instead."
        ),
        "dataLink": _("Link with your data"),
        "plainLink": _("Link without your data"),
        "dataShared": _(
            "Your data on the map go along in the link with your data and in embedded maps. "
            "Pictures by address, as in Markdown, leave them out, as the address does not hold "
            "your data: make a page of this as PNG or SVG, and use that file instead."
        ),
        "dataNotShared": _(
            "Your data on the map are not shared: the link would have %(count)s characters; the "
            "limit is 8,000. Export a file and send that instead."
        ),
        "linkUnreadable": _(
            "The shapes in this link cannot be read. Request the link again, or a file."
        ),
        "linkRead": _("The shapes in this link stay in this browser unless removed."),
        "linkKeep": _("Keep"),
        "linkRemove": _("Remove"),
    }


def local_messages(_: Gettext, separator: str) -> dict[str, str]:
    """Return the texts of what the page measures by itself.

    Parameters
    ----------
    separator : str
        Between two sentences.
    """
    uncertain = _("The outline of %(part)s is uncertain by %(uncertainty)s.")
    return {
        "localNoParts": _("The zone has no outlines, so the result is inconclusive."),
        "localNotStated": _(
            "Not every outline states its position uncertainty, so the result is inconclusive."
        ),
        "localPossible": separator.join((uncertain, _("The result is inconclusive."))),
        "localCertain": separator.join((uncertain, _("The result is reliable."))),
        "measuredHere": _("Measured in this browser."),
        "tooLargeHere": _(
            "The shape is too large to be measured in this browser. Measure it on the zone's map "
            "page with a network, or with `zonemap measure`."
        ),
        **_reach_messages(_),
        **_shape_messages(_),
        **_offline_messages(_),
    }


def _reach_messages(_: Gettext) -> dict[str, str]:
    """Return what is said of parts that something may reach, as `maps.content.candidates` does."""
    return {
        "reachOutside": _(
            "Outside as drawn; as the outlines are uncertain, it may overlap with %(parts)s."
        ),
        "reachOutsideIn": _(
            "Outside as drawn; as the outlines are uncertain, it may lie in %(parts)s."
        ),
        "reachAlso": _("It may also overlap with %(parts)s."),
        "reachAlsoIn": _("It may also lie in %(parts)s."),
        "outsideOverlap": _("Outside as drawn, may overlap with %(parts)s"),
        "outsidePerhaps": _("Outside as drawn, perhaps in %(parts)s"),
        "andMore": _("%(parts)s and %(count)s more"),
    }


def _shape_messages(_: Gettext) -> dict[str, str]:
    """Return why a shape encloses no one area, as the server says it."""
    slot = "%(reason)s"
    fault, place = _(BEYOND_REPAIR), _(AT_PLACE)
    return {
        key: fault.replace(slot, place.replace(slot, _(reason)))
        for key, reason in _SHAPE_FAULTS.items()
    }


def _offline_messages(_: Gettext) -> dict[str, str]:
    return {
        "readHere": _("Read in this browser without a network, as WGS 84."),
        "pasted": _("Pasted text"),
        "offlineRow": _("Not coordinates in degrees."),
        "offlineFormat": _(
            "%(name)s can be read only with a network. Add it again when connected."
        ),
        "offlineDamaged": _("%(name)s is damaged or incomplete. Export it again."),
        "offlineCrs": _(
            "%(name)s is not in WGS 84 degrees, so it can be read only with a network. Add it "
            "again when connected."
        ),
        "offlineNumbers": _(
            "Each line has more than two numbers, and it is open which two are the position. Put "
            "a letter before the number of the point, such as J1, or leave the height out."
        ),
        "pointNumbers": _("The first number of each line is taken as the number of the point."),
        "cornerNumbers": _(
            "The lines are taken as the corners of one plot, as they are numbered as such."
        ),
        "besideNumbers": _(
            "Numbers beside the position, such as heights, are kept as columns of their own."
        ),
        "offlineColumns": _(
            "The columns of longitude and latitude in %(name)s are not clear. Name them longitude "
            "and latitude, or add the file again when connected."
        ),
        "offlineEncoding": _(
            "The text encoding of %(name)s is not clear. Save it as UTF-8, or add it again when "
            "connected."
        ),
        "offlineTooMany": _(
            "%(name)s is too large to be read without a network. Add it again when connected."
        ),
    }


def measure_messages(_: Gettext) -> dict[str, str]:
    """Return the texts of lengths and areas, also of an embedded map."""
    return {
        "lastStretch": _("last segment %(distance)s"),
        "edgesCross": _(
            "The line crosses itself, so it has no area. Undo the last point, or "
            "continue without crossing."
        ),
        "around": _("perimeter %(distance)s"),
        "mu": _("mu"),
        "uncertaintyUnstated": _("± not stated"),
        "lessThanUncertainty": _("no more than its uncertainty of ±%(bound)s"),
    }
