"""All checks of a boundary file, in their order: each runs, whatever the others find."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas as gpd

from geo.errors import InputError, Phrase
from geo.geodesy.antimeridian import make_bbox, make_box
from geo.io.companions import read_context
from geo.io.parts import read_parts
from geo.io.sources import read_sources
from geo.quality import (
    attribute_checks,
    fact_checks,
    outline_checks,
    road_checks,
    topology_checks,
)
from geo.quality.dataset import Dataset, make_dataset, read_dataset, swap_axes
from geo.quality.fact_state import read_fact_state
from geo.quality.repair import repair_dataset
from geo.quality.rules import FIX_BY_REDRAWING, FIX_BY_REPAIR, RULES, SEVERITIES, Finding
from geo.quality.siblings import refuse_tangled
from geo.roads.state import read_road_state

MAX_FINDINGS = 200
CHECKS: tuple[Callable[[Dataset], Iterator[Finding]], ...] = (
    outline_checks.check_geometry,
    attribute_checks.check_fields,
    attribute_checks.check_ids,
    attribute_checks.check_ancestry,
    outline_checks.check_axes,
    outline_checks.check_validity,
    outline_checks.check_direction,
    outline_checks.check_repeats,
    outline_checks.check_spikes,
    outline_checks.check_slivers,
    outline_checks.check_precision,
    topology_checks.check_comparable,
    topology_checks.check_overlaps,
    topology_checks.check_gaps,
    topology_checks.check_strips,
    topology_checks.check_near_misses,
    topology_checks.check_parents,
    topology_checks.check_counties,
    topology_checks.check_datum,
    attribute_checks.check_areas,
    attribute_checks.check_sources,
    attribute_checks.check_names,
    attribute_checks.check_dates,
    attribute_checks.check_placement,
    road_checks.check_roads,
    fact_checks.check_facts,
)

_REPAIRED = (
    outline_checks.check_axes,
    outline_checks.check_validity,
    outline_checks.check_direction,
    outline_checks.check_repeats,
    outline_checks.check_spikes,
    outline_checks.check_precision,
)


def check_file(path: Path, *, today: date) -> list[Finding]:
    """Return every finding about a zone file, the most severe first.

    Raises
    ------
    InputError
        When the file is not a GeoJSON FeatureCollection.
    """
    return run_checks(read_dataset_with_context(path, today=today))


def read_dataset_with_context(path: Path, *, today: date) -> Dataset:
    """Read a zone file for checking, with the known counties and lines around it.

    Raises
    ------
    InputError
        When the file is not a GeoJSON FeatureCollection.
    """
    return add_context(read_dataset(path, today=today), path)


def add_context(dataset: Dataset, path: Path) -> Dataset:
    """Return a dataset with what is beside its file: counties and lines, figures by road, facts.

    Parameters
    ----------
    dataset : Dataset
        Without them.
    path : Path
        Of its file, beside which they are looked for first.

    Raises
    ------
    InputError
        When they can't be read.
    """
    shapes = [item.shape for item in dataset.items if item.shape is not None]
    bounds = [make_box(make_bbox([each])) for shape in shapes for each in (shape, swap_axes(shape))]
    context = read_context(path, gpd.GeoSeries(bounds))
    roads = read_road_state(path, dataset.collection)
    return replace(dataset, context=context, roads=roads, facts=read_fact_state(path))


def run_checks(dataset: Dataset) -> list[Finding]:
    """Return the findings of every check, by severity, then in the order of `CHECKS`.

    At most `MAX_FINDINGS` of a rule; the others are counted.

    Raises
    ------
    InputError
        When outlines cross each other too often to be checked (`MOST_MEETINGS`).
    """
    refuse_tangled(dataset)
    findings = _limit_findings(finding for check in CHECKS for finding in check(dataset))
    findings = _correct_fixes(findings, dataset)
    if not has_errors(findings):
        findings += _find_refusal(dataset)
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def _limit_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return the first findings of each rule, and how many more there are of it."""
    counts: Counter[str] = Counter()
    kept = []
    for finding in findings:
        counts[finding.rule] += 1
        kept += [finding] if counts[finding.rule] <= MAX_FINDINGS else []
    for rule, count in counts.items():
        if count > MAX_FINDINGS:
            values = {"rule": Phrase(rule, {}), "count": count - MAX_FINDINGS}
            kept.append(Finding("more-findings", values=values))
    return kept


def _correct_fixes(findings: Sequence[Finding], dataset: Dataset) -> list[Finding]:
    """Return the findings, the repair proposed only for what it does away with in this file."""
    rules = {each.rule for each in findings if RULES[each.rule].fix == FIX_BY_REPAIR}
    if not rules:
        return [*findings]
    collection, _ = repair_dataset(dataset)
    repaired = make_dataset(
        collection, name=dataset.name, today=dataset.today, context=dataset.context
    )
    repaired = replace(repaired, is_geojson=dataset.is_geojson)
    again = (finding for check in _REPAIRED for finding in check(repaired))
    left = {_mark_finding(each) for each in again} & {_mark_finding(each) for each in findings}
    own = {"fix": Phrase(FIX_BY_REDRAWING, {})}
    return [
        replace(each, values={**each.values, **own})
        if each.rule in rules and _mark_finding(each) in left
        else each
        for each in findings
    ]


def _mark_finding(finding: Finding) -> tuple[str, str | None, int | None]:
    """Return the rule and the feature of a finding, told from others of the same id."""
    return finding.rule, finding.part, getattr(finding.part, "number", None)


def _find_refusal(dataset: Dataset) -> list[Finding]:
    """Return why `read_zone` would refuse the file though no check found an error."""
    try:
        read_parts(dataset.collection, name=dataset.name)
        read_sources(dataset.collection, name=dataset.name)
    except InputError as error:
        return [Finding("refused", values={"reason": error.phrase})]
    return []


def has_errors(findings: Sequence[Finding]) -> bool:
    """Return whether any finding is of severity `error`."""
    return any(finding.severity == "error" for finding in findings)
