"""The texts of a saved map's tools, in one language: the site's, and what is told otherwise."""

from geo.lookup.uncertainty import VERDICTS
from maps.content import certainty, vocabulary
from maps.i18n import get_language, load_translations
from webapp.site.plot_texts import plot_messages
from webapp.site.script_texts import Translate, tool_messages, toolbar_messages


def saved_messages(code: str) -> dict[str, str]:
    """Return the texts by the key that scripts use."""
    translate = load_translations(code).ugettext
    language = get_language(code)
    return {
        **toolbar_messages(translate),
        **tool_messages(translate, code),
        **plot_messages(code),
        **_answer_messages(translate, code),
        **_compare_messages(translate),
        **_reading_messages(translate),
        "askEdgeOf": translate("Edge of") + ("" if language.is_east_asian else " "),
        "colon": language.colon,
        "sentenceSeparator": language.sentence_separator,
        "listSeparator": language.list_separator,
        **{
            each.replace(" ", "_"): vocabulary.verdict_label(each, code)
            for each in ("certain", "possible", "not known")
        },
    }


def _answer_messages(_: Translate, code: str) -> dict[str, str]:
    """Return the sentences of `maps.content.point`, which a saved map fills by itself."""
    return {
        **{
            f"ask_{where}_{verdict}".replace(" ", "_"): certainty.describe_place(
                name, verdict, code, rival="%(part)s"
            )
            for where, name in (("inside", "%(part)s"), ("outside", None))
            for verdict in VERDICTS
        },
        "gcj02": _("from Amap or Tencent maps (GCJ-02)"),
        "bd09": _("from Baidu maps (BD-09)"),
        "otherInside": _("If the coordinates are %(name)s, the point lies in %(part)s."),
        "otherOutside": _("If the coordinates are %(name)s, the point lies outside every part."),
        "otherMayBeIn": _("If the coordinates are %(name)s, the point may lie in %(part)s."),
        "otherMayBeOut": _(
            "If the coordinates are %(name)s, the point may lie outside every part."
        ),
        "askSeveral": certainty.describe_place(None, "possible", code),
        "readAs": _("Read as %(name)s"),
        "askEdge": _("Distance to the drawn edge of %(part)s: %(distance)s."),
        "askNotStated": _(
            "The position uncertainty of that outline is not stated, so the result is inconclusive."
        ),
        "askOutline": _("The outline of %(part)s is uncertain by %(uncertainty)s."),
        "askOutlineAndPoint": _(
            "The outline of %(part)s and the point together are uncertain by %(uncertainty)s."
        ),
        "askReliable": _("The result is reliable."),
        "askInconclusive": _("The result is inconclusive."),
        "askRivals": _("May also lie in"),
        "askRivalsOnly": _("May lie in"),
        "askAccuracy": _("Accuracy of the point: %(accuracy)s."),
        "countyCode": _("administrative division code %(code)s"),
        "askNoCounty": _("outside the counties shown"),
        "askNearCounty": _("near a county boundary (%(uncertainty)s)"),
        "askCountyNotStated": _("position uncertainty of the county boundary not stated"),
        "askCoordinates": _("Coordinates (latitude, longitude)"),
        "askUncertainty": _("Uncertainty"),
        "askStraight": _("Straight-line: geodesic on WGS 84, not a road or rail distance."),
        "askEach": _("Each uncertainty is the position uncertainty of the outline or place."),
        "askOwnToo": _(
            "Each uncertainty is the position uncertainty of the outline or place and the accuracy "
            "of the point together."
        ),
        "askPole": _("No bearing is defined at a pole, where every direction is the same."),
    }


def _compare_messages(_: Translate) -> dict[str, str]:
    return {
        "compareTitle": _("Compare parts"),
        "compareMore": _("Choose two to four parts to set side by side."),
        "compareMethod": _(
            "Areas and distances are geodesic (WGS 84), from the nearest edge; "
            "bearings are from the centroid."
        ),
        "industries": _("Industries"),
        "measuredArea": _("Measured area"),
        "alike": _("difference within the uncertainty"),
    }


def _reading_messages(_: Translate) -> dict[str, str]:
    """Return what is told otherwise than on the site, which can send a file to its server."""
    return {
        "savedFormats": _(
            "GeoJSON, CSV, KML and text in WGS 84 degrees, read and measured in this file. Nothing "
            "is sent; it is forgotten when this window is closed."
        ),
        "linkUnread": _("A saved map does not read links of maps: paste the coordinates instead."),
        "readHere": _("Read in this file, as WGS 84."),
        "measuredHere": _("Measured in this file."),
        "drawMethod": _(
            "Geodesic length and area (WGS 84). Finished shapes are kept until this window is "
            "closed."
        ),
        "offlineFormat": _(
            "%(name)s can't be read by a saved map. Save it as GeoJSON, CSV or KML."
        ),
        "offlineCrs": _("%(name)s is not in WGS 84 degrees. Save it in WGS 84 (EPSG:4326)."),
        "offlineColumns": _(
            "The columns of longitude and latitude in %(name)s are not clear. Name them longitude "
            "and latitude."
        ),
        "offlineEncoding": _("The text encoding of %(name)s is not clear. Save it as UTF-8."),
        "offlineTooMany": _(
            "%(name)s is too large for a saved map. Split it into files of at most 2,000 shapes "
            "and 4 MB."
        ),
    }
