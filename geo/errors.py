"""What can go wrong, each with one clear sentence that names the fault and the way out."""


class ZoneError(Exception):
    """Any failure a person can act on; its text is one sentence fit to be shown as it is."""


class InputError(ZoneError):
    """The input (a file, a value, a parameter) can't be used as it is."""


class UnknownIdError(ZoneError):
    """No part, place or collection has the id that was asked for."""


class BusyError(ZoneError):
    """There is more to do at once than there is room for; later it will go."""


def shown(value: object, *, limit: int = 60) -> str:
    """Return `value` as short printable text for an error sentence.

    >>> shown("a" * 100, limit=5)
    "'aaaaa…'"
    """
    try:
        text = str(value)
    except RecursionError:
        text = f"{type(value).__name__} within {type(value).__name__} and so on"
    return repr(text if len(text) <= limit else text[:limit] + "…")


def file_label(name: object) -> str:
    r"""Return a file's name or path for an error sentence: as it is, or quoted if odd or long.

    >>> file_label("zone.geojson"), file_label("a\nb")
    ('zone.geojson', "'a\\nb'")
    """
    text = str(name)
    return text if text.isprintable() and 0 < len(text) <= 200 else shown(text, limit=200)
