"""What is told of the fields that no column of a file states."""

from collections.abc import Mapping, Sequence
from typing import Any

from geo.errors import N_, Phrase
from geo.fields.digits import format_digits


def tell_defaults(
    rows: Sequence[Mapping[str, Any]],
    mapping: Mapping[str, str],
    *,
    placement: str,
    uncertainty_m: float | None,
) -> list[Phrase]:
    """Return steps on the placement and the position uncertainty of parts that state none.

    Parameters
    ----------
    rows : sequence of Mapping
        The fields of each part, the defaults filled in.
    mapping : Mapping[str, str]
        The columns by field.
    placement : str
        Of the parts that state none.
    uncertainty_m : float or None
        Of the parts that state none, in metres; None where it isn't known.
    """
    steps = []
    if "placement" not in mapping:
        said = N_("%(field)s: %(value)s (set another with %(option)s)")
        default = {"field": "placement", "value": placement, "option": "--placement"}
        steps.append(Phrase(said, default))
    unknown = sum(row["position_uncertainty_m"] is None for row in rows)
    if unknown:
        said = N_(
            "%(field)s: not known for %(count)s parts, so it is “not known” in which part "
            "a point is (set it with --uncertainty, in metres)"
        )
        steps.append(Phrase(said, {"field": "position_uncertainty_m", "count": unknown}))
    elif "position_uncertainty_m" not in mapping and uncertainty_m is not None:
        said = N_("%(field)s: %(metres)s m, as set with --uncertainty")
        values = {"field": "position_uncertainty_m", "metres": format_digits(uncertainty_m, 12)}
        steps.append(Phrase(said, values))
    return steps
