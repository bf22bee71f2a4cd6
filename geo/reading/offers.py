"""What a sentence offers: the values of an option among which people choose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.errors import Phrase


@dataclass(frozen=True)
class Offer:
    """A value that an option may be set to.

    Attributes
    ----------
    value : str
    label : str
        What people see.
    texts : tuple of str
        How the file's texts read with it, where that is the difference.
    """

    value: str
    label: str
    texts: tuple[str, ...] = ()


class OfferText(str):
    """A text that lists values of an option; a sentence has it among its values.

    Attributes
    ----------
    option : str
        `crs`, `layer`, `encoding` or `lon`.
    offers : tuple of Offer
        All of them, also those that the text leaves out; the likeliest first.
    """

    option: str
    offers: tuple[Offer, ...]

    def __new__(cls, text: str, option: str, offers: Sequence[Offer]) -> "OfferText":
        """Return the text with what it offers."""
        made = super().__new__(cls, text)
        made.option, made.offers = option, tuple(offers)
        return made

    def __getnewargs__(self) -> tuple[str, str, tuple[Offer, ...]]:  # type: ignore[override]
        """Return what a copy in another process is made of."""
        return str(self), self.option, self.offers


def offer_names(names: Sequence[str], option: str, *, most: int) -> OfferText:
    """Return the first names as a list, with all of them on offer.

    >>> str(offer_names(["a", "b", "c"], "layer", most=2))
    'a, b…'
    """
    more = "…" if len(names) > most else ""
    return OfferText(", ".join(names[:most]) + more, option, [Offer(n, n) for n in names])


def find_offers(phrase: Phrase) -> OfferText | None:
    """Return all that a sentence, and those within it, offer of one option; None for nothing."""
    found = list(_iter_offers(phrase))
    if not found:
        return None
    offers = [each for text in found if text.option == found[0].option for each in text.offers]
    return OfferText(found[0], found[0].option, offers)


def strip_offers(phrase: Phrase) -> Phrase:
    """Return a sentence without the ones within it that offer something: with what is at fault.

    >>> asked = Phrase("Set %(crs)s.", {"crs": OfferText("a", "crs", [Offer("a", "a")])})
    >>> str(strip_offers(Phrase("It has no CRS. %(question)s", {"question": asked})))
    'It has no CRS. '
    """
    values = {key: _strip_value(value) for key, value in phrase.values.items()}
    return Phrase(phrase.text, values)


def _strip_value(value: object) -> object:
    if not isinstance(value, Phrase):
        return value
    offers = any(isinstance(each, OfferText) for each in value.values.values())
    return "" if offers else strip_offers(value)


def _iter_offers(value: object) -> Iterator[OfferText]:
    if isinstance(value, OfferText):
        yield value
    elif isinstance(value, Phrase):
        for each in value.values.values():
            yield from _iter_offers(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _iter_offers(each)
