"""The rules of the checks: severity and wording of each, and the finding that refers to one.

The texts are English and are translated where they are shown, the keys of the rules too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from geo.errors import N_, Phrase

SEVERITIES = ("error", "warning", "info")


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
    def sentence_phrase(self) -> Phrase:
        """What was found: the rule's `sentence`, unless the values have their own."""
        own = self.values.get("sentence")
        return own if isinstance(own, Phrase) else Phrase(RULES[self.rule].sentence, self.values)

    @property
    def sentence(self) -> str:
        """What was found, in English."""
        return str(self.sentence_phrase)

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


FIX_BY_REPAIR = N_("Run `zonemap check SOURCE --repair -o FILE`.")
FIX_BY_REDRAWING = N_("Correct the outline at this position.")

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        N_("unusable-geometry"): Rule(
            "error",
            "%(reason)s",
            N_("Use a polygon or multipolygon of closed rings in degrees."),
        ),
        N_("unusable-field"): Rule("error", "%(reason)s", N_("Correct the field.")),
        N_("refused"): Rule(
            "error", N_("The file can't be used: %(reason)s"), N_("Correct the file.")
        ),
        N_("duplicate-id"): Rule(
            "error", N_("The id is used %(count)s times."), N_("Use a unique id for each part.")
        ),
        N_("unknown-parent"): Rule(
            "error",
            N_(
                "The parent %(parent)s is not a part of this file, or is a descendant of this part."
            ),
            N_("Name another part of the file, or null."),
        ),
        N_("swapped-axes"): Rule(
            "error",
            N_("Latitude comes before longitude."),
            FIX_BY_REPAIR,
        ),
        N_("out-of-range"): Rule(
            "error",
            N_("Coordinates are out of range (longitude −180 to 180, latitude −90 to 90)."),
            "%(fix)s",
        ),
        N_("antimeridian"): Rule(
            "error",
            N_("An edge spans 180° of longitude or more."),
            N_("Cut the outline at the antimeridian."),
        ),
        N_("invalid-ring"): Rule("error", N_("The shape is not valid: %(reason)s."), FIX_BY_REPAIR),
        N_("ring-direction"): Rule(
            "warning",
            N_("A ring has the wrong winding order (RFC 7946, section 3.1.6)."),
            FIX_BY_REPAIR,
        ),
        N_("duplicate-vertex"): Rule(
            "warning", N_("%(count)s vertices duplicate the vertex before them."), FIX_BY_REPAIR
        ),
        N_("spike"): Rule("warning", N_("The outline has a spike."), FIX_BY_REPAIR),
        N_("sliver"): Rule(
            "warning", N_("A sliver of the part is only %(width)s m wide."), FIX_BY_REDRAWING
        ),
        N_("excessive-precision"): Rule(
            "info",
            N_("Coordinates have %(decimals)s decimal places; 9 already mean 0.1 mm."),
            FIX_BY_REPAIR,
        ),
        N_("too-far-apart"): Rule(
            "warning",
            N_("It extends more than 90° of longitude from the first part, and was not compared."),
            N_("Check it in a file with the parts near it only."),
        ),
        N_("unchecked-pairs"): Rule(
            "warning",
            N_("%(count)s more pairs of parts that overlap or touch were not compared."),
            N_("Check fewer parts at a time."),
        ),
        N_("more-findings"): Rule(
            "info",
            N_("%(count)s more findings of this kind are not listed: %(rule)s."),
            N_("Correct those that are listed, and check again."),
        ),
        N_("overlap"): Rule("error", N_("It overlaps %(other)s by %(area)s."), FIX_BY_REDRAWING),
        N_("gap"): Rule(
            "warning", N_("A gap of %(area)s lies between the parts."), FIX_BY_REDRAWING
        ),
        N_("near-miss"): Rule(
            "warning", N_("A gap of %(width)s m separates it from %(other)s."), FIX_BY_REDRAWING
        ),
        N_("outside-parent"): Rule(
            "error", N_("%(area)s lies outside the parent %(other)s."), FIX_BY_REDRAWING
        ),
        N_("outside-county"): Rule(
            "warning",
            N_("%(area)s lies outside the county %(other)s."),
            N_("Correct the outline at this position, or the administrative division code."),
        ),
        N_("wrong-datum"): Rule(
            "error",
            N_(
                "The outlines fit the reference boundaries only after the conversion %(found)s, "
                "an offset of %(offset)s m (of %(vertices)s vertices within 60 m: %(tried)s)."
            ),
            N_("Convert the file with `zonemap import --datum`."),
        ),
        N_("area-differs"): Rule(
            "warning",
            N_(
                "The measured area %(measured)s differs from the published %(published)s by "
                "%(percent)s%%."
            ),
            N_("Check the outline, or the published figure."),
        ),
        N_("missing-source"): Rule(
            "warning", N_("No source is named."), N_("Name its source in `sources`.")
        ),
        N_("unknown-source"): Rule(
            "warning", N_("The source %(key)s is not described."), N_("Describe it in `sources`.")
        ),
        N_("missing-name"): Rule(
            "warning", N_("The English name is missing."), N_("Fill in `name`.")
        ),
        N_("missing-name-zh"): Rule(
            "warning", N_("The Chinese name is missing."), N_("Fill in `name_zh`.")
        ),
        N_("missing-as-of"): Rule(
            "warning", N_("The date of the data is not stated."), N_("Fill in `as_of`: YYYY-MM-DD.")
        ),
        N_("stale-as-of"): Rule(
            "warning",
            N_("The data date from %(as_of)s, more than two years ago."),
            N_("Update the data, or confirm them and set `as_of`."),
        ),
        N_("unreadable-as-of"): Rule(
            "warning",
            N_("%(as_of)s is not a date."),
            N_("Write `as_of` as YYYY, YYYY-MM or YYYY-MM-DD."),
        ),
        N_("stale-roads"): Rule(
            "warning",
            N_("The figures by road are not shown, since these changed afterwards: %(changed)s."),
            N_("Run `zonemap roads` again."),
        ),
        N_("unusable-roads"): Rule("error", "%(reason)s", N_("Run `zonemap roads` again.")),
        N_("unusable-facts"): Rule("error", "%(reason)s", N_("Correct the file, or remove it.")),
        N_("unmatched-facts"): Rule(
            "info",
            N_("No part has the id of these facts: %(ids)s. They are for plots of that name."),
            N_("Correct the id if a part is meant."),
        ),
        N_("misdated-facts"): Rule(
            "warning",
            N_("Facts are dated %(dates)s, which is in the future."),
            N_("Write the day on which the fact was stated."),
        ),
        N_("schematic"): Rule(
            "info",
            N_("The boundary is schematic: drawn, not surveyed (%(uncertainty)s)."),
            N_("Replace it with a surveyed boundary."),
        ),
    }
)
