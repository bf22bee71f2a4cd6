"""Findings that say the same of many parts, as one: for readers, who would lose the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from geo.errors import N_, Phrase
from geo.quality import Dataset, Finding

# Of a field that parts have or not; of an outline each place matters.
_ALIKE = frozenset(("missing-source", "missing-name", "missing-name-zh"))
_NAMED = 3
_MORE = "more-findings"


def group_findings(findings: Sequence[Finding], dataset: Dataset) -> list[Finding]:
    """Return the findings, those of a field that many parts lack as one with their number.

    Such a finding has no part and no place; its value `parts` has the first of them.

    Parameters
    ----------
    findings : sequence of Finding
        Of `geo.quality.run_checks`.
    dataset : Dataset
        What was checked.
    """
    counts = Counter(each.rule for each in findings if each.rule in _ALIKE and each.part)
    unlisted = {
        each.values["rule"].text: each.values["count"] for each in findings if each.rule == _MORE
    }
    found, told = [], set()
    for each in findings:
        if each.rule == _MORE and each.values["rule"].text in _ALIKE:
            continue
        if counts[each.rule] < 2 or each.part is None:
            found.append(each)
        elif each.rule not in told:
            told.add(each.rule)
            alike = [other for other in findings if other.rule == each.rule and other.part]
            count = counts[each.rule] + unlisted.get(each.rule, 0)
            found.append(_join(alike, count, dataset))
    return found


def _join(findings: Sequence[Finding], count: int, dataset: Dataset) -> Finding:
    first = findings[0]
    labels = [dataset.labels.find(each.part or "") or each.part for each in findings[:_NAMED]]
    more = count - len(labels)
    rest = [Phrase(N_("and %(count)s more parts"), {"count": more})] if more else []
    said = N_("%(count)s parts: %(sentence)s")
    sentence = Phrase(said, {"count": count, "sentence": first.sentence_phrase})
    values = {**first.values, "sentence": sentence, "parts": (*labels, *rest)}
    return replace(first, part=None, place=None, values=values)
