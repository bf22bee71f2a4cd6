"""Which columns of a table have coordinates, or a geometry: by their names, and by their values."""

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence

from geo.errors import N_, InputError, file_label, quote_value
from geo.reading.coordinate_columns import as_text
from geo.reading.crs_option import parse_crs_option
from geo.reading.datum_names import find_datum_pair
from geo.reading.layer import ReadOptions
from geo.reading.missing_header import refuse_values
from geo.reading.offers import Offer, OfferText

_DEGREE_PAIRS = (
    ("longitude", "latitude"), ("lon", "lat"), ("lng", "lat"), ("long", "lat"), ("经度", "纬度"),
    ("东经", "北纬"),
)  # fmt: skip
# In plane coordinates, east first; which axis X is, only the numbers tell.
_PLANE_PAIRS = (
    ("x", "y"), ("x坐标", "y坐标"), ("坐标x", "坐标y"), ("横坐标", "纵坐标"),
    ("横坐标y", "纵坐标x"), ("横坐标(y)", "纵坐标(x)"), ("东坐标", "北坐标"),
    ("easting", "northing"), ("point_x", "point_y"), ("xcoord", "ycoord"), ("x_coord", "y_coord"),
)  # fmt: skip
_PAIRS = (*_DEGREE_PAIRS, *_PLANE_PAIRS)
LON_NAMES = tuple(dict.fromkeys(lon for lon, _ in _PAIRS))
LAT_NAMES = tuple(dict.fromkeys(lat for _, lat in _PAIRS))
WKT_NAMES = ("wkt", "geometry", "geom", "the_geom", "shape", "wkb_geometry", "wkb", "ewkt", "ewkb")
_NOTE = re.compile(r"\s*(?:[(\[]\s*([^()\[\]]*?)\s*[)\]]|/?\s*(°|deg|m))")
# What a heading may add without another meaning of the numbers: not west, south or a datum.
_NEUTRAL = re.compile(
    r"°?[en]?|deg(rees?)?|dd|dms|度|度分秒|十进制度?|小数度?|east|north|[东北]|向[东北]|[东北]向"
    r"|(单位[::]?)?(m|米|met(er|re)s?|km|公里|千米|度)|wgs[- ]?84|cgcs[- ]?2000"
)

_GEOMETRY_TEXT = re.compile(
    r"\s*(SRID\s*=\s*\d+\s*;\s*)?(MULTI)?(POINT|LINESTRING|POLYGON|CURVE|SURFACE|CURVEPOLYGON"
    r"|COMPOUNDCURVE|GEOMETRYCOLLECTION|POLYHEDRALSURFACE|TIN|TRIANGLE)\s*(ZM|Z|M)?\s*(\(|EMPTY)"
    r"|\s*0[01]([0-9A-F]{2}){20,}\s*$",
    re.IGNORECASE,
)

_AREA_TEXT = re.compile(
    r"\s*(SRID\s*=\s*\d+\s*;\s*)?((MULTI)?(POLYGON|SURFACE)|CURVEPOLYGON|POLYHEDRALSURFACE|TIN"
    r"|TRIANGLE)",
    re.IGNORECASE,
)
_AREA_CODES = frozenset({3, 6, 10, 12, 14, 15, 16, 17})  # of WKB


def simplify_heading(name: str) -> str:
    """Return a heading in lower case, without a unit or a side after it.

    >>> [simplify_heading(name) for name in (" 经度（°）", "Longitude (E)", "Longitude (W)", "X/m")]
    ['经度', 'longitude', 'longitude (w)', 'x']
    """
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    note = next((each for each in _NOTE.finditer(plain) if each.end() == len(plain)), None)
    if note is None or not note.start() or not _NEUTRAL.fullmatch(note[1] or note[2] or ""):
        return plain
    return plain[: note.start()]


def guess_column(names: Sequence[str], known: Sequence[str], *, chosen: str | None = None) -> str:
    """Return the column that was chosen, else the first with a known name ("" if there is none).

    Raises
    ------
    InputError
        When the chosen column is not there.
    """
    if chosen is not None:
        if chosen not in names:
            raise InputError(
                N_("There is no column %(name)s. Use one of %(choices)s."),
                name=quote_value(chosen),
                choices=quote_value(", ".join(names)),
            )
        return chosen
    plain = {simplify_heading(name): name for name in reversed(names)}
    return next((plain[word] for word in known if word in plain), "")


def choose_columns(
    names: Sequence[str],
    options: ReadOptions,
    *,
    name: str,
    fallback: str = "",
    has_areas: bool = False,
    empty: Container[str] = (),
) -> tuple[str, ...]:
    """Return the columns of longitude (or east) and latitude (or north), or the one of geometry.

    Two whose names go together are preferred to others, those with values to empty ones, and
    areas to the points beside them, unless the options seek sites or name a column.

    Parameters
    ----------
    names : sequence of str
        Of all columns.
    options : ReadOptions
        Of which `lon` and `lat` count; guessed by their names otherwise.
    name : str
        The file's, for the error.
    fallback : str
        The column of geometry, or empty.
    has_areas : bool
        Whether that column has areas (`is_area`).
    empty : container of str
        The columns without a value, as far as is known.

    Raises
    ------
    InputError
        When there are none.
    """
    filled = [each for each in names if each not in empty or each in {options.lon, options.lat}]
    is_free = options.lon is None and options.lat is None and not options.seeks_sites
    if fallback and has_areas and is_free:
        return (fallback,)
    for each in (filled, names):
        found = _guess_pair(each, options)
        if all(found):
            return found
    if fallback:
        return (fallback,)
    raise _make_refusal(names, name=name)


def _make_refusal(names: Sequence[str], *, name: str) -> InputError:
    values = refuse_values(names, name=name)
    if values is not None:
        return values
    return InputError(
        N_(
            "%(name)s has no columns of longitude and latitude (nor WKT) among %(columns)s. "
            "Rename them to longitude and latitude, or to X and Y of metres, or the one with "
            "geometry to WKT."
        ),
        name=file_label(name),
        columns=OfferText(quote_value(", ".join(names)), "lon", [Offer(n, n) for n in names]),
    )


def choose_columns_by_rows(
    names: Sequence[str], rows: Sequence[Sequence[object]], options: ReadOptions, *, name: str
) -> tuple[str, ...]:
    """Return the columns that `choose_columns` takes by the headings and by some rows of a table.

    Raises
    ------
    InputError
        When there are none.
    """
    fallback = guess_column(names, WKT_NAMES) or find_geometry_column(names, rows)
    return choose_columns(
        names,
        options,
        name=name,
        fallback=fallback,
        has_areas=has_areas(names, rows, fallback),
        empty=find_empty_columns(names, rows),
    )


def _guess_pair(names: Sequence[str], options: ReadOptions) -> tuple[str, str]:
    """Return two columns as chosen, else two that go together, else the first of each kind."""
    pairs = _PAIRS
    if options.crs is not None and parse_crs_option(options.crs).crs.is_projected:
        pairs = (*_PLANE_PAIRS, *_DEGREE_PAIRS)
    chosen = {each.strip().casefold() for each in (options.lon, options.lat) if each is not None}
    for lon, lat in sorted(pairs, key=chosen.isdisjoint):
        x = guess_column(names, (lon,), chosen=options.lon)
        y = guess_column(names, (lat,), chosen=options.lat)
        if x and y:
            return x, y
    x = guess_column(names, LON_NAMES, chosen=options.lon)
    y = guess_column(names, LAT_NAMES, chosen=options.lat)
    # Without a datum, those that name one would be taken as WGS 84.
    is_free = not chosen and not (x and y) and (options.is_datum_said or options.datum != "wgs84")
    return (find_datum_pair(names, _DEGREE_PAIRS) if is_free else None) or (x, y)


def find_empty_columns(names: Sequence[str], rows: Iterable[Sequence[object]]) -> set[str]:
    """Return the columns without a value in some rows, each of which has one for every column."""
    left = dict(enumerate(names))
    for row in rows:
        for n in [n for n in left if n < len(row) and as_text(row[n]).strip()]:
            del left[n]
        if not left:
            break
    return set(left.values())


def is_geometry(value: object) -> bool:
    """Return whether a value looks like WKT or hexadecimal WKB, extended or not, or is WKB."""
    if isinstance(value, bytes):
        return len(value) >= 9 and value[0] in {0, 1}
    return isinstance(value, str) and _GEOMETRY_TEXT.match(value) is not None


def has_areas(names: Sequence[str], rows: Iterable[Sequence[object]], column: str) -> bool:
    """Return whether the first filled value of a column is an area, as WKT or WKB."""
    if column not in names:
        return False
    at = names.index(column)
    filled = (row[at] for row in rows if at < len(row) and row[at] not in {None, ""})
    return is_area(next(filled, None))


def is_area(value: object) -> bool:
    """Return whether a geometry, as WKT or WKB, extended or not, is an area.

    >>> [is_area(each) for each in ("POLYGON((0 0,1 0,1 1,0 0))", "POINT (0 0)", "Polygon", None)]
    [True, False, False, False]
    """
    if not is_geometry(value):
        return False
    if isinstance(value, str) and not value.lstrip().startswith("0"):
        return _AREA_TEXT.match(value) is not None
    data = value if isinstance(value, bytes) else bytes.fromhex(str(value).strip()[:10])
    code = int.from_bytes(data[1:5], "little" if data[0] else "big")
    return (code & 0xFFFF) % 1000 in _AREA_CODES


def find_geometry_column(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the first column of which the first filled value is a geometry; "" for none.

    Parameters
    ----------
    names : sequence of str
        Of the columns.
    rows : iterable of sequences
        Some rows, of as many values; a geometry may be in any CRS.
    """
    first: dict[str, object] = {}
    for row in rows:
        for name, value in zip(names, row, strict=False):
            if value is not None and value != "":
                first.setdefault(name, value)
    return next((name for name in names if is_geometry(first.get(name))), "")
