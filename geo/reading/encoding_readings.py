"""How the texts of a file read in each encoding that they may be in, and what each costs."""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from geo.errors import Phrase
from geo.reading.plausibility import measure_cost

# What it costs to take an encoding that nothing in the file declares; without a declaration the
# others beside the first ones are only asked for.
_UNDECLARED: Mapping[str, float] = MappingProxyType(
    {
        "utf-8": 0.0, "gb18030": 0.0, "cp1252": 3.0, "cp950": 4.0, "cp1251": 6.0, "cp1250": 4.0,
        "cp932": 7.0, "cp949": 7.0, "cp850": 8.0, "cp1253": 9.0,
    }
)  # fmt: skip
_CUT_COST = 8.0


@dataclass(frozen=True)
class Witness:
    """What a file says of its encoding.

    Attributes
    ----------
    source : Phrase or str
        Where it says so.
    word : str
        What it says, for people.
    encoding : str or None
        Python's name; None where the word names none.
    weight : float
        The greater, the more it counts (in nats).
    """

    source: Phrase | str
    word: str
    encoding: str | None
    weight: float


@dataclass(frozen=True)
class Reading:
    """The texts in one encoding, and what that costs: the least is the most plausible."""

    encoding: str
    texts: tuple[str, ...]
    cost: float


def list_readings(
    texts: Sequence[bytes], witnesses: Sequence[Witness], *, utf8_cost: float | None
) -> list[Reading]:
    """Return the different readings, the most plausible first.

    Parameters
    ----------
    texts : sequence of bytes
        Those beyond ASCII.
    witnesses : sequence of Witness
        What the file declares.
    utf8_cost : float or None
        Of UTF-8 undeclared, in nats; None where it can't be UTF-8.
    """
    costs = {**_UNDECLARED, "utf-8": utf8_cost or 0.0}
    for witness in witnesses:
        if witness.encoding is not None:
            before = costs.get(witness.encoding, 0.0)
            costs[witness.encoding] = min(before, 0.0) - witness.weight
    readings: dict[tuple[str, ...], Reading] = {}
    if utf8_cost is None:
        del costs["utf-8"]
    for encoding, cost in sorted(costs.items(), key=lambda each: each[1]):
        found = _read_texts(texts, encoding)
        if found is not None and found.texts not in readings:
            readings[found.texts] = replace(found, cost=found.cost + cost)
    return sorted(readings.values(), key=lambda each: each.cost)


def _read_texts(texts: Sequence[bytes], encoding: str) -> Reading | None:
    decoded, cost = [], 0.0
    for data in texts:
        try:
            text, is_cut = decode_cell(data, encoding)
        except UnicodeError:
            return None
        decoded.append(text)
        cost += measure_cost(text) + _CUT_COST * is_cut
    if all(map(str.isascii, decoded)):  # it explains none of the bytes, but cuts them all off
        return None
    return Reading(encoding, tuple(decoded), cost)


def decode_cell(data: bytes, encoding: str) -> tuple[str, bool]:
    """Return a text without the half of a character that its end may be, and if there is one.

    Fields of fixed width are cut off anywhere.

    Raises
    ------
    UnicodeError
        When it can't be decoded.
    """
    try:
        return data.decode(encoding), False
    except UnicodeDecodeError as error:
        if error.end < len(data):
            raise
    decoder = codecs.getincrementaldecoder(encoding)()
    text = decoder.decode(data)
    if not text:
        raise UnicodeDecodeError(encoding, data, 0, len(data), "no whole character")
    return text, True
