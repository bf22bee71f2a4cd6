"""Pasted lines of which each is one position, with or without a name: a link, or coordinates."""

import json
from collections.abc import Mapping, Sequence

import numpy as np

from geo.errors import N_, InputError, Phrase, quote_value
from geo.geodesy.datum import convert_datum
from geo.lookup.coordinate_text import LatLon, Position, find_position

MOST_PLACES = 5_000  # lines: each is read by itself
_FEW = 20  # lines that tell whether a text is of positions
_NAMES = {"wgs84": "WGS 84", "gcj02": "GCJ-02", "bd09": "BD-09"}
_CONVERTED = N_("The lines name their coordinate system (%(names)s) and are read by it.")
_OTHERS = N_(
    "%(count)s of the lines name no coordinate system and are read as %(name)s. For another one "
    "paste them by themselves."
)


def read_places(lines: Mapping[int, str], near: LatLon) -> list[Position] | None:
    """Return the position of each line; None where the first lines have none at all.

    Parameters
    ----------
    lines : mapping of int to str
        By their numbers in the text; none of them empty.
    near : tuple of float
        Latitude and longitude (degrees), of which the nearer order is taken where both may be.

    Raises
    ------
    InputError
        When a line has no position that can be read, though others have: it is named.
    """
    if len(lines) > MOST_PLACES or not any(
        is_place(each, near) for each in list(lines.values())[:_FEW]
    ):
        return None
    return [_read_place(lines, number, near) for number in lines]


def is_place(line: str, near: LatLon) -> bool:
    """Whether a line has one position, or a link that is refused for a reason of its own."""
    try:
        return find_position(line, near) is not None
    except InputError:
        return "/" in line  # a link: why it can't be read is worth telling


def _read_place(lines: Mapping[int, str], number: int, near: LatLon) -> Position:
    try:
        found = find_position(lines[number], near)
    except InputError as error:
        if len(lines) == 1:
            raise
        raise InputError(N_("Line %(n)s: %(reason)s"), n=number, reason=error.phrase) from None
    if found is None:
        raise InputError(
            N_(
                "Line %(n)s has no position that can be read: %(line)s. Correct it or leave it out."
            ),
            n=number,
            line=quote_value(lines[number]),
        )
    return found


def names_system(place: Position) -> bool:
    """Whether a line says its system; the address of Google's and Apple's maps doesn't."""
    return place.datum is not None and not place.note


def write_converted(places: Sequence[Position], datum: str) -> tuple[str, list[Phrase]]:
    """Return positions of which some name their system as GeoJSON, and what there is to tell.

    Parameters
    ----------
    places : sequence of Position
    datum : str
        Of those that name none.
    """
    datums = [place.datum if names_system(place) else None for place in places]
    features = [
        {
            "type": "Feature",
            "properties": {"name": place.name or None},
            "geometry": {"type": "Point", "coordinates": _convert(place, said or datum)},
        }
        for place, said in zip(places, datums, strict=True)
    ]
    names = ", ".join(_NAMES[each] for each in dict.fromkeys(datums) if each)
    told = [Phrase(_CONVERTED, {"names": names})]
    if None in datums:
        told.append(Phrase(_OTHERS, {"count": datums.count(None), "name": _NAMES[datum]}))
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return text, told


def _convert(place: Position, datum: str) -> list[float]:
    lonlat = np.array([[place.lon, place.lat]])
    return convert_datum(lonlat, source=datum, target="wgs84")[0].tolist()
