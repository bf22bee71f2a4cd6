"""Checks of what is said about the parts: ids, names, sources, dates, published areas."""

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date

from geo.dates import parse_day_range
from geo.errors import InputError, quote_value
from geo.geodesy.area import shape_area_m2
from geo.quality.dataset import Dataset, representative_point
from geo.quality.rules import Finding

AREA_TOLERANCE_PERCENT = 1.0
STALE_DAYS = 730


def check_fields(subject: Dataset) -> Iterator[Finding]:
    """Find fields that can't be read."""
    for item in subject.items:
        for fault in item.faults:
            values = {"reason": fault.split(";")[0]}
            yield Finding("unusable-field", item.key, subject.place_of(item), values)


def check_ids(subject: Dataset) -> Iterator[Finding]:
    """Find ids that are used more than once; the place is that of the last one."""
    counts = Counter(item.key for item in subject.items)
    last = {item.key: item for item in subject.items}
    for key, count in counts.items():
        if count > 1:
            yield Finding("duplicate-id", key, subject.place_of(last[key]), {"count": count})


def check_ancestry(subject: Dataset) -> Iterator[Finding]:
    """Find parents that are no part, and parts that are their own ancestors."""
    items = {item.key: item for item in subject.items}
    parents = {key: item.fields.get("parent") for key, item in items.items()}
    for key, parent in parents.items():
        seen, above = {key}, parent
        while above is not None and above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above == key or (above is not None and above == parent and above not in parents):
            place = subject.place_of(items[key])
            yield Finding("unknown-parent", key, place, {"parent": quote_value(parent)})


def check_names(subject: Dataset) -> Iterator[Finding]:
    """Find parts without an English or a Chinese name."""
    for item in subject.items:
        for field, rule in (("name", "missing-name"), ("name_zh", "missing-name-zh")):
            if field in item.fields and not (item.fields[field] or "").strip():
                yield Finding(rule, item.key, subject.place_of(item))


def check_sources(subject: Dataset) -> Iterator[Finding]:
    """Find parts without a source, and sources that are not described."""
    described = subject.collection.get("sources") or {}
    for item in subject.items:
        keys = item.fields.get("sources")
        if keys == ():
            yield Finding("missing-source", item.key, subject.place_of(item))
        for key in keys or ():
            if key not in described:
                place = subject.place_of(item)
                yield Finding("unknown-source", item.key, place, {"key": quote_value(key)})


def check_dates(subject: Dataset) -> Iterator[Finding]:
    """Find parts that don't say how old they are, or that are old."""
    facts = subject.collection.get("zone")
    overall = facts.get("as_of") if isinstance(facts, dict) else None
    if overall is None and not all(item.fields.get("as_of") for item in subject.items):
        yield Finding("missing-as-of")
    yield from _check_date(None, overall, None, subject.today)
    for item in subject.items:
        place = subject.place_of(item)
        yield from _check_date(item.key, item.fields.get("as_of"), place, subject.today)


def _check_date(
    key: str | None, as_of: object, place: tuple[float, float] | None, today: date
) -> Iterator[Finding]:
    if as_of is None:
        return
    try:
        if (today - parse_last_day(as_of)).days > STALE_DAYS:
            yield Finding("stale-as-of", key, place, {"as_of": as_of})
    except InputError:
        yield Finding("unreadable-as-of", key, place, {"as_of": quote_value(as_of)})


def parse_last_day(text: object) -> date:
    """Return the last day that a date of a year, a month or a day may mean.

    >>> parse_last_day("2026-11")
    datetime.date(2026, 11, 30)

    Raises
    ------
    InputError
        When it is no date.
    """
    days = parse_day_range(str(text))
    if days is None:
        raise InputError(f"{quote_value(text)} is no date; write YYYY-MM-DD")
    return days[1]


def check_areas(subject: Dataset) -> Iterator[Finding]:
    """Find measured areas that are more than `AREA_TOLERANCE_PERCENT` off the published ones."""
    sound = subject.sound
    for item in sound:
        published = item.fields.get("published_area_km2", math.nan)
        yield from _check_area(
            item.key, shape_area_m2(item.shape), published, representative_point(item.shape)
        )
    facts = subject.collection.get("zone")
    total = facts.get("published_area_km2") if isinstance(facts, dict) else None
    if isinstance(total, int | float) and len(sound) == len(subject.items):
        top = [item for item in sound if item.fields.get("parent") is None]
        yield from _check_area(None, sum(shape_area_m2(item.shape) for item in top), total, None)


def _check_area(
    key: str | None, measured_m2: float, published_km2: float, place: tuple[float, float] | None
) -> Iterator[Finding]:
    if not published_km2 > 0:
        return
    percent = (measured_m2 / 1e6 / published_km2 - 1) * 100
    if abs(percent) > AREA_TOLERANCE_PERCENT:
        values = {
            "measured": f"{measured_m2 / 1e6:.4g}",
            "published": f"{published_km2:g}",
            "percent": f"{percent:+.1f}",
        }
        yield Finding("area-differs", key, place, values)


def check_placement(subject: Dataset) -> Iterator[Finding]:
    """Point out the parts that are drawn, not surveyed."""
    for item in subject.items:
        if item.fields.get("placement") == "schematic":
            metres = item.fields.get("position_uncertainty_m", math.nan)
            known = "?" if math.isnan(metres) else f"{metres:g}"
            yield Finding("schematic", item.key, subject.place_of(item), {"uncertainty": known})
