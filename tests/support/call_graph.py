"""Which functions a web request can run, found in the source text without importing it.

Names are followed through imports; `x.name` of an unknown `x` leads to every method of that name.
So too much may be found, but nothing that is called by its name is missed.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("geo", "maps", "webapp")
HOOKS = ("blueprint", "before_request", "after_request")
MAKERS = ("__init__", "__post_init__")
Function = ast.FunctionDef


class Source:
    """The product's modules by dotted name, with their top-level functions and all methods."""

    def __init__(self) -> None:
        self.trees = {
            ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_bytes())
            for package in PACKAGES
            for path in sorted((ROOT / package).rglob("*.py"))
        }
        self.trees = {name.removesuffix(".__init__"): tree for name, tree in self.trees.items()}
        self.home = {
            node: name
            for name, tree in self.trees.items()
            for node in ast.walk(tree)
            if isinstance(node, Function)
        }
        self.methods = {
            node
            for tree in self.trees.values()
            for owner in ast.walk(tree)
            if isinstance(owner, ast.ClassDef)
            for node in owner.body
            if isinstance(node, Function)
        }
        self.imports = {name: dict(_imports(tree)) for name, tree in self.trees.items()}

    def resolve(self, module: str, name: str) -> list[Function]:
        """Return what a plain name is in a module: a function, or what makes a class."""
        for node in self.trees[module].body:
            if isinstance(node, Function) and node.name == name:
                return [node]
            if isinstance(node, ast.ClassDef) and node.name == name:
                return [each for each in node.body if getattr(each, "name", "") in MAKERS]
        target = self.imports[module].get(name, "")
        if target in self.trees:  # a module, though its package may have a function of its name
            return []
        parent, _, last = target.rpartition(".")
        return self.resolve(parent, last) if parent in self.trees else []

    def called(self, function: Function) -> Iterator[Function]:
        """Yield the functions that a function names in its body."""
        module = self.home[function]
        for node in ast.walk(function):
            if isinstance(node, ast.Name):
                yield from self.resolve(module, node.id)
            elif isinstance(node, ast.Attribute):
                owner = getattr(node.value, "id", "")
                target = self.imports[module].get(owner, "")
                if target in self.trees:
                    yield from self.resolve(target, node.attr)
                elif not target:
                    yield from (each for each in self.methods if each.name == node.attr)


def _imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((a.asname or a.name, f"{node.module}.{a.name}") for a in node.names)
        elif isinstance(node, ast.Import):
            yield from ((a.asname or a.name, a.name) for a in node.names)


def functions_of_requests() -> dict[Function, str]:
    """Return every function that a request can reach, with its module."""
    source = Source()
    todo = [
        node
        for node in source.home
        if any(hook in ast.unparse(each) for each in node.decorator_list for hook in HOOKS)
    ]
    found: dict[Function, str] = {}
    while todo:
        function = todo.pop()
        if function not in found:
            found[function] = source.home[function]
            todo += source.called(function)
    return found
