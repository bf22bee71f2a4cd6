"""What is said of a source in lists of sources: its licence and its note, in each language."""

from collections.abc import Mapping
from typing import Any

from geo.fields.source import Source
from maps.i18n import localize_field


def localize_source_field(source: Source | Mapping[str, Any], field: str, lang: str) -> str:
    """Return the `licence` or `note` of a source in `lang`, else in a language that it has.

    A source without one has `""`. It may be a `Source`, or its fields by name.

    >>> source = Source("Roads", licence="public domain", translations={"licence_zh": "公有领域"})
    >>> localize_source_field(source, "licence", "zh")
    '公有领域'
    """
    row = source.to_row() if isinstance(source, Source) else source
    return localize_field(row, field, lang)[0]
