"""The columns of the tables of areas and of distances: label, explanation and format of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maps import formatting
from maps.content import measures, vocabulary
from maps.i18n import get_translator

Formatter = Callable[[Any, str], str]
RowFormatter = Callable[[Mapping[str, Any], str], str]


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
    row_formatter : callable, optional
        Makes text of the whole row and the language's code, where the value doesn't say enough.
    remark_formatter : callable, optional
        Makes a remark on the value from the row and the language's code; empty text for none.
    phone_formatter : callable, optional
        Makes what phones show below that, which have no room for the column that says it.
    """

    key: str
    label: str
    hint: str = ""
    formatter: Formatter | None = None
    row_formatter: RowFormatter | None = None
    remark_formatter: RowFormatter | None = None
    phone_formatter: RowFormatter | None = None

    def format_cell(self, row: Mapping[str, Any], lang: str) -> str:
        """Return the row's value as text, – where it is None.

        Formatters show NaN as – too.
        """
        if self.row_formatter is not None:
            return self.row_formatter(row, lang)
        if self.formatter is None or row[self.key] is None:
            return "–" if row[self.key] is None else str(row[self.key])
        return self.formatter(row[self.key], lang)

    def format_remark(self, row: Mapping[str, Any], lang: str) -> str:
        """Return what is to be said of the row's value; empty for nothing."""
        return self.remark_formatter(row, lang) if self.remark_formatter else ""


def area_columns(lang: str) -> Sequence[Column]:
    """Return the columns of `geo.geodesy.tables.make_area_table`, without the part's name."""
    _ = get_translator(lang)
    return (
        Column("kind", _("Kind"), formatter=vocabulary.kind_label),
        Column(
            "published_area_km2",
            _("Published area"),
            formatter=formatting.published_area,
            remark_formatter=measures.remark_on_published,
        ),
        Column(
            "area_m2",
            _("Measured area"),
            _("on the drawn outline"),
            row_formatter=measures.describe_area,
            remark_formatter=measures.describe_area_units,
            phone_formatter=measures.describe_basis,
        ),
        Column("area_basis", _("Area basis"), formatter=vocabulary.area_basis_label),
        Column(
            "difference_percent",
            _("Difference"),
            _("measured − published"),
            row_formatter=measures.describe_difference,
        ),
        Column(
            "perimeter_m",
            _("Perimeter"),
            row_formatter=measures.describe_perimeter,
            remark_formatter=measures.remark_on_drawing,
        ),
        Column(
            "compactness",
            _("Compactness"),
            _("circle = 1"),
            formatting.ratio,
            remark_formatter=measures.remark_on_drawing,
        ),
        Column("placement", _("Boundary type"), formatter=vocabulary.placement_label),
        Column(
            "position_uncertainty_m", _("Position uncertainty"), formatter=formatting.uncertainty
        ),
    )


def distance_columns(lang: str) -> Sequence[Column]:
    """Return the columns of `geo.geodesy.tables.make_distance_table`, without part and place."""
    _ = get_translator(lang)
    return (
        Column(
            "distance_m",
            _("From the nearest edge"),
            _("straight-line"),
            row_formatter=measures.describe_edge_distance,
        ),
        Column(
            "centre_distance_m",
            _("From the centroid"),
            _("straight-line"),
            row_formatter=measures.describe_centre_distance,
        ),
        Column(
            "bearing_deg",
            _("Bearing"),
            _("from the centroid"),
            row_formatter=measures.describe_bearing,
        ),
        Column(
            "position_uncertainty_m",
            _("Uncertainty"),
            _("sum of both ends"),
            formatting.uncertainty,
        ),
    )
