"""What is said of a source in lists of sources: its names, licence and note, in each language."""

import re
from collections.abc import Mapping
from typing import Any

from geo.fields.source import Source
from maps.i18n import get_language, get_translator, localize_field

_HAN = re.compile(r"[\u4e00-\u9fff]")


def localize_source_field(source: Source | Mapping[str, Any], field: str, lang: str) -> str:
    """Return the `licence` or `note` of a source in `lang`, else in a language that it has.

    A source without one has `""`. It may be a `Source`, or its fields by name.

    >>> source = Source("Roads", licence="public domain", translations={"licence_zh": "公有领域"})
    >>> localize_source_field(source, "licence", "zh")
    '公有领域'
    """
    row = source.to_row() if isinstance(source, Source) else source
    return localize_field(row, field, lang)[0]


def choose_name(title: str, lang: str) -> str:
    """Return what a source is called in `lang`, whose title names it in two languages in brackets.

    >>> choose_name("[泸州市人民政府 / Luzhou municipal government]", "zh")
    '泸州市人民政府'
    >>> choose_name("[泸州市人民政府 / Luzhou municipal government]", "en")
    'Luzhou municipal government'
    >>> choose_name("Roads", "zh")
    'Roads'
    """
    first, slash, second = title.removeprefix("[").removesuffix("]").partition(" / ")
    is_pair = title.startswith("[") and slash and _HAN.search(first) and not _HAN.search(second)
    if not is_pair:
        return title
    return first if get_language(lang).is_east_asian else second


def choose_publisher(publisher: str | None, lang: str) -> str:
    """Return what a publisher is called in `lang`, whose name may be in two languages.

    A publisher that is not known has `""`.

    >>> choose_publisher("泸州日报 / Luzhou Daily", "en"), choose_publisher("AC / DC", "en")
    ('Luzhou Daily', 'AC / DC')
    >>> choose_publisher("OpenStreetMap contributors", "zh")
    'OpenStreetMap 贡献者'
    """
    said, _ = publisher or "", get_translator(lang)
    if said == "OpenStreetMap contributors":  # as its credit beside it has them
        return _("© OpenStreetMap contributors").removeprefix("© ")
    found = choose_name(f"[{said.removeprefix('[').removesuffix(']')}]", lang)
    return said if found.startswith("[") else found
