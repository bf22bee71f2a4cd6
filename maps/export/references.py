"""What a row of a part refers to by its key, named for people: parent part, county, sources."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from geo.rows import get_rows
from geo.zone import Zone
from maps.content.sources import choose_name, choose_publisher
from maps.figure.captions import join_languages
from maps.i18n import display_name, get_language

_JOINT = " / "
_BETWEEN = "; "  # as keys are joined in `maps.export.vector_files`


def name_references(
    zone: Zone, rows: Sequence[Mapping[str, Any]], langs: Sequence[str]
) -> list[dict[str, Any]]:
    """Return rows of parts with names in `parent`, `county` and `sources`.

    A county has its code after its name, a source its key, under which it is in the list of
    sources. What has no name stays a key.

    Parameters
    ----------
    zone : Zone
        With all its parts, also those that have no row.
    rows : sequence of mapping
        Of `maps.export.vector_files.flatten_parts`.
    langs : sequence of str
        The languages' codes; the names of several are side by side.
    """
    own = {row["id"]: row for row in get_rows(zone.parts.drop(columns="geometry"))}
    counties = get_rows(zone.context[zone.context["kind"] == "county"].drop(columns="geometry"))
    by_code = {row["county"]: row for row in counties}
    join, bracket = partial(_join, langs), get_language(langs[0]).bracket

    def name_county(code: str) -> str:
        return (
            join(partial(display_name, by_code[code])) + bracket(code) if code in by_code else code
        )

    def name_source(key: str) -> str:
        source = zone.data_sources.get(key)
        if source is None:
            return key
        said = join(lambda lang: choose_publisher(source.publisher, lang)) or join(
            lambda lang: choose_name(source.title, lang)
        )
        return said + bracket(key)

    def name_parent(key: str) -> str:
        return join(partial(display_name, own[key])) if key in own else key

    return [
        {
            **row,
            "parent": _change(row["parent"], name_parent),
            "county": _change(row["county"], name_county),
            "sources": _change(
                row["sources"],
                lambda keys: _BETWEEN.join(map(name_source, keys.split(_BETWEEN))),
            ),
        }
        for row in rows
    ]


def _join(langs: Sequence[str], words: Callable[[str], str]) -> str:
    return join_languages(langs, words, _JOINT)


def _change(value: Any, name: Callable[[str], str]) -> Any:
    return name(value) if isinstance(value, str) and value else value
