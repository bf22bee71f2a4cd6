"""The room of a page between head and foot, and what map, key and panel take of it."""

from dataclasses import dataclass, replace

from maps.figure.key import note_height
from maps.figure.page import MARGIN_EM, PANEL_EM, SECOND_EM, Box, Page
from maps.figure.panel_style import PanelStyle, Words

TICKS_EM, GUTTER_EM = 1.7, 1.6
_KEY_SHARE = 0.52
_LEAST_MAP_SHARE = 0.36  # of the height of a page with a panel below the map
_LEAST_ASIDE, _LEAST_HIGH = 0.4, 0.3  # of a page's width beside a panel; a map's height by width
_SLIM, _LEAST_SHARE = 0.22, 0.4  # the least height of a map by its width, without a key and with


@dataclass(frozen=True)
class Room:
    """What of the page is free, and who takes how much of it; points of the page.

    Attributes
    ----------
    top, bottom : float
        The y below the head and above the foot.
    panel_height : float
        Of a panel below the map.
    key_height : float
        Of the key.
    has_wide_key : bool
        Whether the key is below a side panel too.
    columns : int
        Of a panel beside the map.
    """

    page: Page
    top: float
    bottom: float
    panel_height: float
    key_height: float = 0.0
    has_wide_key: bool = False
    columns: int = 1

    def lay_out(self) -> tuple[Box, Box, Box]:
        """Return the boxes of the map, of the key below it, and of the panel."""
        em, page = self.page.em, self.page
        left, right = (MARGIN_EM + TICKS_EM) * em, page.width - MARGIN_EM * em
        low, edge = self.bottom, right
        if page.has_side_panel:
            aside = (PANEL_EM + (self.columns - 1) * SECOND_EM) * em
            split = right - aside
            taken = self.key_height + GUTTER_EM * em if self.has_wide_key else 0.0
            panel = (split, self.top, aside, low - taken - self.top)
            edge = split - GUTTER_EM * em
        else:
            low -= self.panel_height
            panel = (MARGIN_EM * em, low, right - MARGIN_EM * em, self.panel_height)
            low -= (GUTTER_EM if self.panel_height else 0.0) * em
        key_right = right if self.has_wide_key else edge
        key = (left, low - self.key_height + 0.3 * em, key_right - left, self.key_height)
        high = max(self.map_height, _SLIM * (edge - left))
        return (left, self.top, edge - left, high), key, panel

    @property
    def map_height(self) -> float:
        """The height that is left for the map, points; negative where it is less than none."""
        em = self.page.em
        taken = self.key_height + TICKS_EM * em
        if not self.page.has_side_panel:
            taken += self.panel_height + (GUTTER_EM if self.panel_height else 0.0) * em
        return self.bottom - self.top - taken

    @property
    def is_wide(self) -> bool:
        """Whether columns beside the map leave it enough of the page's width."""
        return self.columns == 1 or self.lay_out()[0][2] >= _LEAST_ASIDE * self.page.width

    def fits(self, style: PanelStyle, used: float) -> bool:
        """Return whether a panel of this height, points, leaves the map its share of the page."""
        map_box, _, panel = self.lay_out()
        if style.words is Words.SCALE:
            return True
        if style.is_beside:
            return used <= panel[3]
        least = max(_LEAST_MAP_SHARE * self.page.height, _LEAST_HIGH * map_box[2])
        return self.map_height > least

    @property
    def most_key_height(self) -> float:
        """The height of a key that leaves the map enough of the page, points."""
        _, _, width, height = replace(self, key_height=0.0).lay_out()[0]
        share = _KEY_SHARE * (self.bottom - self.top)
        return max(note_height(self.page), min(share, height - _LEAST_SHARE * width))
