"""What a page shows over the zone, and says of itself."""

from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry as Geometry

from geo.errors import N_, InputError
from maps.figure.overlay.marks import Marks

MAX_NOTE = 1_000
MAX_ADDRESS_BYTES = 400  # of a code that a phone reads from paper


@dataclass(frozen=True)
class AddedShape:
    """A plot, line or site that a person added to the map.

    Attributes
    ----------
    name : str
        Empty where it has none.
    shape : Geometry
        Point, line or polygon; WGS 84 longitude and latitude, degrees.
    layer : int
        Which layer it is of, counted from 0: each has a colour.
    is_drawn : bool
        Whether it was drawn on the map, which named it where nobody did.
    stated : tuple of (str, str, str)
        A language's code, the area that its file states, and what the measured one differs by:
        words, in each language.
    """

    name: str
    shape: Geometry
    layer: int = 0
    is_drawn: bool = False
    stated: tuple[tuple[str, str, str], ...] = ()

    def tell_stated(self, lang: str) -> tuple[str, str]:
        """Return the stated area and the difference in a language; empty where none is stated."""
        return next(((area, by) for code, area, by in self.stated if code == lang), ("", ""))


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """What a page shows over the zone, and says of itself; by default nothing.

    Attributes
    ----------
    marks : Marks
        Of the tools.
    selected : str or None
        Id of the part that is emphasised, with its position uncertainty.
    shapes : tuple of AddedShape
    note : str
        A text for the foot of the page.
    address : str
        What a QR code on the page leads to; empty for none.
    is_partly_addressed : bool
        Whether shapes were added that the address does not bring back.

    Raises
    ------
    InputError
        When the note is too long.
    """

    marks: Marks = field(default_factory=Marks)
    selected: str | None = None
    shapes: tuple[AddedShape, ...] = ()
    note: str = ""
    address: str = ""
    is_partly_addressed: bool = False

    def __post_init__(self) -> None:
        if len(self.note) > MAX_NOTE:
            raise InputError(
                N_("The note is longer than %(most)s characters. Shorten it."), most=MAX_NOTE
            )


def fits_code(address: str) -> bool:
    """Return whether an address is short enough for a QR code."""
    return 0 < len(address.encode()) <= MAX_ADDRESS_BYTES
