"""How much of one file is measured at a time, and the sentence for what is more."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import shapely

from geo.arrays import Shapes
from geo.errors import N_, InputError, file_label
from geo.io.shell_words import quote_path
from geo.reading.feature_count import find_crowded
from geo.reading.layer import ReadOptions

TOO_MANY_FEATURES = N_(
    "%(name)s has more than %(most)s features. Measure it with `zonemap %(command)s %(path)s -o "
    "result.csv`, or send fewer at a time."
)
TOO_MANY_VERTICES = N_(
    "%(name)s has more than %(most)s vertices. Measure it with `zonemap %(command)s %(path)s -o "
    "result.csv`, or simplify it."
)


@dataclass(frozen=True)
class PlotBudget:
    """The most that one layer may have.

    Attributes
    ----------
    features, vertices : int
    """

    features: int = 20_000
    vertices: int = 2_000_000


class BudgetMeter:
    """Counts what is read of a layer, and refuses what is too much.

    Parameters
    ----------
    budget : PlotBudget
    name : str
        The file's.
    """

    def __init__(self, budget: PlotBudget, name: str) -> None:
        self._budget, self._name = budget, name
        self._features = self._vertices = 0

    def count(self, shapes: Shapes, *, others: int = 0) -> None:
        """Count shapes (any CRS and unit, None where missing), and `others` that are unusable.

        Raises
        ------
        InputError
            When there are too many; it names the command that measures them.
        """
        self._features += len(shapes) + others
        self._vertices += int(shapely.get_num_coordinates(shapes).sum())
        if self._features > self._budget.features:
            self._refuse(TOO_MANY_FEATURES, self._budget.features, shapes)
        if self._vertices > self._budget.vertices:
            self._refuse(TOO_MANY_VERTICES, self._budget.vertices, shapes)

    def _refuse(self, sentence: str, most: int, shapes: Shapes) -> None:
        command = name_command(shapely.get_type_id(shapes).tolist())
        _refuse_crowd(sentence, most, command, name=self._name)


def refuse_crowded_file(path: Path, options: ReadOptions, budget: PlotBudget) -> None:
    """Refuse a file with too many features before they are read, where that can be seen.

    Raises
    ------
    InputError
        When there are too many, or the file can't be opened.
    """
    found = find_crowded(path, options, budget.features)
    if found is not None:
        command = "locate" if found.has_points else "measure"
        _refuse_crowd(TOO_MANY_FEATURES, budget.features, command, name=path.name)


def _refuse_crowd(sentence: str, most: int, command: str, *, name: str) -> NoReturn:
    label = file_label(name)
    raise InputError(sentence, name=label, path=quote_path(name), most=f"{most:,}", command=command)


def name_command(kinds: Sequence[int]) -> str:
    """Return the command that measures shapes of these kinds (`shapely.get_type_id`).

    >>> name_command([0, 0, 3]), name_command([6])
    ('locate', 'measure')
    """
    return "locate" if 2 * sum(each == 0 for each in kinds) > len(kinds) else "measure"
