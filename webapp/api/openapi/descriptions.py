"""The sentences of components.json: what its parameters, answers and headers mean."""

from geo.arrays import Json
from webapp.http.language import gettext as _


def describe_components(components: Json) -> None:
    """Give parameters, answers and headers their description in the language of the request."""
    for group, found in (
        ("parameters", _parameter_descriptions()),
        ("responses", _response_descriptions()),
        ("headers", _header_descriptions()),
    ):
        for name, description in found.items():
            components[group][name]["description"] = description


def _header_descriptions() -> dict[str, str]:
    return {
        "ContentCrs": _("CRS of the coordinates"),
        "ReadingSteps": _(
            "How the file was read, of CSV and XLSX, as JSON: the steps, and how many features "
            "were left out. A JSON answer has both among its members, with the reasons."
        ),
    }


def _parameter_descriptions() -> dict[str, str]:
    return {
        "lang": _("Language of texts. If omitted, the Accept-Language header decides."),
        "featureId": _("ID of the feature"),
        "offset": _("Number of features to skip from the start"),
        "bbox": _(
            "Only features that intersect this box: lower corner, upper corner, in the axis order "
            "of bbox-crs. West greater than east crosses the antimeridian."
        ),
        "datetime": _(
            "A time, a date, or an interval of them (.. for an open end). Features without a date "
            "always match."
        ),
    }


def _response_descriptions() -> dict[str, str]:
    return {
        "unchanged304": _("Not modified since If-None-Match or If-Modified-Since"),
        "failure400": _(
            "A parameter is unknown or invalid. The detail names it and says what to do."
        ),
        "failure403": _("The page that sends this is of another site."),
        "failure404": _("Nothing has this ID."),
        "failure406": _("No media type that the Accept header allows"),
        "failure412": _("If-Match does not match the current version."),
        "failure413": _("The request is too large."),
        "failure414": _("The address is too long."),
        "failure415": _("Unsupported content type"),
        "failure500": _("Server error"),
        "failure503": _(
            "Too many slow requests at the same time. Retry-After says when to try again."
        ),
    }
