"""ES modules joined into one script, for a file that is opened from disk.

There a module can import nothing: its origin is opaque, and the policy allows one script by its
hash. Each module becomes a function that is called once and returns what it exports; imports
become names taken from what another one returned. Ours are joined as they are written, one import
or export at the start of a line, without `export default`, live bindings or circles.
"""

import posixpath
import re
from collections.abc import Callable, Mapping

from webapp.saved.unused import drop_unused, find_imported

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|function|async function) (\w+))", re.MULTILINE)
_LATE_IMPORT = re.compile(r'import\("(\.[^"]+)"\)')


def join_modules(entry: str, read: Callable[[str], str]) -> str:
    """Return a module and all that it imports as one script without imports.

    Parameters
    ----------
    entry : str
        Path of the module that starts everything.
    read : Callable
        Returns the text of a module by its path. A module that is only imported late, by
        `import()`, is joined too.

    Raises
    ------
    ValueError
        When modules import each other in a circle, or a line can't be joined.
    """
    texts: dict[str, str] = {}
    _gather(entry, read, texts, ())
    kept = _drop_unused(texts)
    number = {path: f"module{n}" for n, path in enumerate(kept)}
    return "\n".join(_wrap(path, text, number) for path, text in kept.items())


def _gather(
    path: str, read: Callable[[str], str], texts: dict[str, str], above: tuple[str, ...]
) -> None:
    """Add a module's text after those of all that it imports."""
    if path in above:
        raise ValueError(f"modules import each other: {' → '.join((*above, path))}")
    if path in texts:
        return
    text = read(path)
    for pattern, group in ((_IMPORT, 2), (_LATE_IMPORT, 1)):
        for found in pattern.finditer(text):
            _gather(_resolve(path, found[group]), read, texts, (*above, path))
    texts[path] = text


def _drop_unused(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the modules without what none of them uses; what imports a module comes after it."""
    kept: dict[str, str] = {}
    wanted: dict[str, set[str]] = {path: set() for path in texts}
    for path, text in reversed([*texts.items()]):
        kept[path] = drop_unused(text, wanted[path])
        for address, names in find_imported(kept[path]):
            wanted[_resolve(path, address)].update(names)
        for address in _LATE_IMPORT.findall(kept[path]):
            late = _resolve(path, address)
            wanted[late].update(_EXPORT.findall(texts[late]))
    return {path: kept[path] for path in texts}


def _resolve(path: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


def _wrap(path: str, text: str, number: Mapping[str, str]) -> str:
    """Return a module as a function that is called; `number` has the names of those before it."""

    def take(found: re.Match[str]) -> str:
        if found[1] is None:
            return ""
        names = re.sub(r"(\w+) as (\w+)", r"\1: \2", " ".join(found[1].split()))
        return f"const {{ {names.rstrip(',')} }} = {number[_resolve(path, found[2])]};\n"

    exported = _EXPORT.findall(text)
    body = _EXPORT.sub("", _IMPORT.sub(take, text))
    body = _LATE_IMPORT.sub(
        lambda found: f"Promise.resolve({number[_resolve(path, found[1])]})", body
    )
    left = re.search(r"^(?:import|export)\b.*", body, re.MULTILINE)
    if left or "import.meta" in body:
        raise ValueError(f"{path} can't be joined: {left[0] if left else 'import.meta'}")
    returned = f"return {{ {', '.join(exported)} }};\n" if exported else ""
    return f"const {number[path]} = (() => {{\n{body}{returned}}})();"
