"""The check of the figures by road beside a boundary file: they may be of another state of it."""

from collections.abc import Iterator

from geo.errors import Phrase
from geo.quality.dataset import Dataset
from geo.quality.rules import Finding
from geo.roads.model import INPUTS


def check_roads(dataset: Dataset) -> Iterator[Finding]:
    """Yield that figures by road are out of date, or can't be read."""
    state = dataset.roads
    if state.fault:
        yield Finding("unusable-roads", values={"reason": state.fault})
    if state.changed:
        changed = tuple(Phrase(INPUTS[each], {}) for each in state.changed)
        yield Finding("stale-roads", values={"changed": changed})
