"""Scripts with short names for what they declare, for files that hold them.

A variable gets one short name where it is used, and a property keeps its own. Scopes are those of
functions: what is declared anywhere in one is taken for one variable of it, and for the same as
one of that name in a function around it. So a scope that is read too widely does no harm. What is
used somewhere without being declared around it is a global, and its name stays everywhere.
"""

import string
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, pairwise, product

from maps.web.script_tokens import (
    CLASS,
    KEYWORDS,
    OBJECT,
    OTHER,
    PRIVATE,
    SHORTHAND,
    VARIABLE,
    WORD,
    Token,
    match_brackets,
    read_tokens,
)

_BINDS_AFTER = frozenset(("(", "{", ",", "[", ":", "..."))
_BINDS_BEFORE = frozenset((",", "}", "]", "=", ")", "=>"))
_STATEMENTS = frozenset(("if", "for", "while", "switch"))
_ROOT = 0  # the number of the outermost scope, whose names other scripts may use
Variable = tuple[str, int]  # a name, and the outermost scope that declares it


def shorten_names(script: str) -> str:
    """Return a squeezed script of ours with short names of variables and private members.

    What is as good in fewer letters is written so: `let` for `const`, one parameter without its
    parentheses, a block's last statement without its semicolon.

    Examples
    --------
    >>> shorten_names("(()=>{const total=(items)=>items.total;show({total});})()")
    '(()=>{let a=a=>a.total;show({total:a})})()'
    """
    tokens = read_tokens(script)
    ends = match_brackets(tokens)
    parents, scope_of = _find_scopes(tokens, ends)
    declared = _find_declared(tokens, ends, scope_of, parents)
    variables = [
        None if token.use == OTHER else _resolve(token.text, scope_of[n], declared, parents)
        for n, token in enumerate(tokens)
    ]
    names = _choose_names(tokens, variables, scope_of, parents)
    needless = set(_iter_needless(tokens))
    return "".join(
        token.before + _write(token, variable and names.get(variable))
        for n, (token, variable) in enumerate(zip(tokens, variables, strict=True))
        if n not in needless
    )


def _iter_needless(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the tokens that say nothing; no script of ours has an empty statement."""
    for n, (token, after) in enumerate(pairwise(tokens)):
        if token.text == ";" and after.text == "}" and after.around != OBJECT:
            yield n
        elif token.text == "(" and after.use == VARIABLE:
            follows_word = bool(WORD.fullmatch(tokens[n - 1].text))  # as `async` does
            is_alone = [each.text for each in tokens[n + 2 : n + 4]] == [")", "=>"]
            yield from (n, n + 2) if is_alone and not follows_word else ()


def _write(token: Token, name: str | None) -> str:
    if not name:
        return "let" if token.text == "const" and token.use == OTHER else token.text
    return f"{token.text}:{name}" if token.use == SHORTHAND else name


def _find_scopes(tokens: Sequence[Token], ends: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Return the scope around each scope by its number, and the scope of each token."""
    parents, scope_of = [_ROOT], []
    open_until = [(len(tokens), _ROOT)]
    for n in range(len(tokens)):
        while n > open_until[-1][0]:
            open_until.pop()
        end = _find_scope_end(tokens, n, ends)
        if end is not None:
            parents.append(open_until[-1][1])
            open_until.append((min(end, open_until[-1][0]), len(parents) - 1))
        scope_of.append(open_until[-1][1])
    return parents, scope_of


def _find_scope_end(tokens: Sequence[Token], n: int, ends: Mapping[int, int]) -> int | None:
    """Return where a function or class ends whose parameters or body begin here, or else None."""
    token, after = tokens[n], tokens[n + 1].text if n + 1 < len(tokens) else ""
    if token.text == "{" and token.around == CLASS:
        return ends[n]
    if token.text == "(" and _has_parameters(tokens, n, ends):
        body = ends[n] + 1
    elif token.use == VARIABLE and after == "=>":
        body = n + 1
    else:
        return None
    if tokens[body].text != "=>":
        return ends[body]
    return ends[body + 1] if tokens[body + 1].text == "{" else _find_end(tokens, body + 1, ends)


def _find_end(tokens: Sequence[Token], n: int, ends: Mapping[int, int]) -> int:
    """Return the last token of an expression."""
    while n < len(tokens) and tokens[n].text not in (",", ";", ")", "]", "}"):
        n = ends.get(n, n) + 1
    return n - 1


def _has_parameters(tokens: Sequence[Token], n: int, ends: Mapping[int, int]) -> bool:
    """Return whether a parenthesis opens the parameters of a function, or of `catch`."""
    after = tokens[ends[n] + 1].text if ends[n] + 1 < len(tokens) else ""
    name = tokens[n - 1].text if n else ""
    is_named = name == "*" or (bool(WORD.fullmatch(name)) and name not in _STATEMENTS)
    return after == "=>" or (after == "{" and is_named)


def _find_declared(
    tokens: Sequence[Token],
    ends: Mapping[int, int],
    scope_of: Sequence[int],
    parents: Sequence[int],
) -> dict[int, set[str]]:
    """Return the names that each scope declares: by keyword, in patterns, and as parameters."""
    declared: defaultdict[int, set[str]] = defaultdict(set)
    for n, token in enumerate(tokens[:-1]):
        scope = scope_of[n]
        if token.use == PRIVATE:
            while scope != _ROOT and CLASS not in declared[scope]:
                scope = parents[scope]
            declared[scope].add(token.text)
        elif token.text == "{" and token.around == CLASS:
            declared[scope].add(CLASS)
        else:
            declared[scope].update(_iter_declared(tokens, n, ends))
    return declared


def _iter_declared(tokens: Sequence[Token], n: int, ends: Mapping[int, int]) -> Iterator[str]:
    """Yield the names that are declared from this token on."""
    token, after = tokens[n], tokens[n + 1]
    if token.text in ("const", "let", "var"):
        yield from _iter_listed(tokens, n + 1, ends)
    elif token.text in ("function", "class"):
        name = tokens[n + 2] if after.text == "*" else after
        yield from [name.text] if name.use == VARIABLE else ()
    elif token.use == VARIABLE and after.text == "=>":
        yield token.text
    elif token.text == "(" and _has_parameters(tokens, n, ends):
        yield from _iter_bound(tokens, n, ends)


def _iter_listed(tokens: Sequence[Token], n: int, ends: Mapping[int, int]) -> Iterator[str]:
    """Yield the names that a declaration lists from here on."""
    is_name = True
    while n < len(tokens) and tokens[n].text not in (";", "of", "in", ")", "]", "}"):
        if is_name and tokens[n].text in ("{", "["):
            yield from _iter_bound(tokens, n, ends)
        elif is_name:
            yield tokens[n].text
        n = ends.get(n, n) + 1
        is_name = tokens[n - 1].text == ","


def _iter_bound(tokens: Sequence[Token], start: int, ends: Mapping[int, int]) -> Iterator[str]:
    """Yield the names that a pattern or the parameters bind; not those in default values."""
    n = start
    while n < ends[start]:
        token = tokens[n]
        if n > start and token.text == "(":  # a call in a default value
            n = ends[n]
        elif (
            token.use in (VARIABLE, SHORTHAND)
            and tokens[n - 1].text in _BINDS_AFTER
            and tokens[n + 1].text in _BINDS_BEFORE
        ):
            yield token.text
        n += 1


def _resolve(
    name: str, scope: int, declared: Mapping[int, set[str]], parents: Sequence[int]
) -> Variable | None:
    """Return what a name stands for; None for a global."""
    found = None
    while True:
        if name in declared.get(scope, ()):
            found = scope
        if scope == _ROOT:
            return None if found is None else (name, found)
        scope = parents[scope]


def _choose_names(
    tokens: Sequence[Token],
    variables: Sequence[Variable | None],
    scope_of: Sequence[int],
    parents: Sequence[int],
) -> dict[Variable, str]:
    """Return a short name for each variable; no two are the same where both are in sight."""
    sights: defaultdict[Variable, set[int]] = defaultdict(set)
    times: defaultdict[Variable, int] = defaultdict(int)
    kept = {
        each.text
        for each, found in zip(tokens, variables, strict=True)
        if found is None and each.use != OTHER
    }
    for variable, used_in in zip(variables, scope_of, strict=True):
        if variable is None or variable[1] == _ROOT:
            continue
        times[variable] += 1
        scope = used_in
        while scope not in sights[variable]:
            sights[variable].add(scope)
            scope = scope if scope == variable[1] else parents[scope]
    kept |= {found[0] for found in variables if found and found[1] == _ROOT}
    taken: defaultdict[int, set[str]] = defaultdict(set)
    names = {}
    for variable in sorted(times, key=lambda each: -times[each]):
        if variable[0] in kept:
            continue
        mark = "#" * variable[0].startswith("#")
        used = kept.union(*(taken[scope] for scope in sights[variable]))
        names[variable] = next(each for each in _iter_short(mark) if each not in used)
        for scope in sights[variable]:
            taken[scope].add(names[variable])
    return names


def _iter_short(mark: str) -> Iterator[str]:
    for length in count(1):
        for letters in product(string.ascii_letters, repeat=length):
            word = mark + "".join(letters)
            if word not in KEYWORDS:
                yield word
