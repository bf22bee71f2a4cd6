"""Parts that lie within another one, of which they may be meant to be parts."""

from collections.abc import Sequence

from geo.errors import N_, Phrase
from geo.fields.part_label import PartLabel

WITHIN_SHARE = 0.99  # outlines of two sources differ by a little along the same edge
SAME_SHARE = 1 - 1e-6  # coordinates that were rounded in two ways make less


def propose_overlap_fix(names: Sequence[PartLabel], shares: Sequence[float]) -> Phrase | None:
    """Return what to do about two parts of which one lies within the other; None where none does.

    Outlines that are the same lie within each other: one of them is too many.

    Parameters
    ----------
    names : sequence of PartLabel
        What the two are called.
    shares : sequence of float
        What of each, 0 to 1, the other covers.
    """
    if min(shares) >= SAME_SHARE:
        return Phrase(N_("Both have the same outline. Remove one of them."), {})
    is_within = [share >= WITHIN_SHARE for share in shares]
    if is_within.count(True) != 1:
        return None
    inner = is_within.index(True)
    said = N_(
        "If %(inner)s is a part of %(outer)s, name that as its parent (`parent`). Otherwise "
        "correct the outline at this position."
    )
    return Phrase(said, {"inner": names[inner], "outer": names[1 - inner]})
