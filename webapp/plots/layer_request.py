"""What is asked of one layer: its files, how to read them, and how much may be read."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from geo.reading.layer import ReadOptions
from webapp.plots.budget import PlotBudget
from webapp.plots.groups import FileGroup


@dataclass(frozen=True)
class LayerRequest:
    """What is asked of one layer.

    Attributes
    ----------
    group : FileGroup
        Its files.
    options : ReadOptions
    budget : PlotBudget
        The most features and vertices that it may have.
    said : collection of str
        The parameters that the request has: what they answer is not asked again.
    lang : str
        The language's code.
    roads : Path or None
        The folder of routing tiles, for ways by road.
    is_outline : bool
        Whether points that may be the corners of one plot are.
    """

    group: FileGroup
    options: ReadOptions
    budget: PlotBudget
    said: Collection[str]
    lang: str
    roads: Path | None = None
    is_outline: bool = False

    @property
    def path(self) -> Path:
        """Of the file with the shapes."""
        return self.group.main

    @property
    def is_wrapped(self) -> bool:
        """Whether longitudes beyond 180 are reduced by 360."""
        return "wrap" in self.said
