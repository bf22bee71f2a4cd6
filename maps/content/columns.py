"""The columns of the tables of areas and of distances: label, explanation and format of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maps import formatting
from maps.content import vocabulary
from maps.i18n import get_translator

Formatter = Callable[[Any, str], str]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    key : str
        Which value of a row it shows.
    label, hint : str
        Its heading, and a remark below it; empty for none.
    formatter : callable, optional
        Makes text of the value and the language's code; without it the value is shown as it is.
    """

    key: str
    label: str
    hint: str = ""
    formatter: Formatter | None = None

    def format_cell(self, row: Mapping[str, Any], lang: str) -> str:
        """Return the row's value as text, – where it is None.

        Formatters show NaN as – too.
        """
        if self.formatter is None or row[self.key] is None:
            return "–" if row[self.key] is None else str(row[self.key])
        return self.formatter(row[self.key], lang)


def area_columns(lang: str) -> Sequence[Column]:
    """Return the columns of `geo.geodesy.area.area_table`, without the part's name."""
    _ = get_translator(lang)
    return (
        Column("kind", _("Kind"), formatter=vocabulary.kind_label),
        Column("published_area_km2", _("Published area"), "km²", formatting.published_area),
        Column("area_m2", _("Measured area"), _("on the drawn outline"), formatting.area),
        Column(
            "difference_percent", _("Difference"), _("measured − published"), formatting.percent
        ),
        Column("perimeter_m", _("Perimeter"), _("measured"), formatting.distance),
        Column("compactness", _("Compactness"), _("circle = 1"), formatting.ratio),
        Column("placement", _("Boundary type"), formatter=vocabulary.placement_label),
        Column(
            "position_uncertainty_m", _("Uncertainty"), _("of position"), formatting.uncertainty
        ),
    )


def distance_columns(lang: str) -> Sequence[Column]:
    """Return the columns of `geo.geodesy.distance.distance_table`, without part and place."""
    _ = get_translator(lang)
    return (
        Column("distance_m", _("From the nearest edge"), _("straight-line"), formatting.distance),
        Column(
            "centre_distance_m", _("From the centroid"), _("straight-line"), formatting.distance
        ),
        Column("bearing_deg", _("Bearing"), _("from the centroid"), formatting.bearing),
        Column(
            "position_uncertainty_m",
            _("Uncertainty"),
            _("sum of both ends"),
            formatting.uncertainty,
        ),
    )
