"""Quality checks of a boundary file: rules, checks, and repair of what can be repaired."""

from geo.quality.checks import (
    CHECKS,
    add_context,
    check_file,
    has_errors,
    read_dataset_with_context,
    run_checks,
)
from geo.quality.dataset import Dataset, make_dataset, read_dataset
from geo.quality.rules import COLUMNS, RULES, SEVERITIES, Finding, to_row

__all__ = (
    "CHECKS",
    "COLUMNS",
    "RULES",
    "SEVERITIES",
    "Dataset",
    "Finding",
    "add_context",
    "check_file",
    "has_errors",
    "make_dataset",
    "read_dataset",
    "read_dataset_with_context",
    "run_checks",
    "to_row",
)
