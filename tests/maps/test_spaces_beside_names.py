"""A file's name is Latin as a rule: in Chinese a space separates it from the words beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from maps.i18n import get_translator

ROOT = Path(__file__).parents[2]
HAN = "[\u4e00-\u9fff]"


def read_text(node, constants):
    """Return the text that `N_` or `_` marks, here or in a constant of the module."""
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    is_mark = isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"N_", "_"}
    return node.args[0].value if is_mark and isinstance(node.args[0], ast.Constant) else None


def list_values(call):
    """Yield the values of a sentence by their keys."""
    yield from ((each.arg, each.value) for each in call.keywords)
    for each in call.args[1:]:
        if isinstance(each, ast.Dict):
            yield from (
                (key.value, value)
                for key, value in zip(each.keys, each.values, strict=True)
                if isinstance(key, ast.Constant)
            )


def list_sentences() -> Iterator[tuple[str, str]]:
    """Yield each sentence with a file's name, and the key of it."""
    for package in ("geo", "maps", "webapp"):
        for path in (ROOT / package).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            assigned = [each for each in tree.body if isinstance(each, ast.Assign)]
            constants = {
                ast.unparse(each.targets[0]): read_text(each.value, {}) for each in assigned
            }
            for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
                text = read_text(call.args[0], constants) if call.args else None
                for key, value in list_values(call) if text else ():
                    if isinstance(value, ast.Call) and ast.unparse(value.func) == "file_label":
                        yield text, key


def test_a_space_separates_a_file_name_from_chinese():
    translate, sentences = get_translator("zh"), [*list_sentences()]
    assert len(sentences) > 50
    tight = [
        translate(text) for text, key in sentences
        if re.search(rf"{HAN}%\({key}\)s|%\({key}\)s{HAN}", translate(text))
    ]  # fmt: skip
    assert tight == []
