"""The tokens of a script of ours, and how it uses each name, for files that hold it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from maps.web.squeeze import find_end

KEYWORDS = frozenset(
    [
        "arguments",
        "as",
        "async",
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "constructor",
        "continue",
        "debugger",
        "default",
        "delete",
        "do",
        "else",
        "export",
        "extends",
        "false",
        "finally",
        "for",
        "from",
        "function",
        "get",
        "if",
        "import",
        "in",
        "instanceof",
        "let",
        "new",
        "null",
        "of",
        "return",
        "set",
        "static",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "typeof",
        "undefined",
        "var",
        "void",
        "while",
        "with",
        "yield",
    ]
)
WORD = re.compile(r"#?[A-Za-z_$][\w$]*")
_TOKEN = re.compile(r"#?[A-Za-z_$][\w$]*|\d[\w.]*|\s+|\.\.\.|\?\.(?!\d)|=>|[=!]==?|.", re.DOTALL)
_BLOCK_WORDS = frozenset(("else", "try", "catch", "do", "finally", "static"))
_MODIFIERS = frozenset(("get", "set", "async", "static", "*"))
_MEMBER_STARTS = {"object": ("{", ","), "class": ("{", "}", ";")}
_OPENING = {"(": ")", "[": "]", "{": "}", "${": "}"}
# How a name is used: as a variable; as one and as a property, `{ name }`; as a private member;
# or otherwise, as a property is.
VARIABLE, SHORTHAND, PRIVATE, OTHER = "variable", "shorthand", "private", "other"
BLOCK, OBJECT, CLASS = "block", "object", "class"


class Token(NamedTuple):
    """A piece of a script, what stands before it, and how a name is used.

    Before it stands white space, or the text of a template literal. `around` is the bracket that
    it is in, or that it is: `(`, `[`, `${`, block, object (or pattern), or class.
    """

    before: str
    text: str
    use: str
    around: str


def match_brackets(tokens: Sequence[Token]) -> dict[int, int]:
    """Return by the position of each bracket that opens that of the one that closes it."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    for n, token in enumerate(tokens):
        if token.text in _OPENING:
            waiting.append(n)
        elif waiting and token.text == _OPENING[tokens[waiting[-1]].text]:
            ends[waiting.pop()] = n
    return ends


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of a script, with how each name in it is used."""
    pieces = list(_iter_pieces(text))
    texts = [piece for _before, piece in pieces]
    within = [BLOCK]
    tokens = []
    for n, (before_it, piece) in enumerate(pieces):
        use = OTHER
        if piece == "{":
            within.append(_name_brace(texts, n))
        elif piece in _OPENING:
            within.append(piece)
        elif WORD.fullmatch(piece) and piece not in KEYWORDS:
            use = PRIVATE if piece[0] == "#" else _find_use(texts, n, within[-1])
        tokens.append(Token(before_it, piece, use, within[-1]))
        if piece in (")", "]", "}") and len(within) > 1:
            within.pop()
    return tokens


def _find_use(texts: Sequence[str], n: int, around: str) -> str:
    before, after = texts[n - 1] if n else "", texts[n + 1] if n + 1 < len(texts) else ""
    if before in (".", "?."):
        return OTHER
    if around == OBJECT and before in ("{", ",") and after in (",", "}", "="):
        return SHORTHAND
    starts = _MEMBER_STARTS.get(around, ())
    while n and texts[n - 1] in _MODIFIERS:
        n -= 1
    is_member = n > 0 and texts[n - 1] in starts
    if around == CLASS:
        return OTHER if is_member else VARIABLE
    return OTHER if is_member and after in (":", "(") else VARIABLE


def _name_brace(texts: Sequence[str], n: int) -> str:
    """Return what a brace opens: a block, an object or pattern, or the body of a class."""
    before = texts[n - 1] if n else ";"
    is_name = bool(WORD.fullmatch(before)) and before not in KEYWORDS - {"class"}
    if "class" in texts[max(0, n - 6) : n] and is_name:
        return CLASS
    is_block = before in (")", "=>", ";", "{", "}") or before in _BLOCK_WORDS
    return BLOCK if is_block else OBJECT


def _iter_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield each token after what stands before it: white space, or text of a template literal."""
    at, before = 0, ""
    depths: list[int] = []  # of braces, in the code of each template literal around
    while at < len(text):
        end = (find_end(text, at) if text[at] in "\"'/" else None) or _match_token(text, at)
        piece = text[at:end]
        at = end
        if piece.isspace():
            before = piece
            continue
        yield before, piece
        before = ""
        if piece == "`" or (piece == "}" and depths and not depths[-1]):
            depths = depths if piece == "`" else depths[:-1]
            at, before = _skip_text(text, at), text[at : _skip_text(text, at)]
            ending = "`" if text[at] == "`" else "${"
            depths = depths if ending == "`" else [*depths, 0]
            yield before, ending
            at, before = at + len(ending), ""
        elif depths:
            depths[-1] += {"{": 1, "}": -1}.get(piece, 0)


def _match_token(text: str, at: int) -> int:
    found = _TOKEN.match(text, at)
    return found.end() if found else len(text)  # any character is a token


def _skip_text(text: str, at: int) -> int:
    """Return where the text of a template literal ends: at its end, or where code begins."""
    while text[at] != "`" and not text.startswith("${", at):
        at += 2 if text[at] == "\\" else 1
    return at
