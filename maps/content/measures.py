"""The measures of a part as text that says what each of them rests on.

Rows are those of the tables of areas and of distances: of data frames, where a missing value is
NaN, or of JSON, where it is None.
"""

import math
from collections.abc import Mapping
from typing import Any, cast

from maps import formatting
from maps.content import vocabulary
from maps.content.models import HeadlineRow
from maps.i18n import get_language, get_translator
from maps.numerals import find_supported_digits

Row = Mapping[str, Any]
UNIT_SEPARATOR = " · "


def is_missing(value: float | None) -> bool:
    """Whether a table has no value there: None or NaN."""
    return value is None or math.isnan(value)


def headline_area(areas: HeadlineRow, lang: str) -> tuple[str, str]:
    """Return the one area that stands for a part where there is room for one, and its kind.

    That is the published area; where none was published the one that the outline has, whose kind
    is its basis. An assumed area says itself that it is assumed, so its kind is empty.
    """
    _ = get_translator(lang)
    if not is_missing(areas["published_area_km2"]):
        kind = _("stated in the file") if is_stated_by_file(areas) else _("published")
        return formatting.published_area(areas["published_area_km2"], lang), kind
    if areas["area_basis"] == "assumed":
        return formatting.assumed_area(areas["area_m2"], lang), ""
    value = formatting.area(areas["area_m2"], lang)
    return value, vocabulary.area_basis_label(areas["area_basis"], lang)


def describe_mu(areas: HeadlineRow, lang: str) -> str:
    """Return the headline area in mu; empty where the language's readers don't use it."""
    if not get_language(lang).uses_mu:
        return ""
    if is_missing(published_km2 := areas["published_area_km2"]):
        is_assumed = areas["area_basis"] == "assumed"
        return formatting.areas(areas["area_m2"], lang, assumed=is_assumed)[-1]
    return formatting.mu(published_km2 * 1e6, lang)


def is_stated_by_file(areas: HeadlineRow | Row) -> bool:
    """Whether the published area is what a file states of a plot, which nobody publishes."""
    return areas.get("kind") == "parcel" and not is_missing(areas["published_area_km2"])


def remark_on_published(row: Row, lang: str) -> str:
    """Return a published area in mu, where readers use it, and whether only the file states it."""
    if is_missing(row["published_area_km2"]):
        return ""
    stated = get_translator(lang)("stated in the file") if is_stated_by_file(row) else ""
    said = describe_mu(cast("HeadlineRow", row), lang), stated
    return UNIT_SEPARATOR.join(filter(None, said))


def split_headline_area(areas: HeadlineRow, lang: str) -> tuple[str, str]:
    """Return the headline area and its kind, also of an assumed one: for two lines of a column."""
    if is_missing(areas["published_area_km2"]) and areas["area_basis"] == "assumed":
        kind = vocabulary.area_basis_label("assumed", lang)
        return formatting.assumed_area(areas["area_m2"], lang, is_told=True), kind
    return headline_area(areas, lang)


def describe_area(row: Row, lang: str) -> str:
    """Return the area of the drawn outline: of an assumed one, that it is assumed."""
    form = formatting.assumed_area if row["area_basis"] == "assumed" else formatting.area
    return form(row["area_m2"], lang)


def describe_area_units(row: Row, lang: str) -> str:
    """Return the area of `describe_area` in the other units: hectares, mu."""
    units = formatting.areas(row["area_m2"], lang, assumed=row["area_basis"] == "assumed")
    return UNIT_SEPARATOR.join(units[1:])


def describe_basis(row: Row, lang: str) -> str:
    """Return what the area of the drawn outline rests on, unless `describe_area` says it."""
    if row["area_basis"] == "assumed":
        return ""
    label = get_translator(lang)("Area basis") + get_language(lang).colon
    return label + vocabulary.area_basis_label(row["area_basis"], lang)


def describe_difference(row: Row, lang: str) -> str:
    """Return the measured minus the published area, in percent.

    0 for an outline that was drawn to the published area: what is left is of the drawing.
    """
    if row["area_basis"] == "published":
        return formatting.percent(0.0, lang)
    return formatting.percent(row["difference_percent"], lang)


def describe_perimeter(row: Row, lang: str) -> str:
    """Return the perimeter, to the digits that a surveyed or digitised position supports."""
    length_m, uncertainty_m = row["perimeter_m"], row["position_uncertainty_m"]
    if row["placement"] == "schematic" or is_missing(uncertainty_m) or uncertainty_m >= length_m:
        return formatting.distance(length_m, lang)
    return formatting.distance(length_m, lang, uncertainty_m=uncertainty_m)


def remark_on_drawing(row: Row, lang: str) -> str:
    """Return that a measure is one of an assumed shape, for a schematic outline; else empty text.

    Drawn to a published area or not, the shape is nobody's but the drawing's.
    """
    _ = get_translator(lang)
    return _("of the assumed shape") if row["placement"] == "schematic" else ""


def describe_edge_distance(row: Row, lang: str) -> str:
    """Return the distance from a part's nearest edge, rounded to its uncertainty."""
    return formatting.distance(row["distance_m"], lang, uncertainty_m=row["position_uncertainty_m"])


def describe_centre_distance(row: Row, lang: str) -> str:
    """Return the distance from a part's centroid, rounded to its uncertainty."""
    return formatting.distance(
        row["centre_distance_m"], lang, uncertainty_m=row["position_uncertainty_m"]
    )


def describe_bearing(row: Row, lang: str) -> str:
    """Return the bearing with its uncertainty; – where the uncertainty leaves none."""
    uncertainty_deg = row["bearing_uncertainty_deg"]
    if is_missing(uncertainty_deg):
        is_stated = not is_missing(row["position_uncertainty_m"])
        uncertainty_deg = math.nan if is_stated else None
    return formatting.bearing(row["bearing_deg"], lang, uncertainty_deg=uncertainty_deg)


def join_uncertainty(distance_m: float, uncertainty_m: float | None, lang: str) -> str:
    """Return a distance followed by its uncertainty, which is said only once.

    >>> join_uncertainty(128_312.0, 4_100.0, "en"), join_uncertainty(991.0, 5_000.0, "en")
    ('128.3 km ±4.1 km', 'no more than its uncertainty of ±5 km')
    """
    words = formatting.distance(distance_m, lang, uncertainty_m=uncertainty_m)
    return " ".join(filter(None, (words, describe_uncertainty(distance_m, uncertainty_m, lang))))


def describe_uncertainty(distance_m: float, uncertainty_m: float | None, lang: str) -> str:
    """Return what follows a distance: its uncertainty, or nothing where it says it or is not known.

    >>> describe_uncertainty(128_312.0, 4_100.0, "en"), describe_uncertainty(991.0, 5_000.0, "en")
    ('±4.1 km', '')
    """
    if is_missing(distance_m):
        return ""
    is_positive = not is_missing(uncertainty_m) and uncertainty_m
    is_said = is_positive and find_supported_digits(distance_m, is_positive) is None
    return "" if is_said else formatting.uncertainty(uncertainty_m, lang)
