"""The tables as XLSX: parts, distances, sources, and what is to be known of the data."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import pandas as pd

from geo.errors import N_
from geo.fields.languages import field_names
from geo.fields.units import MU_PER_KM2
from geo.geodesy.tables import make_area_table, make_distance_table
from geo.io.xlsx import Sheet, SheetColumn, write_workbook
from geo.metadata import make_source_rows
from geo.roads.rows import COLUMNS, make_road_rows
from geo.rows import get_rows
from geo.zone import Zone
from maps.content.credits import all_layers, gather_credits, localize_attributions
from maps.content.headings import make_heading
from maps.content.sources import choose_name, choose_publisher, localize_source_field
from maps.content.vocabulary import area_basis_label, kind_label, placement_label, users_label
from maps.export.provenance import make_provenance_lines
from maps.export.references import name_references
from maps.export.vector_files import flatten_parts, subset_zone
from maps.figure.captions import join_languages, zone_name
from maps.figure.options import FigureOptions
from maps.i18n import display_name, field_name, get_language, get_translator

_M2_PER_KM2 = 1e6
_M_PER_KM = 1e3
_TWO_DECIMALS, _ONE_DECIMAL, _THREE_DECIMALS = "#,##0.00", "0.0", "0.000"
_JOINT = " / "
_NONE = pd.DataFrame()  # places that a heading could name
Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Cell:
    """A column's heading, its unit, its number format, and what it takes from a row."""

    label: Callable[[str], str]
    find: Callable[[Row], Any]
    unit: str = ""
    form: str = "General"


def render_workbook(zone: Zone, options: FigureOptions) -> bytes:
    """Return a workbook of the chosen parts, with headings and words in the chosen languages.

    Areas are geodesic (WGS 84) in km², hectares and mu, lengths in km, uncertainties in metres:
    numbers as they were computed, and two decimals shown.
    """
    cut, langs = subset_zone(zone, options), options.langs
    parts = name_references(zone, _list_part_rows(cut), langs)
    sheets = [
        _make_sheet(_("Parts"), _list_part_cells(langs), parts, langs),
        _make_sheet(_("Distances"), _list_distance_cells(cut, langs), _list_ways(cut), langs),
        *_make_road_sheets(cut, langs),
        _make_sheet(_("Sources"), _list_source_cells(langs), _list_sources(cut), langs),
        Sheet(
            _join(_("About these data"), langs, " ")[:31],
            [SheetColumn(_join(_("About these data"), langs))],
            _iter_notes(cut, langs),
        ),
    ]
    out = io.BytesIO()
    title = join_languages(langs, lambda lang: zone_name(zone, lang), _JOINT)
    write_workbook(out, sheets, name="tables.xlsx", title=title)
    return out.getvalue()


def _(text: str) -> Callable[[str], str]:
    """Mark a text for translation, and return what translates it."""
    return lambda lang: get_translator(lang)(text)


def _join(words: Callable[[str], str], langs: Sequence[str], joint: str = _JOINT) -> str:
    return join_languages(langs, words, joint)


def _make_sheet(
    name: Callable[[str], str], cells: Sequence[_Cell], rows: Sequence[Row], langs: Sequence[str]
) -> Sheet:
    columns = [SheetColumn(_head_column(each, langs), each.form) for each in cells]
    values = ([each.find(row) for each in cells] for row in rows)
    return Sheet(_join(name, langs, " ")[:31], columns, values)


def _head_column(cell: _Cell, langs: Sequence[str]) -> str:
    """Return a heading with its unit, in each language.

    >>> _head_column(_Cell(_("Area"), len, N_("km²")), ("en",))
    'Area (km²)'
    """

    def head(lang: str) -> str:
        unit = get_translator(lang)(cell.unit) if cell.unit else ""
        return cell.label(lang) + (get_language(lang).bracket(unit) if unit else "")

    return _join(head, langs)


def _show(key: str, words: Callable[[Any, str], str], langs: Sequence[str]) -> Callable[[Row], Any]:
    """Return what takes a code from a row and says it in words; None for none."""
    return lambda row: (
        None
        if pd.isna(row[key])
        else join_languages(langs, lambda lang: words(row[key], lang), _JOINT)
    )


def _take(key: str, per: float = 1.0) -> Callable[[Row], Any]:
    """Return what takes a value from a row; a number divided by `per`."""
    return lambda row: row[key] / per if isinstance(row[key], float) else _none_if_missing(row[key])


def _none_if_missing(value: Any) -> Any:
    return None if value is None or value is pd.NA else value


def _localize(field: str, langs: Sequence[str]) -> Callable[[Row], Any]:
    names = [field_name(field, lang) for lang in langs]
    return lambda row: (
        _JOINT.join(dict.fromkeys(row[each] for each in names if isinstance(row[each], str)))
        or None
    )


def _list_part_cells(langs: Sequence[str]) -> list[_Cell]:
    return [
        _Cell(_("Identifier"), _take("id")),
        *(_Cell(partial(make_heading, name, _NONE), _take(name)) for name in field_names("name")),
        _Cell(_("Kind"), _show("kind", kind_label, langs)),
        _Cell(_("Parent part"), _take("parent")),
        _Cell(_("County or district"), _take("county")),
        _Cell(_("Published area"), _take("published_area_km2"), N_("km²"), _TWO_DECIMALS),
        _Cell(_("Area"), _take("area_m2", _M2_PER_KM2), N_("km²"), _TWO_DECIMALS),
        _Cell(_("Area"), _take("area_m2", _M2_PER_KM2 / 100), N_("ha"), _TWO_DECIMALS),
        _Cell(_("Area"), _take("area_m2", _M2_PER_KM2 / MU_PER_KM2), N_("mu"), _TWO_DECIMALS),
        _Cell(_("Area basis"), _show("area_basis", area_basis_label, langs)),
        _Cell(_("Difference"), _take("difference_percent"), "%", _TWO_DECIMALS),
        _Cell(_("Perimeter"), _take("perimeter_m", _M_PER_KM), N_("km"), _TWO_DECIMALS),
        _Cell(_("Compactness"), _take("compactness"), "", _THREE_DECIMALS),
        _Cell(_("Boundary type"), _show("placement", placement_label, langs)),
        _Cell(_("Position uncertainty"), _take("position_uncertainty_m"), N_("±m")),
        _Cell(_("Industries"), _localize("industries", langs)),
        _Cell(_("Note"), _localize("note", langs)),
        _Cell(_("Data as of"), _take("as_of")),
        _Cell(_("Sources"), _take("sources")),
    ]


def _list_part_rows(zone: Zone) -> list[Row]:
    rows = get_rows(flatten_parts(zone).drop(columns="geometry"))
    measured = get_rows(make_area_table(zone.parts))
    return [{**row, **found} for row, found in zip(rows, measured, strict=True)]


def _list_distance_cells(zone: Zone, langs: Sequence[str]) -> list[_Cell]:
    uncertainty = _Cell(_("Uncertainty"), _take("position_uncertainty_m"), N_("±m"))
    km = N_("km"), _THREE_DECIMALS
    degrees = _Cell(_("Bearing uncertainty"), _take("bearing_uncertainty_deg"), "±°", _ONE_DECIMAL)
    return [
        _Cell(_("Part"), _name_row(zone.parts, "id", langs)),
        _Cell(_("Place"), _name_row(zone.places, "place", langs)),
        _Cell(_("From the nearest edge"), _take("distance_m", _M_PER_KM), *km),
        _Cell(_("From the centroid"), _take("centre_distance_m", _M_PER_KM), *km),
        uncertainty,
        _Cell(_("Bearing"), _find_bearing, "°", _ONE_DECIMAL),
        degrees,
    ]


def _find_bearing(row: Row) -> float | None:
    """Return the bearing where the uncertainty is less than the distance: else it may be any."""
    distance_m, uncertainty_m = row["centre_distance_m"], row["position_uncertainty_m"]
    return None if uncertainty_m >= distance_m else float(row["bearing_deg"])


def _name_row(table: pd.DataFrame, key: str, langs: Sequence[str]) -> Callable[[Row], str]:
    """Return what names the feature that a row's `key` refers to."""
    rows = get_rows(table[list(field_names("name"))])
    named = {each: {"id": each, **row} for each, row in zip(table.index, rows, strict=True)}
    return lambda row: join_languages(
        langs, lambda lang: display_name(named[row[key]], lang), _JOINT
    )


def _list_ways(zone: Zone) -> list[Row]:
    return list(get_rows(make_distance_table(zone.parts, zone.places)))


def _make_road_sheets(zone: Zone, langs: Sequence[str]) -> list[Sheet]:
    """Return the sheet of the ways by road; none where no figure may be shown."""
    rows = [row for row in make_road_rows(zone.roads) if row["id"] in zone.parts.index]
    if not rows:
        return []
    names = {
        "id": _name_row(zone.parts, "id", langs),
        "place": _name_row(zone.places, "place", langs),
    }
    cells = [
        _Cell(_("Part"), names["id"]),
        _Cell(_("Place"), names["place"]),
        *(
            _Cell(partial(_head_road_column, name, zone), _take(name))
            for name in COLUMNS
            if name not in names
        ),
    ]
    return [_make_sheet(_("By road"), cells, rows, langs)]


def _head_road_column(name: str, zone: Zone, lang: str) -> str:
    return make_heading(name, zone.places, lang)


def _list_source_cells(langs: Sequence[str]) -> list[_Cell]:
    def told(choose: Callable[[Row, str], str]) -> Callable[[Row], str]:
        return lambda row: join_languages(langs, partial(choose, row), _JOINT)

    return [
        _Cell(_("Key"), _take("key")),
        _Cell(_("Title"), told(lambda row, lang: choose_name(row["title"], lang))),
        _Cell(_("Publisher"), told(lambda row, lang: choose_publisher(row["publisher"], lang))),
        _Cell(_("Date"), _take("date")),
        _Cell(_("Link"), _take("url")),
        _Cell(_("Licence"), told(lambda row, lang: localize_source_field(row, "licence", lang))),
        _Cell(_("Note"), told(lambda row, lang: localize_source_field(row, "note", lang))),
        _Cell(_("Used by"), told(lambda row, lang: users_label(row["used_by"], lang))),
    ]


def _list_sources(zone: Zone) -> list[Row]:
    return list(make_source_rows(zone, zone.data_sources))


def _iter_notes(zone: Zone, langs: Sequence[str]) -> Iterator[list[str]]:
    """Yield what the other formats have as their note, a statement a row, and all credits."""
    for lang in langs:
        yield from ([line] for line in make_provenance_lines(zone, zone.parts, lang))
    inside = {name: rows for name, rows in all_layers(zone).items() if name != "basemap"}
    asked = gather_credits(zone, zone.parts, inside).attributions
    said = (localize_attributions(asked, lang) for lang in langs)
    yield from ([line] for line in dict.fromkeys(chain.from_iterable(said)))
