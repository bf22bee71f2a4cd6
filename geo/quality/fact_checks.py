"""The check of the dated facts beside a boundary file: can they be read, and whose are they."""

from collections.abc import Iterator

from geo.errors import quote_value
from geo.fields.dates import parse_day_range
from geo.fields.fact_rows import EVERYWHERE
from geo.quality.dataset import Dataset
from geo.quality.rules import Finding

_MOST = 5  # ids or dates that a finding names


def check_facts(dataset: Dataset) -> Iterator[Finding]:
    """Yield that facts can't be read, are of no part, or are of a day to come."""
    state = dataset.facts
    if state.fault:
        yield Finding("unusable-facts", values={"reason": state.fault})
    known = {EVERYWHERE, *(item.key for item in dataset.items)}
    facts = state.stated.facts
    others = dict.fromkeys(each.id for each in facts if each.id not in known)
    for group in _group([quote_value(each) for each in others]):
        yield Finding("unmatched-facts", values={"ids": group})
    days = ((each.as_of, parse_day_range(each.as_of)) for each in facts)
    late = dict.fromkeys(text for text, found in days if found and found[0] > dataset.today)
    for group in _group(list(late)):
        yield Finding("misdated-facts", values={"dates": group})


def _group(texts: list[str]) -> Iterator[tuple[str, ...]]:
    for first in range(0, len(texts), _MOST):
        yield tuple(texts[first : first + _MOST])
