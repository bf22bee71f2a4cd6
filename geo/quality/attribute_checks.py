"""Checks of the parts' attributes: ids, names, sources, dates, published areas."""

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from geo.errors import N_, InputError, Phrase, quote_value
from geo.fields.dates import parse_day_range
from geo.fields.languages import field_names
from geo.geodesy.area import shape_area_m2
from geo.quality.area_text import tell_area
from geo.quality.dataset import Dataset, Item, representative_point
from geo.quality.lenient_fields import read_fields_leniently
from geo.quality.rules import RULES, Finding
from geo.schema import ZONE_FIELDS

AREA_TOLERANCE_PERCENT = 1.0
STALE_DAYS = 730
# In another language a name is asked for once there is such a rule.
_NAME_RULES = {
    name: rule
    for name in field_names("name")
    if (rule := f"missing-{name.replace('_', '-')}") in RULES
}


def check_fields(dataset: Dataset) -> Iterator[Finding]:
    """Find fields that can't be read, the zone's and the parts'."""
    for fault in _read_facts(dataset)[1]:
        yield Finding("unusable-field", values={"reason": fault})
    for item in dataset.items:
        for fault in item.faults:
            place = dataset.locate_item(item)
            yield Finding("unusable-field", item.key, place, {"reason": fault})


def _read_facts(dataset: Dataset) -> tuple[dict[str, Any], list[Phrase]]:
    """Return the zone's own fields that can be read, and why the others can't."""
    raw = dataset.collection.get("zone")
    where = Phrase(N_("%(name)s, zone"), {"name": dataset.name})
    return read_fields_leniently(ZONE_FIELDS, {} if raw is None else raw, where=where)


def check_ids(dataset: Dataset) -> Iterator[Finding]:
    """Find ids that are used more than once; the finding is placed at the last use."""
    counts = Counter(item.key for item in dataset.items)
    last = {item.key: item for item in dataset.items}
    for key, count in counts.items():
        if count > 1:
            item = last[key]
            yield Finding("duplicate-id", item.key, dataset.locate_item(item), {"count": count})


def check_ancestry(dataset: Dataset) -> Iterator[Finding]:
    """Find parents that don't exist, and parts that are their own ancestors."""
    items = {item.key: item for item in dataset.items}
    parents = {key: item.fields.get("parent") for key, item in items.items()}
    for key, parent in parents.items():
        seen, ancestor = {key}, parent
        while ancestor is not None and ancestor in parents and ancestor not in seen:
            seen.add(ancestor)
            ancestor = parents[ancestor]
        is_missing = ancestor is not None and ancestor == parent and ancestor not in parents
        if ancestor == key or is_missing:
            place = dataset.locate_item(items[key])
            name = _quote_parent(dataset, items.get(parent or ""), parent)
            yield Finding("unknown-parent", key, place, {"parent": name})


def _quote_parent(dataset: Dataset, item: Item | None, parent: str | None) -> object:
    return quote_value(parent) if item is None else dataset.labels.of(item, is_quoted=True)


def check_names(dataset: Dataset) -> Iterator[Finding]:
    """Find parts without a name in a language in which every part is to have one."""
    for item in dataset.items:
        for field, rule in _NAME_RULES.items():
            if field in item.fields and not (item.fields[field] or "").strip():
                yield Finding(rule, item.key, dataset.locate_item(item))


def check_sources(dataset: Dataset) -> Iterator[Finding]:
    """Find parts without a source, and sources that are not described."""
    found = dataset.collection.get("sources")
    described = found if isinstance(found, dict) else {}
    for item in dataset.items:
        keys = item.fields.get("sources")
        if keys == ():
            yield Finding("missing-source", item.key, dataset.locate_item(item))
        for key in keys or ():
            if key not in described:
                place = dataset.locate_item(item)
                yield Finding("unknown-source", item.key, place, {"key": quote_value(key)})


def check_dates(dataset: Dataset) -> Iterator[Finding]:
    """Find data without a date, with an unreadable date, or older than `STALE_DAYS`."""
    facts = dataset.collection.get("zone")
    overall = facts.get("as_of") if isinstance(facts, dict) else None
    if overall is None and not all(item.fields.get("as_of") for item in dataset.items):
        yield Finding("missing-as-of")
    yield from _check_date(None, overall, None, dataset.today)
    for item in dataset.items:
        place = dataset.locate_item(item)
        yield from _check_date(item.key, item.fields.get("as_of"), place, dataset.today)


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
    """Return the last day of a date that is given as a year, a month or a day.

    >>> parse_last_day("2026-11")
    datetime.date(2026, 11, 30)

    Raises
    ------
    InputError
        When the text is not a date.
    """
    days = parse_day_range(str(text))
    if days is None:
        raise InputError(N_("%(value)s is not a date. Write YYYY-MM-DD."), value=quote_value(text))
    return days[1]


def check_areas(dataset: Dataset) -> Iterator[Finding]:
    """Find areas that differ from the published ones by more than `AREA_TOLERANCE_PERCENT`."""
    items = dataset.usable_items
    for item in items:
        published = item.fields.get("published_area_km2", math.nan)
        yield from _check_area(
            item.key, shape_area_m2(item.shape), published, representative_point(item.shape)
        )
    if len(items) == len(dataset.items):
        # Parts below others are already contained in the area of their parents.
        top = [item for item in items if item.fields.get("parent") is None]
        total = _read_facts(dataset)[0].get("published_area_km2", math.nan)
        yield from _check_area(None, sum(shape_area_m2(item.shape) for item in top), total, None)


def _check_area(
    key: str | None, measured_m2: float, published_km2: float, place: tuple[float, float] | None
) -> Iterator[Finding]:
    if not published_km2 > 0:
        return
    percent = (measured_m2 / 1e6 / published_km2 - 1) * 100
    if abs(percent) > AREA_TOLERANCE_PERCENT:
        values = {
            "measured": tell_area(measured_m2),
            "published": tell_area(published_km2 * 1e6, is_published=True),
            "percent": _write_percent(percent),
        }
        yield Finding("area-differs", key, place, values)


def _write_percent(percent: float) -> str:
    """Return a difference with its sign; where something was measured, never all of it."""
    return f"{max(percent, -99.99):+,.2f}".replace("-", "−")


def check_placement(dataset: Dataset) -> Iterator[Finding]:
    """Report the parts whose outline is drawn, not surveyed."""
    for item in dataset.items:
        if item.fields.get("placement") == "schematic":
            metres = item.fields.get("position_uncertainty_m", math.nan)
            values = {"uncertainty": format_uncertainty(metres)}
            yield Finding("schematic", item.key, dataset.locate_item(item), values)


def format_uncertainty(metres: float) -> str | Phrase:
    """Return a position uncertainty of at most two digits, or that none is stated.

    >>> format_uncertainty(5000), format_uncertainty(0.05), str(format_uncertainty(math.nan))
    ('±5 km', '±5 cm', '± not stated')
    """
    if math.isnan(metres):
        return Phrase(N_("± not stated"), {})
    rounded = float(f"{metres:.2g}")
    if rounded >= 1000:
        return f"±{rounded / 1000:g} km"
    return f"±{rounded * 100:.3g} cm" if 0 < rounded < 1 else f"±{rounded:g} m"
