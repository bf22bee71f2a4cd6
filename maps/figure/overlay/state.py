"""The state of the map in an address: the view, the selected part, and what the tools drew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from geo.errors import N_, InputError, quote_value
from geo.zone import Zone
from maps.figure.bounds import Bounds
from maps.figure.options import VIEWS
from maps.figure.overlay.fragment import read_view, split_fragment
from maps.figure.overlay.marks import MARK_PARAMETERS, Marks, parse_marks
from maps.figure.overlay.model import AddedShape
from maps.figure.overlay.packed import unpack_shapes
from maps.i18n import LANGUAGES

MAX_STATE = 9_000  # characters: of a link with shapes, and of the view
_SHOWN = ("view", "bounds", "part", "parts", "plots", *MARK_PARAMETERS)
# What addresses of the site have besides, and no page shows.
LEFT_OUT = ("background",)
KNOWN = (*_SHOWN, "lang", "drawn", *LEFT_OUT)
_UNREADABLE = N_(
    "The state %(value)s can't be read. Use an address of the map, or what follows its `#`, such "
    "as %(example)s."
)
_EXAMPLE = "bounds=28.7,105.2,29.2,105.7&ask=28.9,105.46"


@dataclass(frozen=True, kw_only=True)
class MapState:
    """What an address says that the map shows.

    Attributes
    ----------
    address : str
        The whole address, which brings the view back; empty for a state without one.
    lang : str or None
    view : str
        `zone` or `region`.
    parts : tuple of str
        Ids of the parts that an embedded map is of; empty means all.
    selected : str or None
        Id of the part that is selected.
    bounds : Bounds or None
        Of a view that somebody moved to.
    marks : Marks
    shapes : tuple of AddedShape
        That the address itself has.
    left_out : tuple of str
        Which of `LEFT_OUT` the address has.
    """

    address: str = ""
    lang: str | None = None
    view: str = VIEWS[0]
    parts: tuple[str, ...] = ()
    selected: str | None = None
    bounds: Bounds | None = None
    marks: Marks = field(default_factory=Marks)
    shapes: tuple[AddedShape, ...] = ()
    left_out: tuple[str, ...] = ()


def parse_state(text: str, zone: Zone) -> MapState:
    """Return the state in an address of the map or of an embedded one, or in its fragment.

    The fragment outweighs the query. Parameters that the map doesn't know are taken for those of
    others in an address, and refused without one.

    Raises
    ------
    InputError
        When it can't be read.
    UnknownIdError
        When it names a part that there is not.
    """
    plain = text.strip()
    if not plain or len(plain) > MAX_STATE or not plain.isprintable():
        raise _refuse(text)
    view, values, is_address = _split_state(plain)
    unknown = [key for key in values if key not in KNOWN]
    if not is_address and (unknown or not (view or values)):
        raise _refuse(text)
    if view is None and "bounds" in values:
        view = f"bounds={values['bounds']}"
    bounds = None if view is None else read_view(view)
    if view is not None and bounds is None:
        raise _refuse(view)
    return _make_state(values, zone, bounds, address=plain if is_whole_address(plain) else "")


def is_whole_address(text: str) -> bool:
    """Return whether a text is an address with its host."""
    return text.lower().startswith(("http://", "https://"))


def _refuse(text: str) -> InputError:
    return InputError(_UNREADABLE, value=quote_value(text), example=_EXAMPLE)


def _split_state(text: str) -> tuple[str | None, dict[str, str], bool]:
    """Return the view, the values by key, and whether it is an address."""
    if not (is_whole_address(text) or text.startswith("/")):
        return (*split_fragment(text.removeprefix("?")), False)
    try:
        split = urlsplit(text)
    except ValueError:
        raise _refuse(text) from None
    query = dict(parse_qsl(split.query, keep_blank_values=True))
    fragment = split_fragment(split.fragment)
    return fragment.view, {**_read_path(split.path), **query, **fragment.values}, True


def _read_path(path: str) -> dict[str, str]:
    """Return the selected part in the path of a part's own page."""
    _before, found, part_id = path.rpartition("/parts/")
    return {"part": unquote(part_id)} if found and part_id and "/" not in part_id else {}


def _make_state(
    values: Mapping[str, str], zone: Zone, bounds: Bounds | None, *, address: str
) -> MapState:
    parts = tuple(dict.fromkeys(filter(None, values.get("parts", "").split(","))))
    selected = values.get("part") or None
    for part_id in (*parts, *([selected] if selected else ())):
        zone.part(part_id)
    return MapState(
        address=address,
        lang=_read_choice(values, "lang", tuple(LANGUAGES)),
        view=_read_choice(values, "view", VIEWS) or VIEWS[0],
        parts=parts,
        selected=selected,
        bounds=bounds,
        marks=parse_marks(values, zone, part=selected),
        shapes=unpack_shapes(values["plots"]) if values.get("plots") else (),
        left_out=tuple(key for key in LEFT_OUT if values.get(key)),
    )


def _read_choice(values: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str | None:
    value = values.get(name)
    if value is not None and value not in allowed:
        raise InputError(
            N_("%(name)s is %(value)s. Use one of %(choices)s."),
            name=name,
            value=quote_value(value),
            choices=allowed,
        )
    return value
