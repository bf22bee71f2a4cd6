"""The dated facts beside a boundary file, or why they can't be read."""

from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import InputError, Phrase
from geo.io import file_bytes
from geo.io.facts_file import FactsFile, read_facts


@dataclass(frozen=True)
class FactState:
    """The facts, and `fault`, why they can't be read; None where they can."""

    stated: FactsFile = field(default_factory=FactsFile)
    fault: Phrase | None = None


def read_fact_state(path: Path) -> FactState:
    """Return the state of the facts beside a boundary file; nothing is wrong without them."""
    try:
        return FactState(read_facts(path, max_bytes=file_bytes.MAX_BYTES)[0])
    except InputError as error:
        return FactState(fault=error.phrase)
