"""Text that every file can have: without control characters, which XML and databases refuse."""

import re

# Listed, not as all but what is allowed: that class takes a hundred times as long to be compiled.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def replace_controls(value: object) -> str:
    r"""Return text in which each character that XML 1.0 forbids is a replacement character.

    Those are the control characters but tab and line ends, and what is no character.

    References
    ----------
    Extensible Markup Language (XML) 1.0, production 2 (Char).

    >>> replace_controls("a\x00b")
    'a�b'
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", str(value))
