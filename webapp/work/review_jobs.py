"""The jobs of `/quality` and `/changes`: what is found in a file, and what has changed.

Libraries are imported when a job first needs them, as in `webapp.work.jobs`.
"""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import N_, Phrase
from geo.measured import Measured
from geo.reading.layer import ReadOptions
from maps.i18n import translate_phrase
from webapp.http.option_rewording import name_controls, reword_options_within
from webapp.serialize import Names, map_names

if TYPE_CHECKING:
    from geo.quality import Dataset, Finding
    from geo.zone import Zone

Steps = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What `/quality` or `/changes` shows.

    Attributes
    ----------
    name : str
        Of the file.
    view : dict
        As the page's template takes it; empty where rows were asked for.
    rows : list of dict
        Empty where the page was asked for.
    columns : list of str
        Of the rows.
    named : mapping
        Names by id, for the columns of ids (`webapp.serialize.add_names`).
    steps : list of list of str
        How an uploaded file was read, in the reader's language; steps of one kind are together.
    """

    name: str
    view: dict[str, Any]
    rows: list[dict[str, Any]]
    columns: list[str]
    steps: list[list[str]]
    named: Mapping[str, Names] = field(default_factory=dict)


def review_quality(
    measured: Measured,
    path: Path | None,
    options: ReadOptions,
    today: date,
    *,
    name: str,
    lang: str,
    as_page: bool,
) -> Review:
    """Return the findings in an uploaded file, or in the zone being served where `path` is None.

    Raises
    ------
    InputError
        When the file can't be read.
    """
    from geo.importing import read_any_dataset  # noqa: PLC0415
    from geo.quality import COLUMNS, run_checks  # noqa: PLC0415
    from maps.documents.review import (  # noqa: PLC0415
        make_quality_rows,
        make_quality_view,
        map_item_names,
    )
    from webapp.plots.line_file import open_line_file  # noqa: PLC0415

    steps: Steps = ()
    if path is None:
        dataset = _make_served_dataset(measured.zone, today, name=name)
    else:
        with open_line_file(path, replace(options, near=measured.extent)) as lines:
            dataset, steps = read_any_dataset(lines.path, lines.options, today=today)
        steps = (*lines.told, *steps)
    findings = run_checks(dataset)
    if as_page:
        shown = findings if path is None else [_fit_fix(each, dataset.name) for each in findings]
        view = name_controls(make_quality_view(shown, dataset, lang), lang)
        return Review(dataset.name, view, [], [], _translate(steps, lang))
    rows = reword_options_within(make_quality_rows(findings, lang))
    named = {"part": map_item_names(dataset, lang)}
    return Review(dataset.name, {}, rows, [*COLUMNS], [], named)


def _fit_fix(finding: "Finding", name: str) -> "Finding":
    """Return a finding about an uploaded file with the page's own way to repair it, if it has one.

    A file with swapped axes can't be made boundaries there: the command is said with its name.
    """
    from geo.quality.rules import FIX_BY_REPAIR  # noqa: PLC0415

    if finding.fix_phrase.text != FIX_BY_REPAIR:
        return finding
    if finding.rule == "swapped-axes":
        said = N_("Run `zonemap check %(source)s --repair -o %(output)s`.")
        output = shlex.quote(f"repaired-{Path(name).stem}.geojson")
        fix = Phrase(said, {"source": shlex.quote(name), "output": output})
    else:
        said = N_("Add the file to the map and choose “Use as boundaries”, which repairs it.")
        fix = Phrase(said, {})
    return replace(finding, values={**finding.values, "fix": fix})


def _make_served_dataset(zone: "Zone", today: date, *, name: str) -> "Dataset":
    """Return the zone as it was read: its file may be another one by now."""
    from geo.io.geojson import parse_collection  # noqa: PLC0415
    from geo.quality import make_dataset  # noqa: PLC0415

    collection = parse_collection(zone.data, name=name)
    return make_dataset(
        collection, name=name, today=today, context=zone.context, sha256=zone.sha256
    )


def review_changes(
    measured: Measured, other: "Path | Zone", options: ReadOptions, *, lang: str, as_page: bool
) -> Review:
    """Return the changes to an uploaded file, or from an earlier version of the zone.

    Raises
    ------
    InputError
        When the file can't be read.
    """
    from geo.diff import compare_zones, to_rows  # noqa: PLC0415
    from geo.importing import read_any_zone  # noqa: PLC0415
    from maps.documents.review import make_changes_view  # noqa: PLC0415

    if isinstance(other, Path):
        new, steps = read_any_zone(other, replace(options, near=measured.extent))
        old = measured.zone
    else:
        (old, new), steps = (other, measured.zone), ()
    changes = compare_zones(old, new)
    if as_page:
        view = make_changes_view(changes, old, new, lang)
        return Review("", view, [], [], _translate(steps, lang))
    rows = to_rows(changes)
    return Review("", {}, rows, list(rows[0]), [], {"old_id": map_names(old.parts)})


def _translate(steps: Sequence[Phrase], lang: str) -> list[list[str]]:
    kinds: dict[str, list[str]] = {}
    for step in steps:
        kinds.setdefault(step.text, []).append(name_controls(translate_phrase(step, lang), lang))
    return list(kinds.values())
