"""The options of a figure or a document, parsed and checked in one place."""

import math
import re
from dataclasses import dataclass, field

import geopandas as gpd

from geo.errors import N_, InputError, quote_value
from geo.zone import Zone
from maps.figure.bounds import Bounds, check_figure_bounds, parse_bounds
from maps.figure.overlay.model import Overlay
from maps.figure.page_size import MM_PER_INCH, SIZES_MM, is_in_pixels, parse_size
from maps.i18n import BOTH, LANGUAGES, resolve_languages

VIEWS = ("zone", "region")
TEXTS = ("text", "outlines")
SIDE_RANGE_MM = (60.0, 1200.0)
MAX_ASPECT = 3.0
DPI_RANGE = (50, 600)
MAX_PIXELS = 80_000_000
MAX_PARTS = 50
MAX_TITLE = 10_000


@dataclass(frozen=True, kw_only=True)
class FigureOptions:
    """What to draw, and how large.

    Every value of this class can be drawn, except as a PNG of too many pixels (`check_pixels`).

    Attributes
    ----------
    parts : tuple of str
        Ids of the parts to draw; empty means all.
    around : tuple of str
        Ids of parts that are drawn beside those, as far as they are on the map of those.
    view : str
        `zone` (the parts fill the map) or `region` (the zone among the reference cities).
    lang : str
        `en`, `zh` or `both`.
    width_mm, height_mm : float
        Size of the page in millimetres.
    dpi : int
        Dots per inch of a PNG.
    title : str or None
        Shown instead of the zone's name; empty is no title.
    bounds : Bounds or None
        What the map shows at least, in place of all the parts.
    embedded : bool
        Whether the figure is part of a document that has title, warning and sources, so that the
        figure has none of them, and larger text.
    text : str
        What the words of an SVG are: `text`, or `outlines` (look the same in every program).
    crs : str or None
        What a file of data is to be in (`maps.export.crs`); no figure depends on it.
    roads : str or None
        What is drawn by road: `areas`, or the way to the place of this id.
    overlay : Overlay
        What a figure shows over the zone: marks of the tools, added shapes.
    is_dpi_fixed : bool
        Whether fewer dots per inch are no way to fewer pixels: the size is in pixels, or who asks
        has no choice.

    Raises
    ------
    InputError
        When a value is unknown or out of bounds.
    """

    parts: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    view: str = "zone"
    lang: str = "en"
    width_mm: float = SIZES_MM["a4"][0]
    height_mm: float = SIZES_MM["a4"][1]
    dpi: int = 200
    title: str | None = None
    bounds: Bounds | None = None
    embedded: bool = False
    text: str = TEXTS[0]
    crs: str | None = None
    roads: str | None = None
    overlay: Overlay = field(default_factory=Overlay)
    is_dpi_fixed: bool = False

    def __post_init__(self) -> None:
        _check_word("view", self.view, VIEWS)
        _check_word("lang", self.lang, (*LANGUAGES, BOTH))
        _check_word("text", self.text, TEXTS)
        _check_size(self.width_mm, self.height_mm)
        _check_dpi(self.dpi)
        if self.bounds is not None:
            check_figure_bounds(self.bounds)
        if len(self.parts) > MAX_PARTS or len(set(self.parts)) < len(self.parts):
            raise InputError(
                N_("A part is named twice, or there are more than %(most)s. Name each part once."),
                most=MAX_PARTS,
            )
        if len(self.title or "") > MAX_TITLE:
            said = N_("The title is longer than %(most)s characters. Shorten it.")
            raise InputError(said, most=MAX_TITLE)

    def check_pixels(self, most: int = MAX_PIXELS) -> None:
        """Raise InputError when a PNG of this size would have more than `most` pixels."""
        pixels = self.width_mm * self.height_mm * (self.dpi / MM_PER_INCH) ** 2
        if pixels > most and self.is_dpi_fixed:
            raise InputError(
                N_(
                    "The image would have %(value)s million pixels; the limit is %(most)s. Use a "
                    "smaller size."
                ),
                value=f"{pixels / 1000000.0:.0f}",
                most=f"{most / 1000000.0:.0f}",
            )
        if pixels > most:
            raise InputError(
                N_(
                    "The image would have %(value)s million pixels; the limit is %(most)s. "
                    "Use at most %(dpi)s dpi, or a smaller size."
                ),
                dpi=int(MM_PER_INCH * math.sqrt(most / (self.width_mm * self.height_mm))),
                value=f"{pixels / 1000000.0:.0f}",
                most=f"{most / 1000000.0:.0f}",
            )

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages to write in, the leading one first."""
        return resolve_languages(self.lang)


def _check_word(what: str, word: str, allowed: tuple[str, ...]) -> None:
    if word not in allowed:
        raise InputError(
            N_("Unknown value for %(what)s: %(word)s. Use one of %(choices)s."),
            what=what,
            word=quote_value(word),
            choices=allowed,
        )


def _check_size(width_mm: float, height_mm: float) -> None:
    low, high = SIDE_RANGE_MM
    if not all(math.isfinite(side) and low <= side <= high for side in (width_mm, height_mm)):
        raise InputError(
            N_("A figure's sides must be %(low)s to %(high)s mm long. Choose another size."),
            low=f"{low:g}",
            high=f"{high:g}",
        )
    if max(width_mm, height_mm) > MAX_ASPECT * min(width_mm, height_mm):
        raise InputError(
            N_("One side may be at most %(most)s times the other. Choose another size."),
            most=f"{MAX_ASPECT:g}",
        )


def _check_pixels_of_sides(width_mm: float, height_mm: float, dpi: int) -> None:
    """Raise InputError for a size in pixels whose sides are too short or too long, in pixels."""
    low, high = SIDE_RANGE_MM
    if not all(low <= side <= high for side in (width_mm, height_mm)):
        raise InputError(
            N_(
                "At %(dpi)s dpi a figure's sides must be %(low)s to %(high)s pixels long. Choose "
                "another size."
            ),
            dpi=dpi,
            low=math.ceil(low / MM_PER_INCH * dpi),
            high=math.floor(high / MM_PER_INCH * dpi),
        )


def _check_dpi(dpi: int) -> None:
    if not DPI_RANGE[0] <= dpi <= DPI_RANGE[1]:
        raise _refuse_dpi(dpi)


def _refuse_dpi(value: object) -> InputError:
    low, high = DPI_RANGE
    said = N_("dpi must be a whole number from %(low)s to %(high)s; it is %(value)s.")
    return InputError(said, low=low, high=high, value=quote_value(value))


def parse_dpi(text: str) -> int:
    """Return the dots per inch in `text`; raise InputError when it is no whole number."""
    if not re.fullmatch(r"\d{1,5}", text.strip(), re.ASCII):
        raise _refuse_dpi(text)
    return int(text)


def parse_options(
    *,
    parts: tuple[str, ...] = (),
    view: str = "zone",
    lang: str = "en",
    size: str = "a4",
    dpi: str = "200",
    title: str | None = None,
    bounds: str | None = None,
    text: str = TEXTS[0],
    crs: str | None = None,
    roads: str | None = None,
) -> FigureOptions:
    """Return the options given as texts on a command line or in a query.

    Raises
    ------
    InputError
        When a value can't be used; it names the first one.
    """
    dots = parse_dpi(dpi)
    width_mm, height_mm = parse_size(size, dots)
    if is_in_pixels(size):
        _check_pixels_of_sides(width_mm, height_mm, dots)
    return FigureOptions(
        parts=parts,
        view=view,
        lang=lang,
        width_mm=width_mm,
        height_mm=height_mm,
        dpi=dots,
        title=title,
        bounds=None if bounds is None else parse_bounds(bounds),
        text=text,
        crs=crs or None,
        roads=roads or None,
        is_dpi_fixed=is_in_pixels(size),
    )


def select_parts(zone: Zone, options: FigureOptions) -> gpd.GeoDataFrame:
    """Return the parts that are shown; raise UnknownIdError for an unknown id."""
    for part_id in options.parts:
        zone.part(part_id)
    return zone.parts.loc[list(options.parts)] if options.parts else zone.parts


def select_drawn_parts(zone: Zone, options: FigureOptions) -> gpd.GeoDataFrame:
    """Return the parts that are shown, then those around them; raise UnknownIdError as above."""
    shown = select_parts(zone, options)
    around = [key for key in options.around if key not in shown.index]
    return zone.parts.loc[[*shown.index, *around]] if around else shown
