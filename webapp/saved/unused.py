"""What modules declare and nothing uses, left out where they are joined into one script."""

import re
from collections.abc import Collection, Iterator
from functools import partial

# Ours are formatted: what stands at a line's start begins a statement, or ends the one above.
_DECLARATION = re.compile(
    r"^(?:export )?(?:const|let|class|function|async function) (\w+)\b.*\n(?:(?:[ })\]].*)?\n)*",
    re.MULTILINE,
)
_IMPORT = re.compile(r'^import \{([^}]*)\} from ("[^"]+";\n)', re.MULTILINE)


def drop_unused(text: str, wanted: Collection[str]) -> str:
    r"""Return a module without the declarations and imported names that it has no use for.

    Nothing happens when a module of ours is imported, so that what is not named is not missed. A
    name that is also the word of a text or a property counts as used.

    Parameters
    ----------
    text : str
        A module without comments.
    wanted : collection of str
        What other modules import of it.

    Examples
    --------
    >>> drop_unused("const A = 1;\nconst B = 2;\nexport const c = () => A;\n", ["c"])
    'const A = 1;\nexport const c = () => A;\n'
    """
    kept, before = text, ""
    while kept != before:
        before = kept
        kept = _drop_declarations(kept, wanted)
    return _IMPORT.sub(partial(_keep_names, kept), kept)


def _drop_declarations(text: str, wanted: Collection[str]) -> str:
    def keep(found: re.Match[str]) -> str:
        around = text[: found.start()] + text[found.end() :]
        return found[0] if found[1] in wanted or _has_word(around, found[1]) else ""

    return _DECLARATION.sub(keep, text)


def _keep_names(text: str, found: re.Match[str]) -> str:
    code = _IMPORT.sub("", text)
    names = [each for each in _list_names(found[1]) if _has_word(code, each.split()[-1])]
    return f"import {{ {', '.join(names)} }} from {found[2]}" if names else ""


def find_imported(text: str) -> Iterator[tuple[str, set[str]]]:
    r"""Yield the addresses that a module imports from, and what it does, by its name there.

    >>> list(find_imported('import { b as c } from "./d";\n'))
    [('./d', {'b'})]
    """
    for found in _IMPORT.finditer(text):
        yield found[2].split('"')[1], {each.split()[0] for each in _list_names(found[1])}


def _list_names(names: str) -> list[str]:
    return [each.strip() for each in names.split(",") if each.strip()]


def _has_word(text: str, word: str) -> bool:
    return bool(re.search(rf"(?<![\w$]){word}(?![\w$])", text))
