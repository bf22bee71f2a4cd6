"""The rules of the checks: severity and wording of each, and the finding that refers to one.

The texts are English and are translated where they are shown, the keys of the rules too: `_`
only marks them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from geo.errors import Phrase

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
        return str(Phrase(RULES[self.rule].sentence, self.values))

    @property
    def fix_phrase(self) -> Phrase:
        """What to do about it: the rule's `fix`, unless the values have their own."""
        own = self.values.get("fix")
        return own if isinstance(own, Phrase) else Phrase(RULES[self.rule].fix, self.values)

    @property
    def fix(self) -> str:
        """What to do about it, in English."""
        return str(self.fix_phrase)


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


FIX_BY_REPAIR = _("Run `zonemap check SOURCE --repair -o FILE`.")
FIX_BY_REDRAWING = _("Correct the outline at this position.")

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        _("unusable-geometry"): Rule(
            "error",
            "%(reason)s",
            _("Use a polygon or multipolygon of closed rings in degrees."),
        ),
        _("unusable-field"): Rule("error", "%(reason)s", _("Correct the field.")),
        _("refused"): Rule(
            "error", _("The file can't be used: %(reason)s"), _("Correct the file.")
        ),
        _("duplicate-id"): Rule(
            "error", _("The id is used %(count)s times."), _("Use a unique id for each part.")
        ),
        _("unknown-parent"): Rule(
            "error",
            _("The parent %(parent)s is not a part of this file, or is a descendant of this part."),
            _("Name another part of the file, or null."),
        ),
        _("swapped-axes"): Rule(
            "error",
            _("Latitude comes before longitude."),
            FIX_BY_REPAIR,
        ),
        _("out-of-range"): Rule(
            "error",
            _("Coordinates are out of range (longitude −180 to 180, latitude −90 to 90)."),
            "%(fix)s",
        ),
        _("antimeridian"): Rule(
            "error",
            _("An edge spans 180° of longitude or more."),
            _("Cut the outline at the antimeridian."),
        ),
        _("invalid-ring"): Rule("error", _("The shape is not valid: %(reason)s."), FIX_BY_REPAIR),
        _("ring-direction"): Rule(
            "warning",
            _("A ring has the wrong winding order (RFC 7946, section 3.1.6)."),
            FIX_BY_REPAIR,
        ),
        _("duplicate-vertex"): Rule(
            "warning", _("%(count)s vertices duplicate the vertex before them."), FIX_BY_REPAIR
        ),
        _("spike"): Rule("warning", _("The outline has a spike."), FIX_BY_REPAIR),
        _("sliver"): Rule(
            "warning", _("A sliver of the part is only %(width)s m wide."), FIX_BY_REDRAWING
        ),
        _("excessive-precision"): Rule(
            "info",
            _("Coordinates have %(decimals)s decimal places; 9 already mean 0.1 mm."),
            FIX_BY_REPAIR,
        ),
        _("too-far-apart"): Rule(
            "warning",
            _("It extends more than 90° of longitude from the first part, and was not compared."),
            _("Check it in a file with the parts near it only."),
        ),
        _("unchecked-pairs"): Rule(
            "warning",
            _("%(count)s more pairs of parts that overlap or touch were not compared."),
            _("Check fewer parts at a time."),
        ),
        _("more-findings"): Rule(
            "info",
            _("%(count)s more findings of this kind are not listed: %(rule)s."),
            _("Correct those that are listed, and check again."),
        ),
        _("overlap"): Rule("error", _("It overlaps %(other)s by %(area)s."), FIX_BY_REDRAWING),
        _("gap"): Rule("warning", _("A gap of %(area)s lies between the parts."), FIX_BY_REDRAWING),
        _("near-miss"): Rule(
            "warning", _("A gap of %(width)s m separates it from %(other)s."), FIX_BY_REDRAWING
        ),
        _("outside-parent"): Rule(
            "error", _("%(area)s lies outside the parent %(other)s."), FIX_BY_REDRAWING
        ),
        _("outside-county"): Rule(
            "warning",
            _("%(area)s lies outside the county %(other)s."),
            _("Correct the outline at this position, or the administrative division code."),
        ),
        _("wrong-datum"): Rule(
            "error",
            _(
                "The outlines fit the reference boundaries only after the conversion %(found)s, "
                "an offset of %(offset)s m (of %(vertices)s vertices within 60 m: %(tried)s)."
            ),
            _("Convert the file with `zonemap import --datum`."),
        ),
        _("area-differs"): Rule(
            "warning",
            _(
                "The measured area %(measured)s differs from the published %(published)s by "
                "%(percent)s%%."
            ),
            _("Check the outline, or the published figure."),
        ),
        _("missing-source"): Rule(
            "warning", _("No source is named."), _("Name its source in `sources`.")
        ),
        _("unknown-source"): Rule(
            "warning", _("The source %(key)s is not described."), _("Describe it in `sources`.")
        ),
        _("missing-name"): Rule("warning", _("The English name is missing."), _("Fill in `name`.")),
        _("missing-name-zh"): Rule(
            "warning", _("The Chinese name is missing."), _("Fill in `name_zh`.")
        ),
        _("missing-as-of"): Rule(
            "warning", _("The date of the data is not stated."), _("Fill in `as_of`: YYYY-MM-DD.")
        ),
        _("stale-as-of"): Rule(
            "warning",
            _("The data date from %(as_of)s, more than two years ago."),
            _("Update the data, or confirm them and set `as_of`."),
        ),
        _("unreadable-as-of"): Rule(
            "warning",
            _("%(as_of)s is not a date."),
            _("Write `as_of` as YYYY, YYYY-MM or YYYY-MM-DD."),
        ),
        _("stale-roads"): Rule(
            "warning",
            _("The figures by road are not shown, since these changed afterwards: %(changed)s."),
            _("Run `zonemap roads` again."),
        ),
        _("unusable-roads"): Rule("error", "%(reason)s", _("Run `zonemap roads` again.")),
        _("unusable-facts"): Rule("error", "%(reason)s", _("Correct the file, or remove it.")),
        _("unmatched-facts"): Rule(
            "info",
            _("No part has the id of these facts: %(ids)s. They are for plots of that name."),
            _("Correct the id if a part is meant."),
        ),
        _("misdated-facts"): Rule(
            "warning",
            _("Facts are dated %(dates)s, which is in the future."),
            _("Write the day on which the fact was stated."),
        ),
        _("schematic"): Rule(
            "info",
            _("The boundary is schematic: drawn, not surveyed (%(uncertainty)s)."),
            _("Replace it with a surveyed boundary."),
        ),
    }
)
