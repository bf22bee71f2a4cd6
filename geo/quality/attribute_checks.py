"""Checks of what is said about the parts: ids, names, sources, dates, published areas."""

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date

from geo.errors import InputError, shown
from geo.geodesy.area import size_m2
from geo.io.dates import days_of
from geo.quality.dataset import Subject, place_in
from geo.quality.rules import Problem

AREA_PERCENT = 1.0
STALE_DAYS = 730


def check_fields(subject: Subject) -> Iterator[Problem]:
    """Find fields that can't be read."""
    for item in subject.items:
        for fault in item.faults:
            values = {"reason": fault.split(";")[0]}
            yield Problem("unusable-field", item.key, subject.place_of(item), values)


def check_ids(subject: Subject) -> Iterator[Problem]:
    """Find ids that are used more than once; the place is that of the last one."""
    counts = Counter(item.key for item in subject.items)
    last = {item.key: item for item in subject.items}
    for key, count in counts.items():
        if count > 1:
            yield Problem("duplicate-id", key, subject.place_of(last[key]), {"count": count})


def check_ancestry(subject: Subject) -> Iterator[Problem]:
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
            yield Problem("unknown-parent", key, place, {"parent": shown(parent)})


def check_names(subject: Subject) -> Iterator[Problem]:
    """Find parts without an English or a Chinese name."""
    for item in subject.items:
        for field, rule in (("name", "missing-name"), ("name_zh", "missing-name-zh")):
            if field in item.fields and not (item.fields[field] or "").strip():
                yield Problem(rule, item.key, subject.place_of(item))


def check_sources(subject: Subject) -> Iterator[Problem]:
    """Find parts without a source, and sources that are not described."""
    described = subject.collection.get("sources") or {}
    for item in subject.items:
        keys = item.fields.get("sources")
        if keys == ():
            yield Problem("missing-source", item.key, subject.place_of(item))
        for key in keys or ():
            if key not in described:
                place = subject.place_of(item)
                yield Problem("unknown-source", item.key, place, {"key": shown(key)})


def check_dates(subject: Subject) -> Iterator[Problem]:
    """Find parts that don't say how old they are, or that are old."""
    facts = subject.collection.get("zone")
    overall = facts.get("as_of") if isinstance(facts, dict) else None
    if overall is None and not all(item.fields.get("as_of") for item in subject.items):
        yield Problem("missing-as-of")
    yield from _dated(None, overall, None, subject.today)
    for item in subject.items:
        place = subject.place_of(item)
        yield from _dated(item.key, item.fields.get("as_of"), place, subject.today)


def _dated(
    key: str | None, as_of: object, place: tuple[float, float] | None, today: date
) -> Iterator[Problem]:
    if as_of is None:
        return
    try:
        if (today - last_day(as_of)).days > STALE_DAYS:
            yield Problem("stale-as-of", key, place, {"as_of": as_of})
    except InputError:
        yield Problem("unreadable-as-of", key, place, {"as_of": shown(as_of)})


def last_day(text: object) -> date:
    """Return the last day that a date of a year, a month or a day may mean.

    >>> last_day("2026-11")
    datetime.date(2026, 11, 30)

    Raises
    ------
    InputError
        When it is no date.
    """
    days = days_of(str(text))
    if days is None:
        raise InputError(f"{shown(text)} is no date; write YYYY-MM-DD")
    return days[1]


def check_areas(subject: Subject) -> Iterator[Problem]:
    """Find measured areas that are more than `AREA_PERCENT` off the published ones."""
    sound = subject.sound
    for item in sound:
        published = item.fields.get("published_area_km2", math.nan)
        yield from _differs(item.key, size_m2(item.shape), published, place_in(item.shape))
    facts = subject.collection.get("zone")
    total = facts.get("published_area_km2") if isinstance(facts, dict) else None
    if isinstance(total, int | float) and len(sound) == len(subject.items):
        top = [item for item in sound if item.fields.get("parent") is None]
        yield from _differs(None, sum(size_m2(item.shape) for item in top), total, None)


def _differs(
    key: str | None, measured_m2: float, published_km2: float, place: tuple[float, float] | None
) -> Iterator[Problem]:
    if not published_km2 > 0:
        return
    percent = (measured_m2 / 1e6 / published_km2 - 1) * 100
    if abs(percent) > AREA_PERCENT:
        values = {
            "measured": f"{measured_m2 / 1e6:.4g}",
            "published": f"{published_km2:g}",
            "percent": f"{percent:+.1f}",
        }
        yield Problem("area-differs", key, place, values)


def check_placement(subject: Subject) -> Iterator[Problem]:
    """Point out the parts that are drawn, not surveyed."""
    for item in subject.items:
        if item.fields.get("placement") == "schematic":
            metres = item.fields.get("position_uncertainty_m", math.nan)
            known = "?" if math.isnan(metres) else f"{metres:g}"
            yield Problem("schematic", item.key, subject.place_of(item), {"uncertainty": known})
