"""The key below a map: which part has which number, and how many parts are not named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd

from geo.rows import get_rows
from maps.figure.captions import join_languages
from maps.figure.legend import draw_heading
from maps.figure.page import LINE_HEIGHT, Page
from maps.figure.typography import fallback_width_em
from maps.i18n import get_translator, localize_field
from maps.theme import PRINT_COLOURS

SIZES, GAP_EM, HEAD_EM = (0.72, 0.6), 1.6, 2.6
_NARROW_EM, _MOST_LINES = 13.0, 4  # of one entry
_NOTE_GAP_EM = 0.5


@dataclass(frozen=True)
class KeyEntry:
    """A part's id, its number, and its name as lines."""

    part_id: str
    number: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """A key that fits its place.

    Attributes
    ----------
    columns : sequence of sequence of KeyEntry
        From left to right.
    size : float
        Of the text, em.
    unnamed : int
        How many parts are named neither on the map nor here.
    height : float
        With heading and gap, points; 0 when there is nothing to say.
    langs : sequence of str
        The languages of the names.
    """

    columns: Sequence[Sequence[KeyEntry]]
    size: float
    unnamed: int
    height: float
    langs: Sequence[str] = ()

    @property
    def part_ids(self) -> list[str]:
        """The parts that have an entry."""
        return [entry.part_id for column in self.columns for entry in column]


def note_height(page: Page) -> float:
    """Return the height of a key that only says how many parts have no name, points."""
    return page.size_pt(SIZES[0]) * LINE_HEIGHT + _NOTE_GAP_EM * page.em


def lay_out_key(
    page: Page,
    parts: gpd.GeoDataFrame,
    numbered: Sequence[str],
    *,
    unnamed: int,
    width: float,
    most: float,
) -> Key:
    """Return the lowest key of the parts with numbers, in columns, smaller where it must be.

    Where not all have room in each language, the leading one has the names: a name in one
    language says more than none in two.

    Parameters
    ----------
    numbered : sequence of str
        Ids of the parts, in the order of their numbers.
    unnamed : int
        How many other parts have no name.
    width, most : float
        The width and the greatest height, points. Entries that don't fit are left out.
    """
    if not numbered:
        return Key((), SIZES[0], unnamed, note_height(page) if unnamed else 0.0)
    found = []
    for langs in dict.fromkeys((page.options.langs, page.options.langs[:1])):
        names = dict(zip(numbered, _name_parts(parts, numbered, langs), strict=True))
        for size in SIZES:
            fitted = _fit_keys(page, names, size, unnamed=unnamed, width=width, most=most)
            found += [replace(key, langs=langs) for key in fitted]
            best = min(found, key=lambda key: (key.unnamed, -len(key.langs), key.height))
            if best.unnamed == unnamed:
                return best
    return best


def _fit_keys(
    page: Page, names: Mapping[str, str], size: float, *, unnamed: int, width: float, most: float
) -> list[Key]:
    """Return the keys of these names, by part id, in each number of columns to try."""
    gap, beside = GAP_EM * page.em, _number_em(len(names)) * page.size_pt(size)
    found = []
    for count in _column_counts(page, list(names.values()), size, width):
        room = (width + gap) / count - gap - beside
        entries = _break_entries(page, names, size, room)
        found.append(_fit_key(page, entries, size, count, unnamed=unnamed, most=most))
    return found


def _column_counts(page: Page, names: Sequence[str], size: float, width: float) -> range:
    """Return the numbers of columns to try: none wider than the longest name needs."""
    gap, em = GAP_EM * page.em, page.size_pt(size)
    longest = max(map(fallback_width_em, names)) + 0.5
    beside = _number_em(len(names)) * em
    least = int((width + gap) / (longest * em + beside + gap))
    most = int((width + gap) / (min(longest, _NARROW_EM) * em + beside + gap))
    least = min(max(1, least), len(names))
    return range(least, max(least, min(most, len(names), least + 4)) + 1)


def _break_entries(
    page: Page, names: Mapping[str, str], size: float, width: float
) -> list[KeyEntry]:
    """Return an entry for each name, by part id, in lines of this width."""
    return [
        KeyEntry(key, n, tuple(page.break_lines(name, width, size=size, most=_MOST_LINES)))
        for n, (key, name) in enumerate(names.items(), 1)
    ]


def _fit_key(
    page: Page,
    entries: Sequence[KeyEntry],
    size: float,
    count: int,
    *,
    unnamed: int,
    most: float,
) -> Key:
    """Return the key with what of these entries fits."""
    step = page.size_pt(size) * LINE_HEIGHT
    room = most - HEAD_EM * page.em
    columns = _fill_columns(entries, count, int(room / step))
    if unnamed or sum(map(len, columns)) < len(entries):
        columns = _fill_columns(entries, count, int((room - note_height(page)) / step))
    left_out = unnamed + len(entries) - sum(map(len, columns))
    height = max(map(_count_lines, columns), default=0) * step
    height += HEAD_EM * page.em if columns else 0.0
    return Key(columns, size, left_out, height + (note_height(page) if left_out else 0.0))


def _number_em(count: int) -> float:
    """Return the width of the numbers before the names, em of their size."""
    return 0.62 * len(str(count)) + 0.7


def _name_parts(
    parts: gpd.GeoDataFrame, part_ids: Sequence[str], langs: Sequence[str]
) -> list[str]:
    rows = get_rows(parts.loc[list(part_ids)])
    return [_name_part({**row, "id": key}, langs) for key, row in zip(part_ids, rows, strict=True)]


def _name_part(row: Mapping[str, Any], langs: Sequence[str]) -> str:
    return join_languages(
        langs, lambda lang: localize_field(row, "name", lang)[0] or str(row["id"])
    )


def _count_lines(entries: Sequence[KeyEntry]) -> int:
    return sum(len(entry.lines) for entry in entries)


def _fill_columns(entries: Sequence[KeyEntry], count: int, most: int) -> list[list[KeyEntry]]:
    """Return the entries in at most `count` columns, as low as possible; at most `most` lines."""
    least = -(-_count_lines(entries) // count)
    for rows in range(max(1, least), most + 1):
        columns = _pour(entries, count, rows)
        if sum(map(len, columns)) == len(entries):
            return columns
    return _pour(entries, count, most)


def _pour(entries: Sequence[KeyEntry], count: int, rows: int) -> list[list[KeyEntry]]:
    """Return columns of at most `rows` lines, filled one after the other while there is room."""
    columns: list[list[KeyEntry]] = []
    for entry in entries:
        if not columns or _count_lines(columns[-1]) + len(entry.lines) > rows:
            if len(columns) == count or len(entry.lines) > rows:
                break
            columns.append([])
        columns[-1].append(entry)
    return columns


def draw_key(page: Page, key: Key, x: float, y: float, *, width: float) -> None:
    """Write the key with its upper left corner at (x, y), points of the page."""
    shift = _number_em(len(key.part_ids)) * page.size_pt(key.size)
    if key.columns:
        y = draw_heading(page, x, y, _heading(page), width=width) + 0.2 * page.em
    across = (width + GAP_EM * page.em) / max(1, len(key.columns))
    below = y
    for n, column in enumerate(key.columns):
        top, left = y, x + n * across
        for entry in column:
            page.write_lines(left, top, [str(entry.number)], size=key.size)
            top = page.write_lines(left + shift, top, entry.lines, size=key.size)
        below = max(below, top)
    if key.unnamed:
        words, colour = _unnamed_words(page, key.unnamed, width), PRINT_COLOURS["quiet"]
        below += 0.5 * _NOTE_GAP_EM * page.em
        page.write_lines(x, below, [words], size=SIZES[0], color=colour)


def _heading(page: Page) -> str:
    def words(lang: str) -> str:
        _ = get_translator(lang)
        return _("Numbers on the map")

    return join_languages(page.options.langs, words)


def _unnamed_words(page: Page, count: int, width: float) -> str:
    """Return how many parts have no name, in the leading language only where both are too wide."""

    def words(lang: str) -> str:
        _ = get_translator(lang)
        return _("Parts without a name on this map: %(count)s.") % {"count": count}

    langs = page.options.langs
    said = join_languages(langs, words)
    return said if len(page.break_lines(said, width, size=SIZES[0])) == 1 else words(langs[0])
