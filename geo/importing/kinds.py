"""Which kind a part is: as a column says, else as the names in the file do, else a sub-zone."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from geo import schema
from geo.errors import N_, Phrase
from geo.importing.column_names import is_kept, names_parcels, normalize_column
from geo.reading.layer import Layer

DEFAULT_KIND = "district"
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{kind: kind for kind in schema.KINDS},
        **dict.fromkeys(("核心区", "核心"), "core"),
        **dict.fromkeys(("片区", "sub-zone", "sub_zone", "subzone", "区块"), "district"),
        **dict.fromkeys(("产业园", "园区", "园"), "park"),
        **dict.fromkeys(("地块", "宗地", "plot", "plots", "lot", "parcels"), "parcel"),
    }
)


def find_kind(value: Any) -> str | None:
    """Return the kind that a word names in English or Chinese, else None.

    >>> find_kind("宗地"), find_kind("Park"), find_kind("仓储")
    ('parcel', 'park', None)
    """
    return _WORDS.get(normalize_column(value)) if isinstance(value, str) else None


def names_kinds(values: Iterable[Any]) -> bool:
    """Return whether any of a column's values is the word for a kind."""
    return any(find_kind(value) is not None for value in values)


def choose_kind(layer: Layer, *, given: str | None, name: str) -> tuple[str, Phrase]:
    """Return the kind of the parts that state none, and why, as a step.

    That is `parcel` where the format is one of plots, or where a column, the layer or the file
    called `name` is named after plots of land.
    """
    if given is not None:
        return given, Phrase(N_("%(field)s: %(value)s"), {"field": "kind", "value": given})
    if layer.format_name == "Boundary points":
        said = N_(
            "%(field)s: %(value)s, because the format is one of plots (set another with --kind)"
        )
        return "parcel", Phrase(said, {"field": "kind", "value": "parcel"})
    columns = [each for each in map(str, layer.table.columns) if not is_kept(each)]
    names = [*columns, layer.layer_name, name.rpartition(".")[0]]
    found = next((each for each in names if names_parcels(each)), None)
    if found is None:
        said = N_("%(field)s: %(value)s (set another with %(option)s)")
        values = {"field": "kind", "value": DEFAULT_KIND, "option": "--kind"}
        return DEFAULT_KIND, Phrase(said, values)
    said = N_("%(field)s: %(value)s, because of the name %(name)s (set another with --kind)")
    return "parcel", Phrase(said, {"field": "kind", "value": "parcel", "name": found})
