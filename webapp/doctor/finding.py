"""One thing that `zonemap doctor` looked at."""

from dataclasses import dataclass

from geo.errors import N_, Phrase, ZoneError

OK, OPTIONAL, FAULT = "ok", "optional", "fault"
STATUS_LABELS = {OK: N_("OK"), OPTIONAL: N_("not installed"), FAULT: N_("fault")}


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and what to do about it.

    Attributes
    ----------
    name : str
        Stable name, such as `fonts`; `label` is what people read.
    status : str
        `ok`; `optional` where only an optional part is without it; `fault` where the product is.
    found : str or Phrase
        Versions, paths and counts, or the fault.
    fix : str or Phrase, optional
        A command, or a sentence.
    """

    name: str
    label: str
    status: str
    found: str | Phrase
    fix: str | Phrase = ""


def report_fault(name: str, label: str, error: ZoneError) -> Finding:
    """Return a failure whose sentence already says what to do."""
    return Finding(name, label, FAULT, error.phrase)
