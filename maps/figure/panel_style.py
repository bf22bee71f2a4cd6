"""Panels to try on a page: where one stands, and how much it says."""

from dataclasses import dataclass
from enum import IntEnum

from maps.figure.page import Page


class Words(IntEnum):
    """What a panel says, from most to least."""

    FULL = 0  # legend with notes, scale bar, projection and inset
    ROWS = 1  # the same rows, close together, without an inset
    KEY = 2  # in each language what is of the zone, the schematic outlines in brief, scale bar
    ONE_LANGUAGE = 3  # the same in the leading language
    PARTS = 4  # what the colours and dashes of the parts mean, in each language, and scale bar
    SCALE = 5  # scale bar, and what dashes mean


@dataclass(frozen=True)
class PanelStyle:
    """A panel to try.

    Attributes
    ----------
    is_beside : bool
        Whether it is beside the map, not below.
    columns : int
        In how many columns its rows flow.
    words : Words
    """

    is_beside: bool
    columns: int
    words: Words

    @property
    def flows(self) -> bool:
        """Whether rows go on in the next column where one is full."""
        return self.words not in {Words.FULL, Words.SCALE} and self.columns > 1

    def choose_langs(self, langs: tuple[str, ...]) -> tuple[str, ...]:
        """Return the languages that the panel is in, of those of the figure."""
        return langs[:1] if self.words is Words.ONE_LANGUAGE else langs


def list_styles(page: Page) -> list[PanelStyle]:
    """Return the panels to try on a page, the fullest first.

    What the base map has leaves a panel before a language does, and what dashes of an outline mean
    never leaves it.
    """
    low = [
        PanelStyle(is_beside=False, columns=page.panel_columns, words=words)
        for words in (Words.FULL, Words.ROWS, Words.KEY, Words.ONE_LANGUAGE, Words.SCALE)
    ]
    if not page.has_side_panel:
        return low
    sides = [(1, Words.FULL), (1, Words.ROWS), (2, Words.ROWS), (1, Words.KEY), (2, Words.KEY)]
    beside = [PanelStyle(is_beside=True, columns=count, words=words) for count, words in sides]
    one, parts = (
        PanelStyle(is_beside=True, columns=1, words=words)
        for words in (Words.ONE_LANGUAGE, Words.PARTS)
    )
    return [*beside, low[2], one, low[3], parts, low[-1]]
