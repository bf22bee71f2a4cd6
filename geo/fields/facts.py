"""Fields of a facts file: what is stated of a part or a plot beyond its geometry, and dated."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.errors import N_, InputError, quote_value

SECTIONS = ("identity", "size", "status", "indices", "access", "costs", "constraints")
STATUSES = ("available", "reserved", "allotted")
_SIGN = r"(?:[≥≤<>~]|约)?\s*"
_NUMBER = r"\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?"
# A number, a limit (≥ 300) or a range (1.0–2.5), as indices and prices are stated.
_QUANTITY = re.compile(rf"{_SIGN}({_NUMBER})(?:\s*[-–~～至]\s*({_NUMBER}))?", re.ASCII)


@dataclass(frozen=True)
class FactField:
    """One field.

    Attributes
    ----------
    section : str
        One of `SECTIONS`.
    label : str
        What it is called in English, marked for translation.
    settled_by : str
        Key of `AUTHORITIES`: who knows it where the file doesn't.
    unit : str
        Of a quantity, marked for translation; empty for a text and for a ratio.
    is_quantity : bool
        Whether the value is a number, a limit or a range.
    is_inherited : bool
        Whether what is stated of a part says something of a plot or a point in it too.
    """

    section: str
    label: str
    settled_by: str
    unit: str = ""
    is_quantity: bool = False
    is_inherited: bool = False

    def check_value(self, value: str) -> None:
        """Raise InputError for a value that is no quantity where one is needed."""
        if not self.is_quantity:
            return
        found = _QUANTITY.fullmatch(value)
        if found is None:
            raise InputError(
                N_(
                    "is %(value)s, not a quantity. Write a number, a limit (≥300) or a range "
                    "(1.0–2.5), without its unit."
                ),
                value=quote_value(value),
            )
        if found[2] is not None and _to_number(found[1]) > _to_number(found[2]):
            raise InputError(
                N_("is %(value)s, a range from more to less. Write the lesser number first."),
                value=quote_value(value),
            )


def _to_number(text: str) -> float:
    return float(text.replace(",", ""))


AUTHORITIES: Mapping[str, str] = MappingProxyType(
    {
        "zone": N_("Zone administration"),
        "land": N_("Natural resources authority"),
        "registry": N_("Land registry"),
        "water": N_("Water authority"),
        "environment": N_("Environmental authority"),
        "supplier": N_("Suppliers, price authority"),
        "statistics": N_("Statistics office"),
        "transport": N_("Transport operators"),
        "survey": N_("Land survey"),
    }
)


def _make_index(label: str, unit: str = "", settled_by: str = "zone") -> FactField:
    return FactField("indices", label, settled_by, unit, is_quantity=True, is_inherited=True)


def _make_cost(label: str, unit: str, settled_by: str = "supplier") -> FactField:
    return FactField("costs", label, settled_by, unit, is_quantity=True, is_inherited=True)


def _make_access(label: str) -> FactField:
    return FactField("access", label, "transport", is_inherited=True)


_PER_MU = N_("× 10⁴ CNY/mu")
FACT_FIELDS: Mapping[str, FactField] = MappingProxyType(
    {
        "plot_number": FactField("identity", N_("Plot number"), "land"),
        "contact": FactField("identity", N_("Contact"), "zone", is_inherited=True),
        "gross_area_m2": FactField("size", N_("Gross area, stated"), "land", N_("m²"), True),
        "net_area_m2": FactField(
            "size", N_("Net contiguous developable area"), "land", N_("m²"), True
        ),
        "status": FactField("status", N_("Status"), "land"),
        "owner": FactField("status", N_("Owner of the right"), "registry"),
        "ownership": FactField("status", N_("Kind of ownership"), "registry"),
        "use": FactField("status", N_("Planned use"), "land"),
        "term": FactField("status", N_("Term of the right"), "land"),
        "price": FactField("status", N_("Price asked"), "land"),
        "investment_per_mu": _make_index(N_("Investment intensity"), _PER_MU),
        "output_per_mu": _make_index(N_("Output intensity"), _PER_MU),
        "tax_per_mu": _make_index(N_("Tax intensity"), _PER_MU),
        "plot_ratio": _make_index(N_("Plot ratio"), settled_by="land"),
        "building_density_percent": _make_index(N_("Building density"), "%", "land"),
        "green_ratio_percent": _make_index(N_("Green ratio"), "%", "land"),
        "energy_per_output": _make_index(N_("Energy intensity"), N_("tce/10⁴ CNY")),
        "emission_standard": FactField(
            "indices", N_("Emission standard"), "environment", is_inherited=True
        ),
        "rd_share_percent": _make_index(N_("R&D share of revenue"), "%"),
        "airport": _make_access(N_("Travel to airport")),
        "motorway_entrance": _make_access(N_("Travel to motorway entrance")),
        "rail_freight": _make_access(N_("Travel to rail freight station")),
        "port": _make_access(N_("Travel to port")),
        "land_price": _make_cost(N_("Land price"), _PER_MU, "land"),
        "water_price": _make_cost(N_("Water price"), N_("CNY/m³")),
        "sewage_price": _make_cost(N_("Sewage price"), N_("CNY/m³")),
        "power_price": _make_cost(N_("Power price"), N_("CNY/kWh")),
        "gas_price": _make_cost(N_("Gas price"), N_("CNY/m³")),
        "steam_price": _make_cost(N_("Steam price"), N_("CNY/t")),
        "wage": _make_cost(N_("Wages"), N_("CNY/month"), "statistics"),
        "flood": FactField("constraints", N_("Flood"), "water"),
        "title": FactField("constraints", N_("Title, easements"), "registry"),
        "environment": FactField("constraints", N_("Environment, contamination"), "environment"),
        "previous_use": FactField("constraints", N_("Previous use"), "land"),
    }
)
