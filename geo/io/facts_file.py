"""`facts.csv` or `facts.json` beside a boundary file: dated facts of parts and plots."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import N_, InputError, Phrase, quote_value
from geo.fields.fact_rows import COLUMNS, EVERYWHERE, SiteFact, read_fact
from geo.io.file_bytes import read_bytes
from geo.io.json_text import parse_json
from geo.io.own_file import is_there

FILE_NAMES = ("facts.csv", "facts.json")
MAX_FACTS = 20_000


@dataclass(frozen=True)
class FactsFile:
    """What a facts file states; `name` is empty where there is none."""

    facts: tuple[SiteFact, ...] = ()
    name: str = ""

    def of_site(self, keys: Sequence[str]) -> dict[str, list[SiteFact]]:
        """Return the facts of a site by field, the newest first.

        Parameters
        ----------
        keys : sequence of str
            The ids that it is known by, for example a plot's number and name. A field that none
            of them has is that of `EVERYWHERE`.
        """
        found: dict[str, list[SiteFact]] = {}
        for ids in (set(keys) - {EVERYWHERE}, {EVERYWHERE}):
            here: dict[str, list[SiteFact]] = {}
            for fact in self.facts:
                if fact.id in ids:
                    here.setdefault(fact.field, []).append(fact)
            found = {**here, **found}
        return {
            field: sorted(own, key=lambda fact: fact.as_of, reverse=True)
            for field, own in found.items()
        }


def read_facts(path: Path, *, max_bytes: int) -> tuple[FactsFile, bytes]:
    """Return the facts from beside a boundary file, and the bytes that were read.

    Parameters
    ----------
    path : Path
        Of the boundary file.
    max_bytes : int
        A larger file is refused.

    Returns
    -------
    tuple of FactsFile and bytes
        Empty without such a file.

    Raises
    ------
    InputError
        For the first row that can't be used, or where there are two such files.
    """
    beside = [name for name in FILE_NAMES if is_there(path.parent / name)]
    if not beside:
        return FactsFile(), b""
    if len(beside) > 1:
        raise InputError(N_("There are facts.csv and facts.json. Keep one of them."))
    (name,) = beside
    data = read_bytes(path.parent / name, max_bytes=max_bytes)
    text = _decode(data, name)
    if not text.strip():
        raise InputError(N_("%(name)s is empty. Write the facts, or remove the file."), name=name)
    rows = list(_iter_csv_rows(text) if name == "facts.csv" else _iter_json_rows(text))
    if len(rows) > MAX_FACTS:
        raise InputError(
            N_("%(name)s has more than %(most)s facts. Split the zone."),
            name=name,
            most=f"{MAX_FACTS:,}",
        )
    facts = tuple(read_fact(row, where) for where, row in rows)
    _refuse_repeats(facts, [where for where, _ in rows])
    return FactsFile(facts, name), data


def _decode(data: bytes, name: str) -> str:
    """Return the text: UTF-8, else GB 18030, in which Chinese spreadsheets save."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(N_("%(name)s is not UTF-8 text. Save it in UTF-8."), name=name)


def _iter_csv_rows(text: str) -> Iterator[tuple[Phrase, Mapping[str, Any]]]:
    name = FILE_NAMES[0]
    lines = _iter_lines(text, name)
    head = [each.strip() for each in next(lines, (1, []))[1]]
    _check_columns(head, name)
    for number, cells in lines:
        where = _describe_row(name, number)
        if len(cells) > len(head) and any(cells[len(head) :]):
            raise InputError(
                N_("%(where)s has more cells than there are headings. Put commas in quotes."),
                where=where,
            )
        if any(each.strip() for each in cells):
            yield where, dict(zip(head, (each.strip() for each in cells), strict=False))


def _iter_lines(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line that it ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        where = _describe_row(name, reader.line_num)
        if "field limit" in str(error):
            raise InputError(
                N_(
                    "%(where)s has a cell of more than %(most)s characters. Shorten it, or close "
                    "its quotes."
                ),
                where=where,
                most=f"{csv.field_size_limit():,}",
            ) from None
        raise InputError(
            N_("%(where)s can't be read as CSV. Close its quotes."), where=where
        ) from None


def _check_columns(head: Sequence[str], name: str) -> None:
    """Refuse headings that are missing, unknown or repeated."""
    needed = set(COLUMNS) - {"value_zh"}
    if len(set(head)) < len(head) or not needed <= set(head) <= set(COLUMNS):
        raise InputError(
            N_("%(name)s has the columns %(found)s. Name them %(columns)s, each once."),
            name=name,
            found=quote_value(",".join(head)),
            columns=COLUMNS,
        )


def _iter_json_rows(text: str) -> Iterator[tuple[Phrase, Mapping[str, Any]]]:
    name = FILE_NAMES[1]
    found = parse_json(text, name=name, has_repeats=False)
    rows = found.get("facts") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise InputError(
            N_("%(name)s has no list of facts. Write an object with the member `facts`."),
            name=name,
        )
    for number, row in enumerate(rows, 1):
        where = Phrase(N_("%(name)s, fact %(n)s"), {"name": name, "n": number})
        if not isinstance(row, dict) or not set(row) <= set(COLUMNS):
            raise InputError(
                N_("%(where)s is not an object with the members %(columns)s. Correct it."),
                where=where,
                columns=COLUMNS,
            )
        yield where, row


def _describe_row(name: str, number: int) -> Phrase:
    return Phrase(N_("%(name)s, line %(n)s"), {"name": name, "n": number})


def _refuse_repeats(facts: Sequence[SiteFact], wheres: Sequence[Phrase]) -> None:
    """Refuse a fact that one source states twice for a day: which of them holds is not known."""
    seen = set()
    for fact, where in zip(facts, wheres, strict=True):
        key = (fact.id, fact.field, fact.source, fact.as_of)
        if key in seen:
            raise InputError(
                N_("%(where)s repeats an earlier id, field, source and date. Keep one of them."),
                where=where,
            )
        seen.add(key)
