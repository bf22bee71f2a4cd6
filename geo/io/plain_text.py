"""Text that every file can have: without control characters, which XML and databases refuse."""

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
