"""The rules of the checks: severity and wording of each, and the finding that refers to one.

The texts are English and are translated where they are shown: `_` only marks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

SEVERITIES = ("error", "warning", "info")


def _(text: str) -> str:
    return text


@dataclass(frozen=True)
class Rule:
    """One kind of finding: its severity, what was found, and what to do about it.

    `sentence` and `fix` are English templates for the finding's `values`.
    """

    severity: str
    sentence: str
    fix: str


@dataclass(frozen=True)
class Finding:
    """One finding.

    Attributes
    ----------
    rule : str
        Key of `RULES`.
    part : str or None
        The part's id (or its position in the file); None for the whole zone.
    place : tuple of float or None
        Longitude and latitude in WGS 84 degrees; None where no single place can be named.
    values : Mapping
        The values that fill the rule's texts.
    """

    rule: str
    part: str | None = None
    place: tuple[float, float] | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """Severity of the rule: `error`, `warning` or `info`."""
        return RULES[self.rule].severity

    @property
    def sentence(self) -> str:
        """What was found, in English."""
        return RULES[self.rule].sentence % self.values

    @property
    def fix(self) -> str:
        """What to do about it, in English."""
        return RULES[self.rule].fix % self.values


COLUMNS = ("rule", "severity", "part", "sentence", "lon", "lat", "fix")


def to_row(finding: Finding) -> dict[str, Any]:
    """Return the finding as a flat row with the keys `COLUMNS`.

    `lon` and `lat` are WGS 84 degrees of 7 decimals, None where the finding has no place.
    """
    lon, lat = finding.place or (None, None)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "part": finding.part,
        "sentence": finding.sentence,
        "lon": None if lon is None else round(lon, 7),
        "lat": None if lat is None else round(lat, 7),
        "fix": finding.fix,
    }


GEOS_REASONS = (  # of GEOS, for a shape that is not valid
    _("self-intersection"),
    _("ring self-intersection"),
    _("hole lies outside shell"),
    _("holes are nested"),
    _("nested shells"),
    _("interior is disconnected"),
    _("duplicate rings"),
    _("too few points in geometry component"),
)
_FIX_BY_REPAIR = _("Run `zonemap check --repair`.")
_FIX_BY_REDRAWING = _("Redraw the outline there.")

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "unusable-geometry": Rule(
            "error",
            _("The geometry can't be used: %(reason)s."),
            _("Give a polygon or multipolygon of closed rings in degrees."),
        ),
        "unusable-field": Rule(
            "error", _("A field can't be used: %(reason)s."), _("Correct the field.")
        ),
        "refused": Rule("error", _("The file is refused: %(reason)s."), _("Correct the file.")),
        "duplicate-id": Rule(
            "error", _("The id is used %(count)s times."), _("Give each part its own id.")
        ),
        "unknown-parent": Rule(
            "error",
            _("The parent %(parent)s is no part, or lies below this one."),
            _("Name another part of the file, or null."),
        ),
        "swapped-axes": Rule(
            "error", _("Latitude stands before longitude."), _("Run `zonemap check --repair`.")
        ),
        "out-of-range": Rule(
            "error",
            _("Coordinates lie outside longitude -180 to 180, latitude -90 to 90."),
            _("Convert the file with `zonemap import --crs`."),
        ),
        "antimeridian": Rule(
            "error",
            _("An edge runs over more than 180 degrees of longitude."),
            _("Cut the outline at the antimeridian."),
        ),
        "invalid-ring": Rule("error", _("The shape is not valid: %(reason)s."), _FIX_BY_REPAIR),
        "ring-direction": Rule(
            "warning", _("A ring runs the wrong way round (RFC 7946, 3.1.6)."), _FIX_BY_REPAIR
        ),
        "duplicate-vertex": Rule(
            "warning", _("%(count)s vertices repeat the one before."), _FIX_BY_REPAIR
        ),
        "spike": Rule("warning", _("The outline runs out and back in a spike."), _FIX_BY_REPAIR),
        "sliver": Rule(
            "warning", _("A piece of the part is only %(width)s m wide."), _FIX_BY_REDRAWING
        ),
        "excessive-precision": Rule(
            "info",
            _("Coordinates have %(decimals)s decimals; 9 are 0.1 mm."),
            _FIX_BY_REPAIR,
        ),
        "overlap": Rule("error", _("Overlaps %(other)s by %(area)s m²."), _FIX_BY_REDRAWING),
        "gap": Rule(
            "warning", _("A gap of %(area)s m² lies between the parts."), _FIX_BY_REDRAWING
        ),
        "near-miss": Rule(
            "warning", _("A gap of %(width)s m divides it from %(other)s."), _FIX_BY_REDRAWING
        ),
        "outside-parent": Rule(
            "error", _("%(area)s m² lie outside the parent %(other)s."), _FIX_BY_REDRAWING
        ),
        "outside-county": Rule(
            "warning",
            _("%(area)s m² lie outside the county %(other)s."),
            _("Redraw the outline there, or correct the county."),
        ),
        "wrong-datum": Rule(
            "error",
            _(
                "The outlines match known ones only after %(found)s, an offset of %(offset)s m "
                "(vertices within 60 m: %(tried)s)."
            ),
            _("Convert the file with `zonemap import --datum`."),
        ),
        "area-differs": Rule(
            "warning",
            _("Measured %(measured)s km², published %(published)s km²: %(percent)s %%."),
            _("Check the outline, or the published figure."),
        ),
        "missing-source": Rule(
            "warning", _("No source is named."), _("Name the source in `sources`.")
        ),
        "unknown-source": Rule(
            "warning", _("The source %(key)s is not described."), _("Describe it in `sources`.")
        ),
        "missing-name": Rule("warning", _("The English name is missing."), _("Fill in `name`.")),
        "missing-name-zh": Rule(
            "warning", _("The Chinese name is missing."), _("Fill in `name_zh`.")
        ),
        "missing-as-of": Rule(
            "warning", _("It is not said how old the data are."), _("Fill in `as_of`: YYYY-MM-DD.")
        ),
        "stale-as-of": Rule(
            "warning",
            _("The data are of %(as_of)s, more than two years old."),
            _("Renew the data, or confirm them and set `as_of`."),
        ),
        "unreadable-as-of": Rule(
            "warning",
            _("%(as_of)s is no date."),
            _("Write `as_of` as YYYY, YYYY-MM or YYYY-MM-DD."),
        ),
        "schematic": Rule(
            "info",
            _("The placement is schematic: drawn, not surveyed (± %(uncertainty)s m)."),
            _("Replace it by a surveyed outline."),
        ),
    }
)
