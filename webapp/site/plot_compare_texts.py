"""The texts of added plots beside parts; a saved map compares parts alone, and has none of them."""

from collections.abc import Callable

Translate = Callable[[str], str]


def plot_compare_messages(_: Translate, separator: str) -> dict[str, str]:
    """Return the texts by the key that scripts use; the words for ranks are joined by bars.

    `separator` stands between names in a list.
    """
    return {
        "comparedList": separator,
        "comparedOwn": _("Compare plots and parts"),
        "comparedFew": _("Choose two to four plots or parts to set side by side."),
        "comparedHow": _(
            "Areas are geodesic (WGS 84), distances are straight lines from the nearest edge. "
            "Nothing was sent to compare them."
        ),
        "comparedKind": _("Kind"),
        "comparedArea": _("Measured area"),
        "comparedWhere": _("Lies in"),
        "comparedAlike": _("difference from %(names)s within the uncertainty"),
        "comparedTwo": "|".join([_("larger"), _("smaller"), _("farther"), _("nearer")]),
        "comparedMore": "|".join([_("largest"), _("smallest"), _("farthest"), _("nearest")]),
    }
