"""What the features of a file are called: by the columns that number or name them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from geo.fields.languages import field_name, field_names
from geo.importing.column_names import guess_mapping
from geo.reading.coordinate_columns import as_text

_LAYER, _HANDLE = "Layer", "EntityHandle"  # the columns of a drawing
_USUAL_LAYERS = ("", "0", "Defpoints")


def find_name_columns(columns: Sequence[str], lang: str = "en") -> list[str]:
    """Return the columns that name features, that of the language first."""
    mapping = guess_mapping(columns, given={})
    order = dict.fromkeys((field_name("name", lang), *field_names("name"), "id"))
    return [mapping[field] for field in order if field in mapping]


def name_records(records: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[str | None]:
    """Return what each row is called: its first value in some columns; None for none.

    An outline of a drawing that is alone on its layer is called as that.
    """
    names = [_find_text(row, columns) for row in records]
    drawn = [_find_layer(row) for row in records]
    counts = Counter(filter(None, drawn))
    return [
        name or (layer if counts[layer or ""] == 1 else None)
        for name, layer in zip(names, drawn, strict=True)
    ]


def _find_layer(row: Mapping[str, Any]) -> str | None:
    """Return the layer of an outline of a DXF; None for that which every drawing has."""
    layer = as_text(row.get(_LAYER)).strip() if _HANDLE in row else ""
    return layer if layer not in _USUAL_LAYERS else None


def _find_text(row: Mapping[str, Any], columns: Sequence[str]) -> str | None:
    texts = (as_text(row.get(name)).strip() for name in columns)
    return next((text for text in texts if text), None)
