"""What XML may be at most: the limits of the parser, each said with what helps."""

from typing import Any, NoReturn

from lxml import etree

from geo.errors import N_, InputError, file_label
from geo.io.reasons import describe_library_fault

MAX_DEPTH = 256  # of libxml2, unless it is told that it may take any memory
MAX_CHARACTERS = 10_000_000


def refuse_xml(error: Exception, damaged: str, too_deep: str, *, name: str) -> NoReturn:
    """Refuse an XML file that the parser couldn't read.

    Parameters
    ----------
    error : Exception
        What lxml raised.
    damaged : str
        The sentence for what is damaged, with `name` and `reason`.
    too_deep : str
        The one for elements within too many others, with `name` and `n`.
    name : str
        The file's.

    Raises
    ------
    InputError
        Always.
    """
    label = file_label(name)
    if getattr(error, "code", None) != etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        reason: Any = describe_library_fault(error)
        raise InputError(damaged, name=label, reason=reason) from None
    if "depth" in str(error):
        raise InputError(too_deep, name=label, n=MAX_DEPTH) from None
    raise InputError(
        N_("%(name)s has a text or an outline of more than %(n)s characters. Save it as GeoJSON."),
        name=label,
        n=f"{MAX_CHARACTERS:,}",
    ) from None
