"""The rules of style sheets that a page with certain words can need."""

import re
from collections.abc import Collection, Iterator

_NAME = re.compile(r"[.#]([a-zA-Z][\w-]*)")
_QUOTED = re.compile(r'"([^"\n]*)"|`([^`\n]*)`')


def find_words(page: str) -> set[str]:
    """Return the words between quotes in markup and scripts: classes and ids are among them.

    >>> sorted(find_words('<p class="a b"> element("div", `c-${kind} d`)'))
    ['a', 'b', 'c-', 'd', 'div', 'kind']
    """
    texts = (first or second for first, second in _QUOTED.findall(page))
    return {word for text in texts for word in re.findall(r"[\w-]+", text)}


def select_rules(
    sheet: str,
    words: Collection[str],
    *,
    prefixes: tuple[str, ...] = (),
    unused: Collection[str] = (),
) -> str:
    """Return the rules of a style sheet whose classes and ids are all among some words.

    Parameters
    ----------
    sheet : str
        A style sheet.
    words : collection of str
        One that ends in a hyphen stands for all that begin so, as in `part-${kind}`.
    prefixes : tuple of str
        Of classes that are there besides.
    unused : collection of str
        Classes that are not there, though they are words too.

    Examples
    --------
    >>> select_rules(".a, .b { left: 0 } @media print { .c { top: 0 } }", ["b"])
    '.b { left: 0 }'
    """
    begun = (*prefixes, *(each for each in words if each.endswith("-")))
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)

    def choose(head: str) -> str:
        wanted = re.split(r",(?![^()]*\))", head.strip())
        return ",".join(each.strip() for each in wanted if all(map(is_there, _NAME.findall(each))))

    def is_there(name: str) -> bool:
        return name not in unused and (name in words or name.startswith(begun))

    def keep(text: str) -> str:
        kept = []
        for head, body in _iter_rules(text):
            is_group = head.strip().startswith("@")
            inner, chosen = (keep(body), head.strip()) if is_group else (body.strip(), choose(head))
            if chosen and inner:
                kept.append(f"{chosen} {{ {inner} }}")
        return "\n".join(kept)

    return keep(plain)


def _iter_rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and within the outer braces of each rule."""
    depth, begin, opened = 0, 0, 0
    for brace in re.finditer(r"[{}]", text):
        if brace[0] == "{":
            opened = brace.start() if depth == 0 else opened
            depth += 1
            continue
        depth -= 1
        if depth == 0:
            yield text[begin:opened], text[opened + 1 : brace.start()]
            begin = brace.end()
