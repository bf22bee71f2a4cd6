"""Scripts without the spaces that only readers need, for files that hold them."""

import re
from collections.abc import Iterator

_SPECIAL = re.compile(r"""["'`/]""")
_QUOTED = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")
_PATTERN = re.compile(r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_PATTERN = re.compile(r"(?:^|[(,=:\[!&|?{};>\n]|\breturn)\s*$")  # else `/` divides
_SPACED = re.compile(
    r" ?(===|!==|=>|<=|>=|\?\?=|\|\|=|&&=|&&|\|\||\?\?|\*\*|[-+*/%&|]=|[=<>*/%?:,;{}()\[\]]) ?"
)
_SUM = re.compile(r"(?<=[\w)\]]) ([-+]) (?=[\w(\[$])")


def squeeze_script(text: str) -> str:
    """Return a script of ours without spaces around signs, and without comments after code.

    Texts, template literals and regular expressions stay as they are.

    Examples
    --------
    >>> squeeze_script("const a = (b) => `${b} = ${c + 1}` + ' , '; // why")
    "const a=(b)=>`${b} = ${c + 1}` + ' , ';"
    """
    return "".join(_iter_pieces(text)).rstrip(" ")


def _iter_pieces(text: str) -> Iterator[str]:
    start = at = 0
    while found := _SPECIAL.search(text, at):
        first = found.start()
        end = find_end(text, first)
        if end is None:  # a division
            at = first + 1
            continue
        yield _squeeze_code(text[start:first])
        if not text.startswith("//", first):
            yield text[first:end]
        start = at = end
    yield _squeeze_code(text[start:])


def _squeeze_code(code: str) -> str:
    return _SUM.sub(r"\1", _SPACED.sub(r"\1", code))


def find_end(text: str, first: int) -> int | None:
    """Return where a text, literal or comment ends that begins at `first`; None for a division."""
    if text[first] == "`":
        return _find_template_end(text, first)
    if text.startswith("//", first):
        end = text.find("\n", first)
        return len(text) if end < 0 else end
    if text[first] == "/" and not _BEFORE_PATTERN.search(text, max(0, first - 40), first):
        return None
    found = (_PATTERN if text[first] == "/" else _QUOTED).match(text, first)
    return found.end() if found else None


def _find_template_end(text: str, first: int) -> int:
    at = first + 1
    while text[at] != "`":
        if text.startswith("${", at):
            at = find_code_end(text, at + 2)
        else:
            at += 2 if text[at] == "\\" else 1
    return at + 1


def find_code_end(text: str, at: int) -> int:
    """Return where the code within a template literal ends, after its brace."""
    depth = 1
    while depth:
        end = find_end(text, at) if _SPECIAL.match(text[at]) else None
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at = end or at + 1
    return at
