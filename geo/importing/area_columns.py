"""Columns of areas: taken as published figures only where their name says the unit for certain."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from geo.errors import N_, InputError, quote_value
from geo.fields.units import MU_PER_KM2
from geo.reading.boundary_points import PLOT_FIELDS

_BASES = (
    *("area", "mj", "zdmj", "dkmj", "ydmj", "tdmj", "published", "published_area", "total_area"),
    *("parcel_area", "plot_area", "lot_area", "land_area", "site_area", "面积", "总面积"),
    *("公布面积", "用地面积", "占地面积", "净用地面积", "宗地面积", "地块面积", "土地面积"),
    *("出让面积", "批准面积", "规划面积", "实测面积", "登记面积", "批复面积"),
)
_COMPUTED = frozenset({"shape_area", "st_area", "area_geo"})
_KM2_PER_MU = 1 / Decimal(MU_PER_KM2)
_KM2: Mapping[str, Decimal] = MappingProxyType(
    {
        **dict.fromkeys(("亩", "mu"), _KM2_PER_MU),
        **dict.fromkeys(("万亩",), _KM2_PER_MU * 10_000),
        **dict.fromkeys(("公顷", "ha", "hectare", "hectares"), Decimal("0.01")),
        **dict.fromkeys(("平方公里", "平方千米", "km2", "sqkm", "sq_km"), Decimal(1)),
        **dict.fromkeys(("平方米", "平米", "m2", "sqm", "sq_m"), Decimal("0.000001")),
    }
)
_UNITS = "|".join(sorted(map(re.escape, _KM2), key=len, reverse=True))
_AREA_NAME = re.compile(rf"({'|'.join(_BASES)})[_(\[,/:]{{0,2}}({_UNITS})[\])]?")
HECTARES = "公顷"
_DECIMALS = 12  # of km²: a mu recurs, and a figure of 7 mu has to stay one


@dataclass(frozen=True)
class AreaUnit:
    """The unit that a column's name states, and how many km² it is."""

    name: str
    km2: Decimal


def find_area_unit(column: str) -> AreaUnit | None:
    """Return the unit that the name of a column of areas states; None where it isn't certain.

    Parameters
    ----------
    column : str
        As `geo.importing.column_names.normalize_column` returns it.

    >>> find_area_unit("面积亩").name, find_area_unit("area_(ha)").km2
    ('亩', Decimal('0.01'))
    >>> find_area_unit("shape_area"), find_area_unit("面积"), find_area_unit("建筑面积(平方米)")
    (None, None, None)
    """
    found = _AREA_NAME.fullmatch(column)
    if found is None or (found[0] == f"{found[1]}{found[2]}" and found[2].isascii()):
        return None
    return name_unit(found[2])


def split_unit(text: str, columns: Sequence[str]) -> tuple[str, AreaUnit | None]:
    """Return a column and the unit that is stated after it and a comma, as in `面积,亩`.

    Raises
    ------
    InputError
        When there is such a column, but no such unit.

    >>> split_unit("面积,mu", ["面积"])[1].name, split_unit("a,b", ["a,b"])
    ('mu', ('a,b', None))
    """
    column, comma, unit = text.replace("，", ",").rpartition(",")
    if text in columns or not comma or column not in columns:
        return text, None
    name = unit.strip().casefold()
    if name not in _KM2:
        raise InputError(
            N_("The unit %(name)s is unknown. Use one of %(choices)s."),
            name=quote_value(unit),
            choices=", ".join(_KM2),
        )
    return column, name_unit(name)


def name_unit(name: str) -> AreaUnit:
    """Return the unit of a name that columns have for it, such as 亩 or ha."""
    return AreaUnit(name, _KM2[name])


def states_hectares(column: str, columns: Iterable[str]) -> bool:
    """Return whether a column is the area of boundary-point text, whose format has hectares."""
    return column == PLOT_FIELDS[0] and tuple(columns)[: len(PLOT_FIELDS)] == PLOT_FIELDS


def is_area_column(column: str) -> bool:
    """Return whether a column's name (normalised) says that it holds areas, in whatever unit."""
    return column in _BASES or is_computed_area(column)


def is_computed_area(column: str) -> bool:
    """Return whether a column's name (normalised) is that of areas which software computes."""
    return column in _COMPUTED


def convert_area(value: float, unit: AreaUnit) -> float:
    """Return an area in km², to the square millimetre, so that it reads the same in its own unit.

    Parameters
    ----------
    value : float
        In `unit`.

    >>> convert_area(250.0, find_area_unit("面积亩"))
    0.166666666667
    >>> convert_area(11.9995, find_area_unit("面积_公顷"))
    0.119995
    """
    return float(round(Decimal(str(value)) * unit.km2, _DECIMALS))
