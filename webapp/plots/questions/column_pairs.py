"""Which two columns of a table could be longitude and latitude: tried on its first rows."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.io.temporary import temporary_folder
from geo.reading.layer import ReadOptions
from webapp.plots.budget import PlotBudget
from webapp.plots.plot_file import read_plot_file
from webapp.plots.questions.previews import draw_preview

_MAX_LINES = 60
_MAX_TRIED = 8  # columns
_MAX_HEADINGS = 6_000  # of all attempts together, each of which reads all headings: 0.1 ms each
_MAX_BYTES = 2**20  # of a workbook, which is read whole


def find_column_pairs(
    path: Path, names: Sequence[str], options: ReadOptions, budget: PlotBudget
) -> list[tuple[str, str, Any]]:
    """Return pairs of columns that read as points, each with a preview; the fullest first.

    Parameters
    ----------
    path : Path
        Of a table.
    names : sequence of str
        Of its columns; the first ones are tried, fewer where there are hundreds.
    options : ReadOptions
    budget : PlotBudget
    """
    found = []
    with temporary_folder() as folder:
        sample = _take_sample(path, Path(folder))
        for lon, lat in permutations(names[: _count_tried(len(names))], 2):
            if sample is None:
                break
            count, preview = _try_pair(sample, replace(options, lon=lon, lat=lat), budget)
            if count:
                found.append((count, lon, lat, preview))
    most = max((count for count, *_ in found), default=0)
    found = [each for each in found if 2 * each[0] > most]
    return [each[1:] for each in sorted(found, key=lambda each: -each[0])]


def _count_tried(columns: int) -> int:
    fits = [n for n in range(2, _MAX_TRIED + 1) if n * (n - 1) * columns <= _MAX_HEADINGS]
    return max(fits, default=2)


def _take_sample(path: Path, folder: Path) -> Path | None:
    """Return a file with the first lines of a text, or the workbook itself, if it is small."""
    if path.suffix.lower() == ".xlsx":
        return path if path.stat().st_size <= _MAX_BYTES else None
    sample = folder / path.name
    with path.open("rb") as source:
        sample.write_bytes(
            b"".join(line for line, _ in zip(source, range(_MAX_LINES), strict=False))
        )
    return sample


def _try_pair(path: Path, options: ReadOptions, budget: PlotBudget) -> tuple[int, Any]:
    try:
        shapes = read_plot_file(path, options, budget).shapes
    except InputError:
        return 0, None
    return len(shapes), draw_preview(shapes)
