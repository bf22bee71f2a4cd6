"""The text encoding of a file: as given, else weighed by its witnesses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.reading.encoding_names import find_encoding, show_encoding
from geo.reading.encoding_readings import Reading, Witness, decode_cell, list_readings
from geo.reading.offers import Offer, OfferText

_TAKEN_UNDECLARED = {"utf-8", "gb18030", "cp950", "cp1252"}
# Nearly any bytes are text in these.
_DENSE = {"gb18030", "cp950"}
# A text that no reading explains better than chance costs this much for each byte.
_CHANCE_COST, _CHANCE_PER_BYTE, _CHANCE_PER_ASCII = 5.0, 4.6, 3.0
_CLEAR_MARGIN = 4.0  # in nats: 50 to 1
_MAX_WEIGHED = 2000
_MAX_SHOWN = 3


@dataclass(frozen=True)
class TextEncoding:
    """An encoding by its Python name, the sentences that say why, and the lines of the file."""

    name: str
    steps: tuple[Phrase, ...] = ()
    line_count: int = 0


def weigh_encodings(
    texts: Iterable[bytes],
    witnesses: Sequence[Witness] = (),
    *,
    name: str,
    option: str = "--encoding",
    utf8_cost: float | None = 0.0,
) -> TextEncoding:
    """Return the encoding of texts by what is declared, and how plausible each reading is.

    Parameters
    ----------
    texts : iterable of bytes
        Each by itself; those in ASCII don't count, nor do more than some thousands.
    witnesses : sequence of Witness
        What the file declares.
    name : str
        The file's, for the error.
    option : str
        What the user names an encoding with.
    utf8_cost : float or None
        What it costs to take UTF-8 if it is not declared (in nats, the less the likelier); None
        where a byte of the file is known not to be UTF-8.

    Raises
    ------
    InputError
        When no encoding can be the right one, or none is clearly the most plausible; the error
        shows how each would read.
    """
    own = [text for text in dict.fromkeys(texts) if not text.isascii()][:_MAX_WEIGHED]
    if not own:
        return TextEncoding("utf-8")
    readings = list_readings(own, witnesses, utf8_cost=utf8_cost)
    if not readings:
        raise InputError(
            N_("%(name)s is text in no encoding that is tried here. Name it with %(option)s."),
            name=file_label(name),
            option=option,
        )
    if not _is_clear(readings, own, witnesses):
        _ask(readings, name=name, option=option)
    return TextEncoding(readings[0].encoding, (_describe_choice(readings[0], witnesses),))


def _is_clear(
    readings: Sequence[Reading], texts: Sequence[bytes], witnesses: Sequence[Witness]
) -> bool:
    best, *others = readings
    limits = [each.cost for each in others[:1]]
    is_declared = any(witness.encoding == best.encoding for witness in witnesses)
    if not is_declared and best.encoding not in _TAKEN_UNDECLARED:
        return False
    if best.encoding in _DENSE and not is_declared:
        high = sum(byte >= 0x80 for text in texts for byte in text)
        low = sum(map(len, texts)) - high
        limits.append(_CHANCE_COST + _CHANCE_PER_BYTE * high + _CHANCE_PER_ASCII * low)
    return best.cost + _CLEAR_MARGIN <= min(limits, default=best.cost + _CLEAR_MARGIN)


def _ask(readings: Sequence[Reading], *, name: str, option: str) -> None:
    shown = tuple(
        Phrase(
            N_("as %(encoding)s it reads %(text)s"),
            {
                "encoding": show_encoding(each.encoding),
                "text": quote_value(", ".join(each.texts[:2]), limit=24),
            },
        )
        for each in readings[:_MAX_SHOWN]
    )
    raise InputError(
        N_(
            "%(name)s doesn't say clearly which encoding its text is in: %(readings)s. Name the "
            "right one with %(option)s."
        ),
        name=file_label(name),
        readings=shown,
        option=offer_encodings(f"{option} {show_encoding(readings[0].encoding)}", readings),
    )


def offer_encodings(text: str, readings: Sequence[Reading]) -> OfferText:
    """Return a text of a sentence with the most plausible encodings on offer."""
    names = [(show_encoding(each.encoding), each.texts[:4]) for each in readings[:_MAX_SHOWN]]
    return OfferText(text, "encoding", [Offer(name, name, texts) for name, texts in names])


def _describe_choice(chosen: Reading, witnesses: Sequence[Witness]) -> Phrase:
    said = tuple(
        Phrase(N_("%(source)s: %(word)s"), {"source": w.source, "word": quote_value(w.word)})
        for w in witnesses
    )
    values: dict[str, object] = {"encoding": show_encoding(chosen.encoding), "witnesses": said}
    if not said:
        return Phrase(
            N_("Text is %(encoding)s by its characters. No encoding is declared."), values
        )
    if any(witness.encoding == chosen.encoding for witness in witnesses):
        return Phrase(N_("Text is %(encoding)s, as declared (%(witnesses)s)."), values)
    return Phrase(
        N_("Text is %(encoding)s by its characters. Another encoding is declared (%(witnesses)s)."),
        values,
    )


def choose_encoding(
    texts: Iterable[bytes], witnesses: Sequence[Witness] = (), *, given: str | None, name: str
) -> TextEncoding:
    """Return the encoding that the user names, else the one that is weighed.

    Raises
    ------
    InputError
        When it is unknown, or a text is not in it; or as `weigh_encodings` does.
    """
    if given is None:
        return weigh_encodings(texts, witnesses, name=name)
    encoding = require_encoding(given)
    for text in texts:
        try:
            decode_cell(text, encoding)
        except UnicodeError:
            raise refuse_text(given, name=name) from None
    return TextEncoding(encoding, (describe_given(given),))


def require_encoding(word: str) -> str:
    """Return Python's name of the encoding that the user names.

    Raises
    ------
    InputError
        When it is unknown.
    """
    found = find_encoding(word)
    if found is None:
        raise InputError(
            N_("The encoding %(encoding)s is unknown. Use a name such as gb18030."),
            encoding=quote_value(word),
        )
    return found


def refuse_text(encoding: str, *, name: str, option: str = "--encoding") -> InputError:
    """Return the error for a file that is not in the encoding that was named."""
    return InputError(
        N_("%(name)s is not %(encoding)s text. Name its encoding with %(option)s."),
        name=file_label(name),
        encoding=encoding,
        option=option,
    )


def describe_given(word: str) -> Phrase:
    """Return the sentence for an encoding that the user named."""
    return Phrase(N_("Text is %(encoding)s, as you said."), {"encoding": word})
