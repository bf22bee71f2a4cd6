"""The shape of the product's tree: few entries, small files and functions, no import circles."""

import ast
import re
import statistics
from collections import Counter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("geo", "maps", "webapp")
FILES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
UNCOUNTED = {"__init__.py", "__pycache__", "py.typed"}


def code_lines(function):
    """The lines of a function's code, without its signature and docstring."""
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def functions():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}: {node.name}", code_lines(node)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_has_few_entries(package):
    entries = [each.name for each in (ROOT / package).iterdir() if each.name not in UNCOUNTED]
    assert len(entries) <= 18, sorted(entries)


def test_no_module_is_beside_a_package_of_its_name():
    packages = {path.parent for path in FILES if path.name == "__init__.py"}
    assert [path for path in FILES if path.with_suffix("") in packages] == []


def test_no_two_files_of_a_folder_differ_in_case_only():
    files = (each for package in PACKAGES for each in (ROOT / package).rglob("*"))
    names = Counter(str(path).casefold() for path in files if "__pycache__" not in path.parts)
    assert [name for name, count in names.items() if count > 1] == []


def test_files_are_short():
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert [str(path) for path, length in lengths.items() if length > 250] == []
    assert statistics.median(lengths.values()) <= 120


def test_functions_are_short():
    lengths = sorted(length for _, length in functions())
    assert statistics.median(lengths) <= 8
    assert lengths[int(0.9 * len(lengths))] <= 22


def test_no_modules_import_each_other():
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    circles = [
        (module, other)
        for module in graph.modules
        for other in graph.find_modules_directly_imported_by(module)
        if graph.chain_exists(importer=other, imported=module)
    ]
    assert circles == []


def test_files_that_a_comment_names_are_there():
    named = re.compile(
        r"\b(?:geo|maps|webapp|tests|types|docs)/[\w/.-]+\.(?:py|js|ts|css|html|md)\b"
    )
    texts = [
        path
        for folder in (*PACKAGES, "types", "docs/hooks")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".js", ".ts", ".css", ".html"}
    ]
    gone = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in texts
        for name in named.findall(path.read_text("utf-8"))
        if not (ROOT / name).exists()
    }
    assert not gone, "Say where that file stands now."


def test_no_test_imports_a_private_name():
    private = [
        f"{path.relative_to(ROOT)}: {alias.name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGES)
        for alias in node.names
        if alias.name.startswith("_")
    ]
    assert private == []


def test_what_is_of_a_class_request_is_called_a_request():
    """One name for one idea: what a `…Request` holds is no order here and a request there."""
    named = [
        (str(path.relative_to(ROOT)), node.arg)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.arg) and node.annotation is not None
        if re.fullmatch(
            r"(?:Brief|Page|Layer|Export|Boundary)Request", ast.unparse(node.annotation)
        )
    ]
    assert {name for _, name in named} == {"request"}, named
