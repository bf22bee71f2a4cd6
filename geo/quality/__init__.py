"""Is a boundary file fit for use? One small check a rule; all of them run, none stops another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas as gpd

from geo import schema
from geo.errors import InputError
from geo.geodesy.antimeridian import make_bbox, make_box
from geo.io.companions import read_context
from geo.io.geojson import read_features
from geo.quality import attribute_checks, outline_checks, topology_checks
from geo.quality.dataset import Dataset, make_dataset, read_dataset, swap_axes
from geo.quality.rules import COLUMNS, RULES, SEVERITIES, Finding, to_row

__all__ = (
    "CHECKS",
    "COLUMNS",
    "RULES",
    "SEVERITIES",
    "Dataset",
    "Finding",
    "check_file",
    "has_errors",
    "make_dataset",
    "read_dataset",
    "read_dataset_with_context",
    "run_checks",
    "to_row",
)

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
)


def check_file(path: Path, *, today: date) -> list[Finding]:
    """Return every finding about a zone file, the gravest first.

    Raises
    ------
    InputError
        When the file is no GeoJSON FeatureCollection at all.
    """
    return run_checks(read_dataset_with_context(path, today=today))


def read_dataset_with_context(path: Path, *, today: date) -> Dataset:
    """Read a zone file for checking, with the counties and lines known around it."""
    subject = read_dataset(path, today=today)
    shapes = [item.shape for item in subject.items if item.shape is not None]
    bounds = [make_box(make_bbox([each])) for shape in shapes for each in (shape, swap_axes(shape))]
    return replace(subject, context=read_context(path, gpd.GeoSeries(bounds)))


def run_checks(subject: Dataset) -> list[Finding]:
    """Return every finding of every check, the gravest first, else in the order of `CHECKS`."""
    found = [problem for check in CHECKS for problem in check(subject)]
    if not has_errors(found):
        found += _find_refusal(subject)
    return sorted(found, key=lambda problem: SEVERITIES.index(problem.severity))


def _find_refusal(subject: Dataset) -> list[Finding]:
    """Return why the file would be refused though no check found an error."""
    try:
        parts: gpd.GeoDataFrame = read_features(
            subject.collection["features"], schema.PART_FIELDS, name=subject.name
        )
    except InputError as error:
        return [Finding("refused", values={"reason": str(error).rstrip(".")})]
    empty = {"reason": f"{subject.name} has no features"}
    return [Finding("refused", values=empty)] if parts.empty else []


def has_errors(problems: Sequence[Finding]) -> bool:
    """Return whether any finding is an error."""
    return any(problem.severity == "error" for problem in problems)
